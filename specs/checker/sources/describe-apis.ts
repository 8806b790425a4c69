import { posix } from 'node:path';
import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Body, Operation, Parameter, Part, Response } from './api-description.ts';
import { followReference } from './follow-reference.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceTree } from './source-tree.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The keys of a path item that are operations. */
const methods: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const described = new WeakMap<SourceTree, Map<SourceFile, readonly Operation[]>>();
const everywhere = new WeakMap<SourceTree, readonly Operation[]>();

/**
 * Every operation of the API files that are checked, in the order of their files. A file that is no sound YAML is described as far as it
 * can be read: who judges an operation asks `isWhole` first.
 */
export function apisOf(tree: SourceTree): readonly Operation[] {
  return tree.files.flatMap((source) => operationsIn(tree, source));
}

/** Every operation of the tree, also of API files that are not checked themselves. */
export function knownOperations(tree: SourceTree): readonly Operation[] {
  let known = everywhere.get(tree);
  if (known === undefined) everywhere.set(tree, (known = apiFiles(tree).flatMap((source) => operationsIn(tree, source))));
  return known;
}

/** The API that a description is a part of: the folder below `api/`, without what versions its files are sorted into. */
export function apiNameOf({ path }: SourceFile): string {
  return /^(?:.*\/)?api\/[^/]+(?=\/)/.exec(path)?.[0] ?? posix.dirname(path);
}

/** The operations of one file; none when it is no API description. */
export function operationsIn(tree: SourceTree, source: SourceFile): readonly Operation[] {
  if (source.kind !== 'api') return [];
  let files = described.get(tree);
  if (files === undefined) described.set(tree, (files = new Map()));
  let operations = files.get(source);
  if (operations === undefined) files.set(source, (operations = describe(tree, source)));
  return operations;
}

/** The part below one, under a key; undefined when nothing is there. */
export function partBelow(part: Part, step: string | number): Part | undefined {
  const { source, pointer, value } = part;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  const below: unknown = Reflect.get(value, step);
  return { source, pointer: pointerInto(pointer, step), value: below };
}

/** The parts of a mapping or a list, by their keys. */
export function partsBelow(part: Part | undefined): readonly (readonly [key: string, part: Part])[] {
  if (part === undefined || typeof part.value !== 'object' || part.value === null) return [];
  return Object.keys(part.value).flatMap((key) => {
    const below = partBelow(part, key);
    return below === undefined ? [] : [[key, below] as const];
  });
}

/** Where a part is after all `$ref`s have been followed; undefined when one of them leads nowhere or back. */
export function followed(tree: SourceTree, part: Part): Part | undefined {
  let at = part;
  for (let steps = 0; steps < 50; steps += 1) {
    const reference = isMapping(at.value) ? at.value['$ref'] : undefined;
    if (reference === undefined) return at;
    if (typeof reference !== 'string') return undefined;
    const next = followReference(tree, at.source, reference);
    if (!next.found) return undefined;
    at = { source: next.source, pointer: next.pointer, value: next.value };
  }
  return undefined;
}

function apiFiles(tree: SourceTree): readonly SourceFile[] {
  const files = new Map(tree.files.map((source) => [source.path, source]));
  const folders = new Set(['data/api', 'api', ...tree.files.filter(({ kind }) => kind === 'api').map(apiNameOf)]);
  folders.delete('.');
  for (const folder of folders) {
    if (!tree.hasFolder(folder)) continue;
    for (const path of tree.pathsBelow(folder)) {
      const source = files.has(path) || !/\.(ya?ml|json)$/.test(path) ? undefined : tree.file(path);
      if (source !== undefined) files.set(path, source);
    }
  }
  return [...files.values()];
}

function describe(tree: SourceTree, source: SourceFile): readonly Operation[] {
  const api: Part = { source, pointer: '', value: source.yaml?.value };
  const paths = partBelow(api, 'paths');
  const written = paths === undefined ? undefined : followed(tree, paths);
  return partsBelow(written).flatMap(([path, item]) => {
    if (path.startsWith('x-')) return [];
    const pathItem = followed(tree, item);
    if (pathItem === undefined || !isMapping(pathItem.value)) return [];
    return partsBelow(pathItem).flatMap(([method, part]) => {
      return !methods.includes(method) || !isMapping(part.value) ? [] : [operationOf(tree, { api, path, pathItem, method, part })];
    });
  });
}

interface Place {
  readonly api: Part;
  readonly path: string;
  readonly pathItem: Part;
  readonly method: string;
  readonly part: Part;
}

function operationOf(tree: SourceTree, { api, path, pathItem, method, part }: Place): Operation {
  const unresolved: Part[] = [];
  const resolved = (written: Part): Part[] => {
    const found = followed(tree, written);
    if (found !== undefined && isMapping(found.value)) return [found];
    // What is no mapping has no `$ref`: it is wrong in another way.
    if (isMapping(written.value)) unresolved.push(written);
    return [];
  };
  const listed = (key: string, above: Part): Part[] => {
    const list = partBelow(above, key);
    const found = list === undefined ? undefined : followed(tree, list);
    if (list !== undefined && found === undefined) unresolved.push(list);
    return partsBelow(found)
      .filter(([name]) => !name.startsWith('x-'))
      .flatMap(([, each]) => resolved(each));
  };

  const own = listed('parameters', part);
  const given = [...own, ...listed('parameters', pathItem).filter((shared) => !own.some((each) => isSameParameter(each, shared)))];
  const isSwagger = isMapping(api.value) && 'swagger' in api.value;
  const isSwaggerBody = ({ value }: Part): boolean => isSwagger && isMapping(value) && value['in'] === 'body';
  const consumed = mediaTypes('consumes', part, api);
  const request = partBelow(part, 'requestBody');
  const bodies = [
    ...(request === undefined ? [] : resolved(request)).flatMap((each) => contentOf(tree, each)),
    ...given.filter(isSwaggerBody).map((each) => ({
      mediaType: consumed,
      schema: partBelow(each, 'schema'),
      examples: examplesOf(tree, each),
    })),
  ];

  const written = partBelow(part, 'responses');
  const responses = written === undefined ? undefined : followed(tree, written);
  if (written !== undefined && responses === undefined) unresolved.push(written);
  const produced = mediaTypes('produces', part, api);

  return {
    ...part,
    method,
    path,
    fullPath: joinedPath(basePath(part, pathItem, api), path),
    operationId: textUnder(part, 'operationId'),
    parameters: given.filter((each) => !isSwaggerBody(each)).map((each) => parameterOf(tree, each)),
    bodies,
    responses: partsBelow(responses)
      .filter(([status]) => !status.startsWith('x-'))
      .flatMap(([status, each]) => resolved(each).map((response) => responseOf(tree, status, response, produced))),
    api,
    pathItem,
    unresolved,
  };
}

function parameterOf(tree: SourceTree, part: Part): Parameter {
  const value = isMapping(part.value) ? part.value : {};
  return {
    ...part,
    name: textOf(value['name']),
    in: textOf(value['in']),
    required: value['required'] === true,
    schema: schemaOf(part),
    examples: [...examplesOf(tree, part), ...contentOf(tree, part).flatMap(({ examples }) => examples)],
  };
}

function schemaOf(part: Part): Part | undefined {
  const [, media] = partsBelow(partBelow(part, 'content'))[0] ?? [];
  const inContent = media === undefined ? undefined : partBelow(media, 'schema');
  const isSchema = isMapping(part.value) && 'type' in part.value;
  return partBelow(part, 'schema') ?? inContent ?? (isSchema ? part : undefined);
}

function responseOf(tree: SourceTree, status: string, part: Part, produced: string): Response {
  const schema = partBelow(part, 'schema');
  const inSwagger: Body[] = partsBelow(partBelow(part, 'examples'))
    .filter(([name]) => name.includes('/'))
    .map(([mediaType, example]) => ({ mediaType, schema, examples: [example] }));
  if (inSwagger.length === 0 && schema !== undefined) inSwagger.push({ mediaType: produced, schema, examples: [] });
  return {
    ...part,
    status,
    bodies: [...contentOf(tree, part), ...inSwagger],
    headers: partsBelow(partBelow(part, 'headers')).flatMap(([name, written]) => {
      const header = followed(tree, written);
      if (header === undefined || !isMapping(header.value)) return [];
      return [{ name, part: header, schema: schemaOf(header), examples: examplesOf(tree, header) }];
    }),
  };
}

/** The bodies of a request or a response of OpenAPI 3. */
function contentOf(tree: SourceTree, part: Part): readonly Body[] {
  return partsBelow(partBelow(part, 'content')).flatMap(([mediaType, written]) => {
    const media = followed(tree, written);
    if (media === undefined || !isMapping(media.value)) return [];
    return [{ mediaType, schema: partBelow(media, 'schema'), examples: examplesOf(tree, media) }];
  });
}

/** The examples right in a parameter, a header or a media type: the values themselves, and not what may be said about them. */
function examplesOf(tree: SourceTree, part: Part): readonly Part[] {
  const single = ['example', 'x-example'].flatMap((key) => partBelow(part, key) ?? []);
  const written = partBelow(part, 'examples');
  const examples = written === undefined ? undefined : followed(tree, written);
  if (!isMapping(examples?.value)) return single;
  const named = partsBelow(examples).flatMap(([, each]) => {
    const example = followed(tree, each);
    return example === undefined ? [] : (partBelow(example, 'value') ?? []);
  });
  return [...single, ...named];
}

function isSameParameter({ value: one }: Part, { value: other }: Part): boolean {
  return isMapping(one) && isMapping(other) && one['in'] === other['in'] && one['name'] === other['name'];
}

function mediaTypes(key: 'consumes' | 'produces', part: Part, api: Part): string {
  const types = partsBelow(partBelow(part, key) ?? partBelow(api, key)).flatMap(([, { value }]) =>
    typeof value === 'string' ? value : [],
  );
  return types.includes('application/json') ? 'application/json' : (types[0] ?? 'application/json');
}

function basePath(...places: readonly [part: Part, pathItem: Part, api: Part]): string {
  for (const place of places) {
    const [, server] = partsBelow(partBelow(place, 'servers'))[0] ?? [];
    const url = server === undefined ? undefined : textUnder(server, 'url');
    if (server !== undefined && url !== undefined) return pathOfServer(url, partBelow(server, 'variables')?.value);
  }
  return textUnder(places[2], 'basePath') ?? '';
}

/** @param variables of the server, whose defaults are put into its URL. */
function pathOfServer(url: string, variables: unknown): string {
  const known: Plain = isMapping(variables) ? variables : {};
  const whole = url.replace(/\{([^{}]*)\}/g, (written, name: string) => {
    const variable = known[name];
    const value = isMapping(variable) ? variable['default'] : undefined;
    return typeof value === 'string' ? value : written;
  });
  return whole.replace(/^[^/]*:?\/\/[^/]*/, '');
}

function joinedPath(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

function textUnder(part: Part, key: string): string | undefined {
  const value = partBelow(part, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
