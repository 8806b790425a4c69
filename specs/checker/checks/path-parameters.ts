import { isMapping } from '../../reader/resolve.ts';
import type { Check, Report, Spot } from '../check.ts';
import { meant, nearest } from '../nearest.ts';
import { describedParts } from '../schemas/described-parts.ts';
import { hasMisspelt } from '../schemas/has-misspelt.ts';
import { mismatch } from '../schemas/mismatch.ts';
import type { Operation, Parameter, Part } from '../sources/api-description.ts';
import { apisOf, partBelow, partsBelow } from '../sources/describe-apis.ts';
import { hasAllKeys, isInPlace, isWhole } from '../sources/is-whole.ts';
import { operationCode, parameter, put } from './operation-samples.ts';

const missingParameter = operationCode(
  'missing-path-parameter',
  'error',
  'The path has a part in braces, and no parameter in the path of that name says what it is. Describe it, for the operation or for all operations of the path.',
  ['> /colours/{name}:', ...put('').slice(1)],
  put('/colours/{name}', ...parameter('name')),
);

const unknownParameter = operationCode(
  'unknown-path-parameter',
  'error',
  'A parameter in the path has a name that the path does not have in braces. Give both the same name, or delete the one that is too much.',
  put('/colours/{name}', ...parameter('nmae', '>')),
  put('/colours/{name}', ...parameter('name')),
);

const optionalParameter = operationCode(
  'optional-path-parameter',
  'error',
  'A parameter in the path is always there, and OpenAPI and Swagger want `required: true` beside it.',
  put('/colours/{name}', '>       - in: path', ...parameter('name', ' ', []).slice(1)),
  put('/colours/{name}', ...parameter('name')),
);

const unknownLocation = operationCode(
  'unknown-parameter-location',
  'error',
  'A parameter is in the path, the query, a header or a cookie; in Swagger 2.0 also in the body or in a form.',
  put('/colours', '>       - in: qeury', '          name: limit', '          schema:', '            type: integer'),
  put('/colours', '        - in: query', '          name: limit', '          schema:', '            type: integer'),
);

const unnamedParameter = operationCode(
  'unnamed-parameter',
  'error',
  'A parameter has no name. OpenAPI and Swagger want one in each, in Swagger 2.0 also in that of a body, and refuse the description without.',
  put('/colours', '>       - in: query', '          schema:', '            type: integer'),
  put('/colours', '        - in: query', '          name: limit', '          schema:', '            type: integer'),
);

const limit = (mark: string, type: string): readonly string[] => [
  `${mark}       - in: query`,
  '          name: limit',
  '          schema:',
  `            type: ${type}`,
];
const repeatedParameter = operationCode(
  'repeated-parameter',
  'error',
  'A list of parameters has two of the same name at the same place. Readers keep one of the two. Delete the other.',
  put('/colours', ...limit(' ', 'integer'), ...limit('>', 'string')),
  put('/colours', ...limit(' ', 'integer')),
);

const badPath = operationCode(
  'bad-path',
  'error',
  'A path begins with a slash and has no query behind it. Each brace that opens is closed, and a name stands in braces once only.',
  ['> /colours/{name}/{name}:', ...put('', ...parameter('name')).slice(1)],
  put('/colours/{name}', ...parameter('name')),
);

/** The parameters of operations, and the names in braces in their paths. */
export const pathParameters: Check = {
  codes: [missingParameter, unknownParameter, optionalParameter, unknownLocation, unnamedParameter, repeatedParameter, badPath],
  run(tree, report) {
    for (const part of describedParts(tree).parts) {
      if (part.role === 'parameter' && isNameless(part.value)) {
        report.finding(unnamedParameter, part, 'this parameter has no name; write "name"');
      }
    }
    const byItem = new Map<unknown, Operation[]>();
    for (const operation of apisOf(tree).filter(isInPlace)) {
      lookAtParameters(operation, report);
      if (!hasKnownParameters(operation)) continue;
      const others = byItem.get(operation.pathItem.value);
      if (others === undefined) byItem.set(operation.pathItem.value, [operation]);
      else others.push(operation);
    }
    for (const together of byItem.values()) lookAtPath(together, report);
  },
};

/** Whether nothing of the parameters of an operation, nor of those of its path, was left out because it is no YAML. */
function hasKnownParameters(operation: Operation): boolean {
  const lists = [partBelow(operation, 'parameters'), partBelow(operation.pathItem, 'parameters')];
  const areKnown = hasAllKeys(operation) && hasAllKeys(operation.pathItem);
  return areKnown && lists.every((list) => list === undefined || isWhole(list)) && operation.parameters.every(isWhole);
}

const templated = /\{([^{}]*)\}/g;

function namesIn(path: string): ReadonlySet<string> {
  return new Set([...path.matchAll(templated)].map(([, name = '']) => name));
}

function isNameless(parameter: unknown): boolean {
  if (!isMapping(parameter) || '$ref' in parameter || 'name' in parameter) return false;
  return !hasMisspelt(parameter, 'name', 'parameter');
}

/** What is wrong with a path, and what to write. */
function flawOf(path: string): string | undefined {
  if (!path.startsWith('/')) return 'write "/" in front';
  const rest = path.replace(templated, '');
  if (/[{}]/.test(rest)) return 'a brace has no counterpart; write both, or none';
  if (/[?#]/.test(rest)) return 'what is behind "?" or "#" belongs into the parameters; delete it';
  const names = [...path.matchAll(templated)].map(([, name = '']) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  return twice === undefined ? undefined : `it has {${twice}} twice; give the second one another name`;
}

/** Holds the names in the braces of a path against the parameters of all its operations: a name that differs is one mistake. */
function lookAtPath(together: readonly Operation[], report: Report): void {
  const [first] = together;
  if (first === undefined) return;
  const { path, pathItem } = first;
  const flaw = flawOf(path);
  if (flaw !== undefined) {
    report.finding(badPath, keySpot(first), `${quoted(path)} is no path: ${flaw}`);
    return;
  }
  if (together.some(({ unresolved }) => unresolved.length > 0)) {
    report.unjudged(pathItem, 'the parameters of this path are not all there: a $ref leads nowhere');
    return;
  }
  const isMisspelt =
    hasMisspelt(pathItem.value, 'parameters', 'path-item') || together.some(({ value }) => hasMisspelt(value, 'parameters', 'operation'));
  // A parameter without a name may be any of those that are missed.
  if (isMisspelt || together.some(({ parameters }) => parameters.some(({ value }) => isNameless(value)))) return;
  const names = namesIn(path);
  // One whose place does not exist is told as such, and may be meant for the path.
  const isInPath = (each: Parameter): boolean =>
    each.in === 'path' || (![...locations, ...swaggerLocations].includes(each.in) && names.has(each.name));
  const inPath = (operation: Operation): readonly Parameter[] => operation.parameters.filter(isInPath);
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
const swaggerLocations = ['path', 'query', 'header', 'body', 'formData'];

function lookAtParameters(operation: Operation, report: Report): void {
  const isSwagger = isMapping(operation.api.value) && 'swagger' in operation.api.value;
  const known = isSwagger ? swaggerLocations : locations;
  for (const each of operation.parameters) {
    // What is no parameter at all is told where it is referred to.
    if (mismatch('parameter', each.value) !== undefined || !isWhole(each)) continue;
    const place = partBelow(each, 'in');
    if (!known.includes(each.in)) {
      const there =
        place === undefined ? 'it does not say where it is' : `${quoted(each.in)} is no place of a parameter${meant(each.in, known)}`;
      const instead = each.in === 'body' ? 'describe the body under requestBody' : `write one of ${known.join(', ')}`;
      report.finding(unknownLocation, place ?? each, `${there}; ${instead}`);
    }
    if (each.in === 'path' && !each.required) {
      const required = partBelow(each, 'required');
      if (hasMisspelt(each.value, 'required', 'parameter')) continue;
      // In Swagger 2.0 a parameter is held against the keywords of schemas, and `required` against what they take.
      if (isSwagger && required !== undefined && typeof required.value !== 'boolean') continue;
      report.finding(optionalParameter, required ?? each, `${quoted(each.name)} is in the path; write "required: true"`);
    }
  }
  for (const list of [partBelow(operation, 'parameters'), partBelow(operation.pathItem, 'parameters')]) lookAtList(list, report);
}

function lookAtList(list: Part | undefined, report: Report): void {
  const seen = new Map<string, Part>();
  for (const [, each] of partsBelow(list)) {
    const { value } = each;
    if (!isMapping(value) || isNameless(value) || !isWhole(each)) continue;
    // The same reference twice is the same parameter twice.
    const identity =
      '$ref' in value ? String(value['$ref']) : value['in'] === 'body' ? 'body' : `${String(value['in'])} ${String(value['name'])}`;
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, each);
    else {
      const named = identity === 'body' ? 'a body' : `the parameter ${quoted(String(value['name']))}`;
      const name = '$ref' in value ? `the parameter of ${identity}` : named;
      report.finding(repeatedParameter, each, `${name} is in this list already; delete one of the two`, {
        related: [{ at: first, message: 'the first one' }],
      });
    }
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
