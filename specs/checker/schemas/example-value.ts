import { isMapping } from '../../reader/resolve.ts';
import { parseJson } from '../../yaml/parse-json.ts';
import { pointerInto, stepsOf, valueAt } from '../../yaml/pointer.ts';
import { scalarOffsets } from '../../yaml/scalar-offsets.ts';
import type { YamlContent, YamlError } from '../../yaml/yaml-content.ts';
import type { Spot } from '../check.ts';
import { elidedJson } from '../prose/elided-json.ts';
import type { Part } from '../sources/api-description.ts';
import { followInExample } from '../sources/follow-reference.ts';
import type { Reference } from '../sources/follow-reference.ts';
import { placeName } from '../sources/place.ts';
import type { Place } from '../sources/place.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { isWhole } from '../sources/is-whole.ts';

/** An example as it is meant: with its `$ref`s and its `allOf` followed, or read from a string of JSON. */
export interface ExampleValue {
  readonly value: unknown;
  /** Where a part of the value stands, also when that is in another file; the nearest part above when it is nowhere. */
  spotOf(pointer: string, part?: 'key' | 'value'): Spot;
  /** Where in the example's own file that part is referred to; the part itself when it stands there. */
  siteOf(pointer: string): Spot;
  /** The other files that parts of the value stand in. */
  readonly otherFiles: ReadonlySet<SourceFile>;
  /** The mappings of other files that a mapping in the value is put together from. */
  layersOf(pointer: string): readonly Place[];
}

type Followed = { readonly found: true; readonly example: ExampleValue } | { readonly found: false; readonly reason: string };

/** Follows the `$ref`s inside an example, each merged with what stands beside it, and merges its `allOf`, as those who render it do. */
export function exampleValue(tree: SourceTree, { source, pointer, value }: Part): Followed {
  // Most examples stand as they are.
  if (!refers(value)) {
    const spotOf = (at: string, part: 'key' | 'value' = 'value'): Spot => ({ source, pointer: `${pointer}${at}`, part });
    return { found: true, example: { value, spotOf, siteOf: spotOf, otherFiles: new Set(), layersOf: () => [] } };
  }
  const origins: Origins = new WeakMap();
  const layers: Layers = new WeakMap();
  const otherFiles = new Set<SourceFile>();
  const own = { source, pointer };
  let resolved: Resolved;
  try {
    resolved = resolve({ tree, origins, layers, underWay: new Set(), otherFiles, base: undefined }, value, own);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return { found: false, reason: 'its references lead on through too many others' };
  }
  if (resolved.lost !== undefined) return { found: false, reason: resolved.lost };
  otherFiles.delete(source);
  return {
    found: true,
    example: {
      value: resolved.value,
      spotOf: (at, part = 'value') => ({ ...originAt(origins, resolved.value, resolved.origin, at), part }),
      siteOf: (at) => ({ source, pointer: `${pointer}${standing(value, at)}` }),
      otherFiles,
      layersOf(at) {
        const mapping = valueAt(resolved.value, at);
        return (isMapping(mapping) ? (layers.get(mapping) ?? []) : []).filter((layer) => layer.source !== source);
      },
    },
  };
}

function refers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(refers);
  if ('$ref' in value || 'allOf' in value) return true;
  return Object.values(value).some(refers);
}

/** Where the parts of a value that was put together come from, by their keys. */
type Origins = WeakMap<object, ReadonlyMap<string, Place>>;

/** The places of the mappings that one was put together from. */
type Layers = WeakMap<object, readonly Place[]>;

function originAt(origins: Origins, value: unknown, root: Place, pointer: string): Place {
  let [here, origin] = [value, root];
  for (const step of stepsOf(pointer)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) break;
    origin = origins.get(here)?.get(step) ?? below(origin, step);
    here = Reflect.get(here, step);
  }
  return origin;
}

/** As much of a pointer as there is in a value as it is written. */
function standing(value: unknown, pointer: string): string {
  let [here, found] = [value, ''];
  for (const step of stepsOf(pointer)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) break;
    found = pointerInto(found, step);
    here = Reflect.get(here, step);
  }
  return found;
}

interface Resolving {
  readonly tree: SourceTree;
  readonly origins: Origins;
  readonly layers: Layers;
  readonly underWay: Set<string>;
  readonly otherFiles: Set<SourceFile>;
  /** The file that the mapping around is made from, if another one. */
  readonly base: SourceFile | undefined;
}

interface Resolved {
  readonly value: unknown;
  readonly origin: Place;
  /** Why it could not be put together. */
  readonly lost?: string;
}

function resolve(resolving: Resolving, value: unknown, origin: Place): Resolved {
  if (typeof value !== 'object' || value === null) return { value, origin };
  return Array.isArray(value) ? resolveList(resolving, value, origin) : resolveMapping(resolving, { ...value }, origin);
}

function below({ source, pointer }: Place, step: string | number): Place {
  return { source, pointer: pointerInto(pointer, step) };
}

function resolveList(resolving: Resolving, list: readonly unknown[], origin: Place): Resolved {
  const items = list.map((item, at) => resolve(resolving, item, below(origin, at)));
  const lost = items.find((item) => item.lost !== undefined);
  if (lost !== undefined) return lost;
  const value = items.map((item) => item.value);
  resolving.origins.set(value, new Map(items.map((item, at) => [String(at), item.origin])));
  return { value, origin };
}

function resolveMapping(resolving: Resolving, mapping: Readonly<Record<string, unknown>>, origin: Place): Resolved {
  const { $ref: written, allOf, ...others } = mapping;
  const own: Record<string, unknown> = { ...others };
  const layers: Resolved[] = [];
  let inside = resolving;
  if (typeof written === 'string') {
    const target = followInExample(resolving.tree, origin.source, written, resolving.base);
    layers.push(follow(resolving, written, target, origin));
    if (target.found) inside = { ...resolving, base: target.source };
  }
  if (Array.isArray(allOf) && allOf.every(isMapping)) {
    for (const [at, item] of allOf.entries()) layers.push(resolve(resolving, item, below(below(origin, 'allOf'), at)));
  } else if (allOf !== undefined) own['allOf'] = allOf;
  if (written !== undefined && typeof written !== 'string') own['$ref'] = written;
  const entries = Object.entries(own).map(([key, value]) => [key, resolve(inside, value, below(origin, key))] as const);
  const lost = layers.find((layer) => layer.lost !== undefined) ?? entries.find(([, entry]) => entry.lost !== undefined)?.[1];
  if (lost !== undefined) return lost;
  const [only] = layers;
  if (only !== undefined && layers.length === 1 && entries.length === 0) return only;
  let together: Resolved = { value: {}, origin };
  for (const layer of layers) {
    if (!isMapping(layer.value)) return { value: undefined, origin, lost: 'what it refers to is no mapping, and there is more beside it' };
    together = merged(resolving, together, layer, Array.isArray(allOf));
  }
  const value = Object.fromEntries(entries.map(([key, entry]) => [key, entry.value]));
  resolving.origins.set(value, new Map(entries.map(([key, entry]) => [key, entry.origin])));
  resolving.layers.set(value, [origin]);
  return merged(resolving, together, { value, origin }, Array.isArray(allOf));
}

/** Two mappings as one, of which the second wins; when `deeply`, mappings inside of them as well. */
function merged(resolving: Resolving, first: Resolved, second: Resolved, deeply: boolean): Resolved {
  const { origins, layers } = resolving;
  if (!isMapping(first.value) || !isMapping(second.value)) return second;
  const value: Record<string, unknown> = { ...first.value };
  const places = new Map<string, Place>();
  const entryOf = (of: Resolved, key: string): Resolved => ({
    value: isMapping(of.value) ? of.value[key] : undefined,
    origin: originAt(origins, of.value, of.origin, pointerInto('', key)),
  });
  for (const key of Object.keys(first.value)) places.set(key, entryOf(first, key).origin);
  for (const key of Object.keys(second.value)) {
    const own = entryOf(second, key);
    const entry = deeply && places.has(key) ? merged(resolving, entryOf(first, key), own, deeply) : own;
    Object.defineProperty(value, key, { value: entry.value, enumerable: true, writable: true, configurable: true });
    places.set(key, entry.origin);
  }
  origins.set(value, places);
  layers.set(value, [...(layers.get(first.value) ?? []), ...(layers.get(second.value) ?? [])]);
  return { value, origin: second.origin };
}

function follow(resolving: Resolving, written: string, target: Reference, origin: Place): Resolved {
  const { underWay } = resolving;
  if (!target.found || !isWhole(target)) return { value: undefined, origin, lost: `${written} leads to nothing that can be read` };
  const name = placeName(target);
  if (underWay.has(name)) return { value: undefined, origin, lost: `${written} leads back to itself` };
  underWay.add(name);
  resolving.otherFiles.add(target.source);
  const resolved = resolve({ ...resolving, base: undefined }, target.value, { source: target.source, pointer: target.pointer });
  underWay.delete(name);
  return resolved;
}

/** An example that is written as a string of JSON. */
export interface JsonExample extends ExampleValue {
  /** What in it is no JSON, with its place in the file. */
  readonly errors: readonly { readonly at: Spot; readonly message: string }[];
}

/** Reads an example that is written as a string of JSON, whatever kind of string of YAML that is. */
export function jsonExample({ source, pointer, value }: Part): JsonExample {
  const text = String(value);
  const { content, errors: stumbles } = mendedJson(text);
  const errors = stumbles.length > 1 ? mistakesIn(text, stumbles) : stumbles;
  let offsets: ((index: number) => number) | undefined;
  const offsetOf = (index: number): number => {
    offsets ??= scalarOffsets(source.text, source.yaml?.rangeOf(pointer) ?? { start: 0, end: 0 }, text);
    return offsets(index);
  };
  const spot = ({ start, end }: { readonly start: number; readonly end: number }): Spot => {
    const first = offsetOf(start);
    return { source, pointer, range: { start: first, end: Math.max(first + 1, offsetOf(Math.max(start, end - 1)) + 1) } };
  };
  return {
    value: content.value,
    errors: errors.map(({ range, message }) => ({ at: spot(range), message })),
    spotOf: (at, part = 'value') => spot(content.rangeOf(at, part)),
    siteOf: (at) => spot(content.rangeOf(at)),
    otherFiles: new Set(),
    layersOf: () => [],
  };
}

/** The mistakes behind what a parser stumbles over, which are fewer when it stumbles over one more than once. */
function mistakesIn(text: string, stumbles: readonly YamlError[]): readonly Pick<YamlError, 'range' | 'message'>[] {
  const { mistakes, isComplete } = elidedJson(text);
  return isComplete && mistakes.length > 0 && mistakes.length < stumbles.length ? mistakes : stumbles;
}

/** Reads JSON; a comma or an equals sign for a colon, which the parser would stumble over twice, is one mistake. */
function mendedJson(text: string): { readonly content: YamlContent; readonly errors: readonly YamlError[] } {
  const errors: YamlError[] = [];
  let mended = text;
  for (;;) {
    const content = parseJson(mended);
    const slip = content.errors.map(({ range }) => colonSlip(mended, range.end)).find((at) => at !== undefined);
    if (slip === undefined || errors.length > 50) {
      return { content, errors: [...errors, ...content.errors].toSorted((one, other) => one.range.start - other.range.start) };
    }
    const message = `a colon is wanted between a key and its value, there is ${JSON.stringify(mended[slip])}; write ":"`;
    errors.push({ kind: 'syntax', range: { start: slip, end: slip + 1 }, message });
    mended = `${mended.slice(0, slip)}:${mended.slice(slip + 1)}`;
  }
}

/** Where a comma or an equals sign stands for the colon behind a key that ends at an offset. */
function colonSlip(text: string, end: number): number | undefined {
  const behind = /\s*/y;
  behind.lastIndex = end;
  behind.test(text);
  const at = behind.lastIndex;
  const [before] = /(?:^|[{,])\s*"(?:[^"\\\n]|\\.)*"\s*$/.exec(text.slice(Math.max(0, end - 200), at)) ?? [];
  const [, what] = /^([,=])\s*(?:["[{\d-]|true|false|null)/.exec(text.slice(at, at + 40)) ?? [];
  return before === undefined || what === undefined ? undefined : at;
}
