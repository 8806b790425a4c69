import { isMapping } from '../../reader/resolve.ts';
import type { Check, Code, Report, Sample, Spot } from '../check.ts';
import type { FindingLevel } from '../finding.ts';
import { meant, nearest } from '../nearest.ts';
import { isWhole } from '../sources/is-whole.ts';
import type { Operation, Parameter, Part } from '../sources/api-description.ts';
import { apiNameOf, apisOf, knownOperations, partBelow, partsBelow } from '../sources/describe-apis.ts';
import type { SourceTree } from '../sources/source-tree.ts';

/** @param mistake the lines under `paths` with the mistake, which is on the line that begins with `>`. */
function code(
  name: string,
  level: FindingLevel,
  explanation: string,
  mistake: readonly string[],
  right: readonly string[],
  above = '',
): Code {
  const path = 'data/api/paints/colours.yaml';
  const head = `openapi: 3.1.0\n${above}paths:\n`;
  const sample = (lines: readonly string[]): Sample => ({
    files: { [path]: `${head}${lines.map((line) => `${line.replace('>', ' ')}\n`).join('')}` },
  });
  const line = mistake.findIndex((each) => each.startsWith('>')) + head.split('\n').length;
  return { name: `operation/${name}`, level, explanation, wrong: { ...sample(mistake), at: `${path}:${line}` }, right: sample(right) };
}

const responses = ['      responses:', '        "204":', '          description: Done.'];
const parameter = (name: string, mark = ' ', more = ['          required: true']): readonly string[] => [
  '        - in: path',
  `${mark}         name: ${name}`,
  ...more,
  '          schema:',
  '            type: string',
];
const put = (path: string, ...parameters: readonly string[]): readonly string[] => [
  `  ${path}:`,
  '    put:',
  ...(parameters.length === 0 ? [] : ['      parameters:', ...parameters]),
  ...responses,
];

const missingParameter = code(
  'missing-path-parameter',
  'error',
  'The path has a part in braces, and no parameter in the path of that name says what it is. Describe it, for the operation or for all operations of the path.',
  ['> /colours/{name}:', ...put('').slice(1)],
  put('/colours/{name}', ...parameter('name')),
);

const unknownParameter = code(
  'unknown-path-parameter',
  'error',
  'A parameter in the path has a name that the path does not have in braces. Give both the same name, or delete the one that is too much.',
  put('/colours/{name}', ...parameter('nmae', '>')),
  put('/colours/{name}', ...parameter('name')),
);

const optionalParameter = code(
  'optional-path-parameter',
  'error',
  'A parameter in the path is always there, and OpenAPI and Swagger want `required: true` beside it.',
  put('/colours/{name}', '>       - in: path', ...parameter('name', ' ', []).slice(1)),
  put('/colours/{name}', ...parameter('name')),
);

const unknownLocation = code(
  'unknown-parameter-location',
  'error',
  'A parameter is in the path, the query, a header or a cookie; in Swagger 2.0 also in the body or in a form.',
  put('/colours', '>       - in: qeury', '          name: limit', '          schema:', '            type: integer'),
  put('/colours', '        - in: query', '          name: limit', '          schema:', '            type: integer'),
);

const limit = (mark: string, type: string): readonly string[] => [
  `${mark}       - in: query`,
  '          name: limit',
  '          schema:',
  `            type: ${type}`,
];
const repeatedParameter = code(
  'repeated-parameter',
  'error',
  'A list of parameters has two of the same name at the same place. Readers keep one of the two. Delete the other.',
  put('/colours', ...limit(' ', 'integer'), ...limit('>', 'string')),
  put('/colours', ...limit(' ', 'integer')),
);

const get = (path: string, id: string, mark = ' '): readonly string[] => [
  `  ${path}:`,
  '    get:',
  `${mark}     operationId: ${id}`,
  ...responses,
];
const repeatedId = code(
  'repeated-id',
  'error',
  'Two operations of an API have the same `operationId`, which names the operation in code that is made from the description. Give each a name of its own.',
  [...get('/warm', 'getColours'), ...get('/cold', 'getColours', '>')],
  [...get('/warm', 'getWarmColours'), ...get('/cold', 'getColdColours')],
);

const describedTwice = code(
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

const unknownStatus = code(
  'unknown-status',
  'error',
  'The key of a response is a status code of three digits, from 100 to 599, or `default`; in OpenAPI 3 also `4XX`, in capitals, for all codes that begin with a digit.',
  ['  /colours:', '    get:', '      responses:', '>       "2044":', '          description: Done.'],
  ['  /colours:', '    get:', '      responses:', '        "204":', '          description: Done.'],
);

const noResponse = code(
  'no-response',
  'error',
  'An operation says nothing of how it is answered. OpenAPI and Swagger want `responses` in each, with one response at least.',
  ['  /colours:', '>   get:', '      summary: Lists colours.'],
  ['  /colours:', '    get:', '      summary: Lists colours.', ...responses],
);

const tagged = (mark: string, tag: string): readonly string[] => [
  '  /colours:',
  '    get:',
  '      tags:',
  `${mark}       - ${tag}`,
  ...responses,
];
const undeclaredTag = code(
  'undeclared-tag',
  'warning',
  'An operation has a tag that is not among those that the description declares. It is shown apart from the others. Declare it, or correct it.',
  tagged('>', 'Colors'),
  tagged(' ', 'Colours'),
  'tags:\n  - name: Colours\n',
);

/** Operations of API descriptions: their paths, parameters, ids, statuses and tags. */
export const operations: Check = {
  codes: [
    missingParameter,
    unknownParameter,
    optionalParameter,
    unknownLocation,
    repeatedParameter,
    repeatedId,
    describedTwice,
    unknownStatus,
    noResponse,
    undeclaredTag,
  ],
  run(tree, report) {
    const checked = apisOf(tree).filter(isJudged);
    const byItem = new Map<unknown, Operation[]>();
    for (const operation of checked) {
      report.looked('operations');
      lookAtParameters(operation, report);
      lookAtResponses(operation, report);
      lookAtTags(operation, report);
      const others = byItem.get(operation.pathItem.value);
      if (others === undefined) byItem.set(operation.pathItem.value, [operation]);
      else others.push(operation);
    }
    for (const together of byItem.values()) lookAtPath(together, report);
    lookAtNames(tree, report);
  },
};

/** Whether an operation is as its author wrote it, and so is the path that it stands in. */
function isJudged(operation: Operation): boolean {
  return isWhole(operation) && isWhole(operation.pathItem);
}

const templated = /\{([^{}]*)\}/g;

function namesIn(path: string): ReadonlySet<string> {
  return new Set([...path.matchAll(templated)].map(([, name = '']) => name));
}

/** Holds the names in the braces of a path against the parameters of all its operations: a name that differs is one mistake. */
function lookAtPath(together: readonly Operation[], report: Report): void {
  const [first] = together;
  if (first === undefined) return;
  const { path, pathItem } = first;
  if (together.some(({ unresolved }) => unresolved.length > 0)) {
    report.unjudged(pathItem, 'the parameters of this path are not all there: a $ref leads nowhere');
    return;
  }
  const names = namesIn(path);
  const inPath = (operation: Operation): readonly Parameter[] => operation.parameters.filter((each) => each.in === 'path');
  const missing = [...names].map((name) => ({
    name,
    from: together.filter((operation) => !inPath(operation).some((each) => each.name === name)),
  }));
  const lacking = missing.filter(({ from }) => from.length > 0);
  const pathSpot = keySpot(first);
  const renamed = new Set<string>();
  for (const { name, from } of lacking) {
    const unmatched = from.map((operation) => inPath(operation).filter((each) => !names.has(each.name)));
    const meantHere = unmatched.map((some) => counterpart(name, some, lacking.length));
    const [other] = meantHere;
    const shared = other !== undefined && meantHere.every((each) => each?.name === other.name) ? other : undefined;
    const isShared = shared !== undefined && from.length === together.length && new Set(meantHere.map((each) => each?.pointer)).size > 1;
    if (isShared) {
      renamed.add(shared.name);
      report.finding(
        missingParameter,
        pathSpot,
        `the path has {${name}}, and the parameter of all its operations is ${quoted(shared.name)}; write {${shared.name}}`,
        { related: meantHere.flatMap((each) => (each === undefined ? [] : [{ at: nameSpot(each), message: 'a parameter' }])) },
      );
      continue;
    }
    const without = from.filter((_, at) => meantHere[at] === undefined);
    if (without.length === 0) continue;
    const wanted = `write one with "in: path", "name: ${name}" and "required: true"`;
    if (without.length === together.length) {
      report.finding(missingParameter, pathSpot, `no parameter describes {${name}} of this path; ${wanted}`);
    } else {
      for (const each of without) {
        const at: Spot = { source: each.source, pointer: each.pointer, part: 'key' };
        report.finding(missingParameter, at, `no parameter describes {${name}} of ${path} here; ${wanted}`);
      }
    }
  }
  for (const operation of together) {
    for (const each of inPath(operation)) {
      if (names.has(each.name) || renamed.has(each.name)) continue;
      const other = lacking.map(({ name }) => name).find((name) => counterpart(name, [each], lacking.length) !== undefined);
      const instead = other === undefined ? 'delete it, or put it into the path' : `write ${quoted(other)}`;
      report.finding(unknownParameter, nameSpot(each), `${quoted(each.name)} is not in the path ${path}; ${instead}`);
    }
  }
}

/** The parameter that is meant for a name in a path: the only one that is left, or one that is spelt nearly the same. */
function counterpart(name: string, unmatched: readonly Parameter[], lacking: number): Parameter | undefined {
  const [only] = unmatched;
  if (unmatched.length === 1 && lacking === 1) return only;
  const near = nearest(
    name,
    unmatched.map((each) => each.name),
  );
  return unmatched.find((each) => each.name === near);
}

/** The key of a path, as far as it is in the file of the API. */
function keySpot({ pathItem, api, path }: Operation): Spot {
  const paths = partBelow(api, 'paths');
  const item = paths === undefined ? undefined : partBelow(paths, path);
  return { source: (item ?? pathItem).source, pointer: (item ?? pathItem).pointer, part: 'key' };
}

function nameSpot(part: Part): Spot {
  return partBelow(part, 'name') ?? part;
}

const locations = ['path', 'query', 'header', 'cookie'];

function lookAtParameters(operation: Operation, report: Report): void {
  const isSwagger = isMapping(operation.api.value) && 'swagger' in operation.api.value;
  const known = isSwagger ? ['path', 'query', 'header', 'body', 'formData'] : locations;
  for (const each of operation.parameters) {
    const place = partBelow(each, 'in');
    if (!known.includes(each.in)) {
      const there =
        place === undefined ? 'it does not say where it is' : `${quoted(each.in)} is no place of a parameter${meant(each.in, known)}`;
      report.finding(unknownLocation, place ?? each, `${there}; write one of ${known.join(', ')}`);
    }
    if (each.in === 'path' && !each.required) {
      const required = partBelow(each, 'required');
      report.finding(optionalParameter, required ?? each, `${quoted(each.name)} is in the path; write "required: true"`);
    }
  }
  for (const list of [partBelow(operation, 'parameters'), partBelow(operation.pathItem, 'parameters')]) lookAtList(list, report);
}

function lookAtList(list: Part | undefined, report: Report): void {
  const seen = new Map<string, Part>();
  for (const [, each] of partsBelow(list)) {
    const { value } = each;
    if (!isMapping(value)) continue;
    // The same reference twice is the same parameter twice.
    const identity = '$ref' in value ? String(value['$ref']) : `${String(value['in'])} ${String(value['name'])}`;
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, each);
    else {
      const name = '$ref' in value ? `the parameter of ${identity}` : `the parameter ${quoted(String(value['name']))}`;
      report.finding(repeatedParameter, each, `${name} is in this list already; delete one of the two`, {
        related: [{ at: first, message: 'the first one' }],
      });
    }
  }
}

function lookAtResponses(operation: Operation, report: Report): void {
  const { source, pointer } = operation;
  const written = partBelow(operation, 'responses');
  const listed = partsBelow(written).filter(([status]) => !status.startsWith('x-'));
  if (listed.length === 0) {
    if (written === undefined || isMapping(written.value)) {
      report.finding(
        noResponse,
        { source, pointer, part: 'key' },
        'this operation has no response; describe at least one under "responses"',
      );
    }
    return;
  }
  const isSwagger = isMapping(operation.api.value) && 'swagger' in operation.api.value;
  for (const [status, each] of listed) {
    if (status === '$ref' || status === 'default' || /^[1-5]\d\d$/.test(status) || (/^[1-5]XX$/.test(status) && !isSwagger)) continue;
    const at: Spot = { source: each.source, pointer: each.pointer, part: 'key' };
    report.finding(unknownStatus, at, `${quoted(status)} is no status; ${statusInstead(status, isSwagger)}`);
  }
}

function statusInstead(status: string, isSwagger: boolean): string {
  if (!/^[1-5]xx$/i.test(status)) return 'write three digits, from 100 to 599, or "default"';
  return isSwagger ? 'Swagger 2.0 has no ranges: write one status, or "default"' : `write ${quoted(status.toUpperCase())}`;
}

function lookAtTags(operation: Operation, report: Report): void {
  const declared = partsBelow(partBelow(operation.api, 'tags')).flatMap(([, { value }]) => {
    const name = isMapping(value) ? value['name'] : undefined;
    return typeof name === 'string' ? [name] : [];
  });
  if (declared.length === 0) return;
  for (const [, tag] of partsBelow(partBelow(operation, 'tags'))) {
    if (typeof tag.value !== 'string' || declared.includes(tag.value)) continue;
    const instead = meant(tag.value, declared);
    report.finding(
      undeclaredTag,
      tag,
      `the tag ${quoted(tag.value)} is not declared${instead}; declared are ${declared.map(quoted).join(', ')}`,
    );
  }
}

/** Holds the ids and the paths of all operations of an API against each other, in whatever files they are. */
function lookAtNames(tree: SourceTree, report: Report): void {
  const ids = new Map<string, Operation>();
  const paths = new Map<string, Operation>();
  for (const operation of knownOperations(tree)) {
    if (!isJudged(operation)) continue;
    const { operationId, method, fullPath, source } = operation;
    const api = apiNameOf(operation.api.source);
    const path = `${api} ${method} ${fullPath.replace(templated, '{}')}`;
    const same = paths.get(path);
    if (same !== undefined && same.value !== operation.value) {
      const [one, other] = same.source.checked && !source.checked ? [operation, same] : [same, operation];
      const at: Spot = { source: other.source, pointer: other.pointer, part: 'key' };
      const first: Spot = { source: one.source, pointer: one.pointer, part: 'key' };
      report.finding(describedTwice, at, `${method.toUpperCase()} ${fullPath} is described in ${one.source.path} already; join the two`, {
        related: [{ at: first, message: `${method.toUpperCase()} ${one.fullPath}` }],
      });
    } else if (same === undefined) paths.set(path, operation);
    if (operationId === undefined) continue;
    const named = ids.get(`${api} ${operationId}`);
    if (named === undefined) ids.set(`${api} ${operationId}`, operation);
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
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
