import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Code, Report } from '../check.ts';
import type { Body, Part } from '../sources/api-description.ts';
import { apisOf, followed, partsBelow } from '../sources/describe-apis.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { followReference } from '../sources/follow-reference.ts';
import { describedParts } from '../schemas/described-parts.ts';
import { isWhole } from '../sources/is-whole.ts';
import type { DescribedPart } from '../schemas/described-parts.ts';

const file = 'api/colours.yaml';

function api(...response: readonly string[]): Readonly<Record<string, string>> {
  const lines = [
    "openapi: '3.1.0'",
    'info: {title: Colours, version: 1.0.0}',
    'paths:',
    '  /colours:',
    '    get:',
    '      responses:',
    "        '200':",
    '          description: All of them.',
    ...response.map((line) => `          ${line}`),
  ];
  return { [file]: `${lines.join('\n')}\n` };
}

const schema = ['    schema:', '      type: object', '      properties:', '        red: {type: integer}'];

const ignoredPlace: Code = {
  name: 'example/ignored-place',
  level: 'warning',
  explanation:
    'An example stands where tools and the rendered page do not look for one, so that nobody sees it: beside the content of a response, under a key of another version of OpenAPI, without the key "value". Move it to where it is shown.',
  wrong: {
    files: api(
      'content:',
      '  application/json:',
      ...schema,
      '    examples:',
      '      dark:',
      '        red: 100',
      '      light:',
      '        value: {red: 200}',
    ),
    at: `${file}:16`,
  },
  right: {
    files: api(
      'content:',
      '  application/json:',
      ...schema,
      '    examples:',
      '      dark:',
      '        value: {red: 100}',
      '      light:',
      '        value: {red: 200}',
    ),
  },
};

const missing: Code = {
  name: 'example/missing',
  level: 'note',
  explanation:
    'A response of success has a body with keys, and no example of it: neither of the whole nor of any of its keys. Add one, so that readers see what comes.',
  wrong: { files: api('content:', '  application/json:', ...schema), at: `${file}:7` },
  right: { files: api('content:', '  application/json:', ...schema, '    example: {red: 255}') },
};

/** Examples that nobody sees, and responses without any. */
export const examplePlaces: Check = {
  codes: [ignoredPlace, missing],
  run(tree, report) {
    for (const part of describedParts(tree).parts) {
      if (!isMapping(part.value)) continue;
      for (const [key, advice] of ignoredKeys(part, part.value)) {
        report.finding(
          ignoredPlace,
          { source: part.source, pointer: `${part.pointer}${key}`, part: 'key' },
          `nothing here is read as an example; ${advice}`,
        );
      }
    }
    lookForMissing(tree, report);
  },
};

type Ignored = readonly [pointer: string, advice: string];

function ignoredKeys(part: DescribedPart, value: Readonly<Record<string, unknown>>): readonly Ignored[] {
  const has = (...keys: readonly string[]): readonly string[] => keys.filter((key) => Object.hasOwn(value, key));
  const all = (keys: readonly string[], advice: string): readonly Ignored[] => keys.map((key) => [`/${key}`, advice]);
  const isOld = part.dialect === 'draft-4';
  const { examples } = value;
  switch (part.role) {
    case 'operation':
    case 'path-item':
      return all(has('example', 'examples', 'x-example', 'x-examples'), 'move it into the parameter, the request body or the response');
    case 'request-body':
      return all(has('example', 'examples', 'x-example', 'x-examples'), 'move it into the media type, beside its schema');
    case 'response':
      if (!isOld) return all(has('example', 'examples', 'x-example', 'x-examples'), 'move it into the media type, beside its schema');
      return [...all(has('example', 'x-example', 'x-examples'), 'write it as `examples: {application/json: …}`'), ...byMediaType(examples)];
    case 'parameter':
    case 'header':
      if (!isOld) return [...all(has('x-example', 'x-examples'), 'write `example`'), ...besideOthers(value), ...byName(examples)];
      if (value['in'] === 'body') return all(has('example', 'examples', 'x-example', 'x-examples'), 'move it into the schema');
      return all(has('example', 'examples', 'x-examples'), 'write `x-example`');
    case 'media-type':
      return [...all(has('x-example', 'x-examples'), 'write `example`'), ...besideOthers(value), ...byName(examples)];
    case 'schema':
      return [
        ...all(has('x-example', 'x-examples'), 'write `example`'),
        ...(isOld ? all(has('examples'), 'write `example`') : []),
        ...(!isOld && 'examples' in value && !Array.isArray(examples) ? [['/examples', 'write a list of examples'] as const] : []),
      ];
    default:
      return [];
  }
}

/** The `examples` of a response of Swagger 2.0 are named by their media types. */
function byMediaType(examples: unknown): readonly Ignored[] {
  if (examples === undefined) return [];
  if (!isMapping(examples)) return [['/examples', 'write a mapping of media types: `application/json: …`']];
  return Object.keys(examples)
    .filter((key) => !key.includes('/') && !key.startsWith('x-') && key !== '$ref')
    .map((key) => [
      pointerInto('/examples', key),
      key === 'schema' ? 'the schema belongs beside `examples`, not into it' : 'write its media type above it: `application/json`',
    ]);
}

/** In OpenAPI 3 there is either one example or several with names. */
function besideOthers(value: Readonly<Record<string, unknown>>): readonly Ignored[] {
  return 'example' in value && 'examples' in value ? [['/example', 'there are `examples` beside it: move it among them']] : [];
}

/** The `examples` of OpenAPI 3 have names, and their values under `value`. */
function byName(examples: unknown): readonly Ignored[] {
  if (examples === undefined) return [];
  if (!isMapping(examples)) return [['/examples', 'write a mapping of names: `name: {value: …}`']];
  return Object.entries(examples)
    .filter(([key, entry]) => key !== '$ref' && !(isMapping(entry) && ['value', 'externalValue', '$ref'].some((wanted) => wanted in entry)))
    .map(([key]) => [pointerInto('/examples', key), 'write `value:` above it']);
}

function lookForMissing(tree: SourceTree, report: Report): void {
  const judged = new Map<unknown, boolean>();
  const lacksExample = (schema: Part): boolean => {
    const { value } = followed(tree, schema) ?? schema;
    let lacks = judged.get(value);
    if (lacks === undefined) judged.set(value, (lacks = hasKeys(tree, schema) && !hasExample(tree, schema)));
    return lacks;
  };
  for (const operation of apisOf(tree)) {
    if (!isWhole(operation)) continue;
    for (const response of operation.responses) {
      if (!/^2(\d\d|XX)$/.test(response.status) || !isWhole(response)) continue;
      // It stands at the wrong place.
      if (isMapping(response.value) && ('example' in response.value || 'examples' in response.value)) continue;
      const bare = response.bodies.filter((body) => isJson(body) && body.examples.length === 0);
      if (bare.some(({ schema }) => schema !== undefined && lacksExample(schema))) {
        const { source, pointer } = response;
        report.finding(missing, { source, pointer, part: 'key' }, 'this response has a body with keys and no example of it; add one');
      }
    }
  }
}

function isJson({ mediaType }: Body): boolean {
  return /\bjson\b/.test(mediaType);
}

/** Whether a schema, or one that it is put together from, names keys. */
function hasKeys(tree: SourceTree, schema: Part): boolean {
  return anyPart(tree, schema, (value) => isMapping(value['properties']) && Object.keys(value['properties']).length > 0);
}

/** Whether a schema, or one inside of it, has an example: those who render it put the whole together from those of its parts. */
function hasExample(tree: SourceTree, schema: Part): boolean {
  return anyPart(tree, schema, (value) => 'example' in value || 'examples' in value);
}

/** Whether something holds of a schema or of a part of it, wherever that stands. */
function anyPart(tree: SourceTree, part: Part, has: (value: Readonly<Record<string, unknown>>) => boolean): boolean {
  const waiting = [part];
  const seen = new Set<unknown>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { source, value } = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isMapping(value)) {
      if (has(value)) return true;
      const target = typeof value['$ref'] === 'string' ? followReference(tree, source, value['$ref']) : undefined;
      // What leads nowhere may have one.
      if (target?.found === false) return true;
      if (target !== undefined) waiting.push(target);
    }
    for (const [, below] of partsBelow(next)) waiting.push(below);
  }
  return false;
}
