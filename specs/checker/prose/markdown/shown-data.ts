import { isMapping } from '../../../reader/resolve.ts';
import { pointerInto } from '../../../yaml/pointer.ts';
import { followReference } from '../../sources/follow-reference.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';

/** What a page shows of a YAML file, with everything that it refers to. */
export interface ShownData {
  /** The parts that are shown, by file: pointers to them. */
  readonly parts: ReadonlyMap<SourceFile, readonly string[]>;
  /** The titles of the objects in them. */
  readonly titles: ReadonlySet<string>;
}

const known = new WeakMap<SourceFile, ShownData>();
const deepest = 200;

/** Follows the references of a whole file. */
export function shownData(tree: SourceTree, root: SourceFile): ShownData {
  let shown = known.get(root);
  if (shown === undefined) known.set(root, (shown = collect(tree, root)));
  return shown;
}

function collect(tree: SourceTree, root: SourceFile): ShownData {
  const parts = new Map<SourceFile, string[]>();
  const titles = new Set<string>();
  const queue: { readonly source: SourceFile; readonly pointer: string; readonly value: unknown }[] = [];
  const add = (source: SourceFile, pointer: string, value: unknown): void => {
    const pointers = parts.get(source);
    if (pointers?.some((shown) => shown === pointer || pointer.startsWith(`${shown}/`)) === true) return;
    if (pointers === undefined) parts.set(source, [pointer]);
    else pointers.push(pointer);
    queue.push({ source, pointer, value });
  };
  add(root, '', root.yaml?.value);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { source } = next;
    const walk = (value: unknown, depth: number): void => {
      if (depth > deepest) return;
      if (Array.isArray(value)) for (const item of value) walk(item, depth + 1);
      if (!isMapping(value)) return;
      const { $ref: reference, title } = value;
      if (typeof title === 'string') titles.add(title);
      if (typeof reference === 'string') {
        const target = followReference(tree, source, reference);
        if (target.found) add(target.source, target.pointer, target.value);
      }
      for (const key of Object.keys(value)) if (key !== 'example' && key !== 'examples') walk(value[key], depth + 1);
    };
    walk(next.value, 0);
  }
  return { parts, titles };
}

/** The anchors that the template of an API gives to its operations. */
export function operationAnchors(tree: SourceTree, api: SourceFile, anchorize: (text: string) => string): readonly OperationAnchor[] {
  const value = api.yaml?.value;
  if (!isMapping(value) || !isMapping(value['paths'])) return [];
  // While the version was a variable of the templates, the site said r0.
  const base = basePathOf(value).replaceAll(/%[A-Z_]+_MAJOR_VERSION%/g, 'r0');
  const anchors: OperationAnchor[] = [];
  for (const [path, item] of Object.entries(value['paths'])) {
    const endpoint = anchorize(base + path);
    for (const [method, operation] of Object.entries(itemOf(tree, api, item))) {
      if (!['get', 'post', 'put', 'delete', 'patch', 'head', 'options'].includes(method) || !isMapping(operation)) continue;
      anchors.push({ anchor: method + endpoint, pointer: pointerInto(pointerInto(pointerInto('', 'paths'), path), method) });
    }
  }
  return anchors;
}

export interface OperationAnchor {
  readonly anchor: string;
  readonly pointer: string;
}

function itemOf(tree: SourceTree, api: SourceFile, item: unknown): Readonly<Record<string, unknown>> {
  if (!isMapping(item)) return {};
  const reference = item['$ref'];
  if (typeof reference !== 'string') return item;
  const target = followReference(tree, api, reference);
  return target.found && isMapping(target.value) ? target.value : item;
}

/** The base path of an API: that of Swagger 2.0, or the variable of the first server in OpenAPI 3. */
function basePathOf(api: Readonly<Record<string, unknown>>): string {
  if (typeof api['basePath'] === 'string') return api['basePath'];
  const server: unknown = Array.isArray(api['servers']) ? api['servers'][0] : undefined;
  if (!isMapping(server)) return '';
  const variables = isMapping(server['variables']) ? server['variables'] : {};
  const basePath = isMapping(variables['basePath']) ? variables['basePath']['default'] : undefined;
  if (typeof basePath === 'string') return basePath;
  return typeof server['url'] === 'string' ? server['url'].replace(/^[a-z]+:\/\/[^/]*/, '') : '';
}
