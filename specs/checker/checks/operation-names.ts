import type { Check, Report, Spot } from '../check.ts';
import { nearest } from '../nearest.ts';
import { hasMisspelt } from '../schemas/has-misspelt.ts';
import type { Operation, Part } from '../sources/api-description.ts';
import { apiNameOf, knownOperations, partBelow, partsBelow } from '../sources/describe-apis.ts';
import { hasAllKeys, isInPlace } from '../sources/is-whole.ts';
import { get, operationCode, parameter, put, responses } from './operation-samples.ts';

const repeatedId = operationCode(
  'repeated-id',
  'error',
  'Two operations of an API have the same `operationId`, which names the operation in code that is made from the description. Give each a name of its own.',
  [...get('/warm', 'getColours'), ...get('/cold', 'getColours', '>')],
  [...get('/warm', 'getWarmColours'), ...get('/cold', 'getColdColours')],
);

const describedTwice = operationCode(
  'described-twice',
  'warning',
  'Two parts of an API describe the same method of the same path; names in braces make no difference. A reader who finds one of the two misses the other. Join them, or correct the path of one.',
  [
    ...put('/colours/{name}', ...parameter('name')),
    '  /colours/{colour}:',
    '>   put:',
    '      parameters:',
    ...parameter('colour'),
    ...responses,
  ],
  [...put('/colours/{name}', ...parameter('name')), ...put('/shades/{colour}', ...parameter('colour'))],
);

const missingId = operationCode(
  'missing-id',
  'warning',
  'An operation has no `operationId`, as the others of its API do. It gets no name, or an odd one, in code that is made from the description. Give it one.',
  [...get('/warm', 'getWarmColours'), '  /cold:', '>   get:', ...responses],
  [...get('/warm', 'getWarmColours'), ...get('/cold', 'getColdColours')],
);

const tagged = (path: string, tag: string, mark = ' '): readonly string[] => [
  `  ${path}:`,
  '    get:',
  '      tags:',
  `${mark}       - ${tag}`,
  ...responses,
];
const oddTag = operationCode(
  'odd-tag',
  'note',
  'One operation alone has a tag, which is nearly that of others. If that one is meant, the operation is shown apart from where it belongs.',
  [...tagged('/warm', 'Mixing colours'), ...tagged('/cold', 'Mixing colours'), ...tagged('/dark', 'Mixing colors', '>')],
  [...tagged('/warm', 'Mixing colours'), ...tagged('/cold', 'Mixing colours'), ...tagged('/dark', 'Mixing colours')],
);

/** The ids, paths and tags of the operations of an API, held against each other in whatever files they are. */
export const operationNames: Check = {
  codes: [repeatedId, describedTwice, missingId, oddTag],
  run(tree, report) {
    const apis = new Map<string, Operation[]>();
    for (const operation of knownOperations(tree)) {
      if (!isInPlace(operation)) continue;
      const api = apiNameOf(operation.api.source);
      const known = apis.get(api);
      if (known === undefined) apis.set(api, [operation]);
      else known.push(operation);
    }
    for (const operations of apis.values()) {
      lookAtPaths(operations, report);
      lookAtIds(operations, report);
      lookAtTags(operations, report);
    }
  },
};

function lookAtPaths(operations: readonly Operation[], report: Report): void {
  const paths = new Map<string, Operation>();
  for (const operation of operations) {
    const { method, fullPath, source } = operation;
    const path = `${method} ${fullPath.replace(/\{[^{}]*\}/g, '{}')}`;
    const same = paths.get(path);
    if (same === undefined) paths.set(path, operation);
    else if (same.value !== operation.value) {
      const [one, other] = same.source.checked && !source.checked ? [operation, same] : [same, operation];
      report.finding(
        describedTwice,
        keyOf(other),
        `${method.toUpperCase()} ${fullPath} is described in ${one.source.path} already; join the two`,
        { related: [{ at: keyOf(one), message: `${method.toUpperCase()} ${one.fullPath}` }] },
      );
    }
  }
}

function lookAtIds(operations: readonly Operation[], report: Report): void {
  const ids = new Map<string, Operation>();
  const nameless: Operation[] = [];
  for (const operation of operations) {
    const { operationId, source } = operation;
    if (operationId === undefined) {
      const isMisspelt = hasMisspelt(operation.value, 'operationId', 'operation');
      if (partBelow(operation, 'operationId') === undefined && hasAllKeys(operation) && !isMisspelt) nameless.push(operation);
      continue;
    }
    const named = ids.get(operationId);
    if (named === undefined) ids.set(operationId, operation);
    else if (named.value !== operation.value) {
      const [one, other] = named.source.checked && !source.checked ? [operation, named] : [named, operation];
      report.finding(
        repeatedId,
        partBelow(other, 'operationId') ?? other,
        `${quoted(operationId)} is the id of ${one.method.toUpperCase()} ${one.path} already; write another`,
        { related: [{ at: partBelow(one, 'operationId') ?? one, message: 'the first one' }] },
      );
    }
  }
  // Where most have none, nobody is asked for one.
  if (nameless.length > operations.length / 2) return;
  for (const each of nameless) report.finding(missingId, keyOf(each), 'this operation has no "operationId", as the others have; write one');
}

function lookAtTags(operations: readonly Operation[], report: Report): void {
  const uses = new Map<string, Part[]>();
  // Where a description declares its tags, it is said there which ones exist.
  const undeclared = operations.filter(({ api }) => partBelow(api, 'tags') === undefined);
  for (const [, tag] of undeclared.flatMap((operation) => partsBelow(partBelow(operation, 'tags')))) {
    if (typeof tag.value !== 'string') continue;
    const known = uses.get(tag.value);
    if (known === undefined) uses.set(tag.value, [tag]);
    else known.push(tag);
  }
  const common = [...uses].filter(([, tags]) => tags.length > 1).map(([name]) => name);
  for (const [name, [only, ...others]] of uses) {
    const near = others.length > 0 ? undefined : nearest(name, common);
    if (only === undefined || near === undefined) continue;
    report.finding(
      oddTag,
      only,
      `no other operation has the tag ${quoted(name)}; is ${quoted(near)} meant, as ${uses.get(near)?.length} others have?`,
    );
  }
}

function keyOf({ source, pointer }: Operation): Spot {
  return { source, pointer, part: 'key' };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
