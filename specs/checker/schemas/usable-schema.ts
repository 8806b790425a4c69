import type { Edition } from '../../reader/edition.ts';
import { editionOf, isPartOf } from '../../reader/edition.ts';
import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Part } from '../sources/api-description.ts';
import { followMeant, followReference } from '../sources/follow-reference.ts';
import { placeName } from '../sources/place.ts';
import type { Place } from '../sources/place.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { isWhole } from '../sources/is-whole.ts';
import { nearest } from '../nearest.ts';
import { schemaKeywords } from './keywords.ts';
import { placeOfKeyword } from './keyword-place.ts';
import { formatIn, isPattern } from './string-formats.ts';

type Mutable = Record<string, unknown>;

/** A schema as the validator takes it: JSON Schema of 2020-12 whatever the dialect, without what makes no sense, its `$ref`s in a table. */
export interface UsableSchema {
  readonly schema: Mutable | boolean;
  /** Schemas by what the `$ref`s to them say. */
  readonly table: Readonly<Record<string, Mutable | boolean>>;
  /** Whether a `$ref` in it or below leads nowhere, or its properties are misspelt, so that it asks less than it should. */
  readonly isIncomplete: boolean;
  /** Where a keyword stands in the sources, by the way on which the validator came to it. */
  placeOf(keywordLocation: string): Place;
}

interface Workshop {
  readonly edition: Edition;
  readonly table: Record<string, Mutable | boolean>;
  readonly places: WeakMap<object, Place>;
  /** What each schema of the table refers to. */
  readonly references: Map<string, Set<string>>;
  /** Schemas of the table with a `$ref` that leads nowhere, or with properties that are misspelt. */
  readonly incomplete: Set<string>;
  readonly mergesSiblings: boolean;
  /** The schema whose `type` is watched, and whether the validator has come to it. */
  readonly watch?: { readonly schema: Place; isMet: boolean };
}

const workshops = new WeakMap<SourceTree, Map<Edition, Workshop>>();

/** Prepares a schema for the validator. Schemas that are used often are prepared once. */
export function usableSchema(tree: SourceTree, part: Part, edition: Edition): UsableSchema {
  let shops = workshops.get(tree);
  if (shops === undefined) workshops.set(tree, (shops = new Map()));
  let shop = shops.get(edition);
  if (shop === undefined) shops.set(edition, (shop = newWorkshop(tree, edition)));
  return usableIn(tree, shop, part);
}

/** Prepares schemas so that it is known whether the validator comes to the `type` of one of them: a function that prepares one, and tells. */
export function watchedSchemas(tree: SourceTree, schema: Place): (part: Part, edition: Edition) => UsableSchema & { isMet(): boolean } {
  const shops = new Map<Edition, Workshop>();
  return (part, edition) => {
    let shop = shops.get(edition);
    if (shop === undefined) shops.set(edition, (shop = { ...newWorkshop(tree, edition), watch: { schema, isMet: false } }));
    const { watch } = shop;
    if (watch !== undefined) watch.isMet = false;
    return { ...usableIn(tree, shop, part), isMet: () => watch?.isMet === true };
  };
}

function usableIn(tree: SourceTree, shop: Workshop, { source, pointer, value }: Part): UsableSchema {
  const name = prepared(tree, shop, { source, pointer, value });
  const schema = shop.table[name] ?? true;
  return {
    schema,
    table: shop.table,
    isIncomplete: shop.incomplete.size > 0 && [...reachedFrom(shop, name)].some((each) => shop.incomplete.has(each)),
    placeOf: (keywordLocation) => placeOfKeyword(shop, { source, pointer }, schema, keywordLocation),
  };
}

function newWorkshop(tree: SourceTree, edition: Edition): Workshop {
  // In Swagger 2.0 a reference stood for what it leads to, with what stands beside it written over.
  const mergesSiblings = tree.files.some(({ kind, yaml }) => kind === 'api' && isMapping(yaml?.value) && 'swagger' in yaml.value);
  const table: Record<string, Mutable | boolean> = Object.create(null);
  return { edition, table, places: new WeakMap(), references: new Map(), incomplete: new Set(), mergesSiblings };
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.source === other.source && one.pointer === other.pointer;
}

/** The validator takes the type of a schema whenever it holds a value against it. */
function noteWhenMet(schema: Mutable, watch: { isMet: boolean }): void {
  const { type } = schema;
  Object.defineProperty(schema, 'type', {
    enumerable: true,
    get() {
      watch.isMet = true;
      return type;
    },
  });
}

/** Whether an edition has a part, by what the part itself says. */
function isPresent(value: unknown, edition: Edition): boolean {
  if (!isMapping(value)) return true;
  const { 'x-addedInMatrixVersion': since, 'x-removedInMatrixVersion': until } = value;
  const named = (version: unknown): Edition | undefined => (typeof version === 'string' ? editionOf(version) : undefined);
  return isPartOf(edition, { since: named(since), until: named(until) });
}

/** The name of a schema in the table, after it and all that it refers to are there. */
function prepared(tree: SourceTree, shop: Workshop, part: Part): string {
  const waiting: Part[] = [part];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const name = placeName(next);
    if (name in shop.table) continue;
    const references = new Set<string>();
    shop.references.set(name, references);
    const usable = usableFrom(tree, shop, name, (target) => {
      references.add(placeName(target));
      waiting.push(target);
    });
    shop.table[name] = usable(next);
  }
  return placeName(part);
}

function reachedFrom(shop: Workshop, name: string): ReadonlySet<string> {
  const reached = new Set([name]);
  for (const each of reached) for (const further of shop.references.get(each) ?? []) reached.add(further);
  return reached;
}

const types: ReadonlySet<unknown> = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null']);
const schemaKeys: ReadonlySet<string> = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'not',
  'if',
  'then',
  'else',
]);
const listKeys: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const mapKeys: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);
/** Keywords whose values count something: characters, items, keys. */
export const countKeys: ReadonlySet<string> = new Set([
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minContains',
  'maxContains',
]);
/** Keywords whose values are bounds of numbers. */
export const boundKeys: ReadonlySet<string> = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']);

/** Whether a key is no keyword, and what stands there was meant to be a part of the schema: it is misspelt, or not indented far enough. */
function isLost(key: string, content: unknown): boolean {
  if (schemaKeywords.has(key) || key.startsWith('x-')) return false;
  if (isMapping(content) && ('type' in content || '$ref' in content)) return true;
  const meant = nearest(key, keywordNames);
  return meant === 'properties' || meant === '$ref';
}

const keywordNames = [...schemaKeywords.keys()];

function usableFrom(tree: SourceTree, shop: Workshop, name: string, refer: (target: Part) => void): (part: Part) => Mutable | boolean {
  const below = (part: Part, key: string | number, value: unknown): Part => ({
    source: part.source,
    pointer: pointerInto(part.pointer, key),
    value,
  });

  const usable = (part: Part): Mutable | boolean => {
    const { source, pointer, value } = part;
    if (value === true) return true;
    const schema: Mutable = {};
    shop.places.set(schema, { source, pointer });
    // The validator does not say where a `false` stands.
    if (value === false) return Object.assign(schema, { not: {} });
    if (!isMapping(value)) return true;
    if (Object.keys(value).some((key) => isLost(key, value[key]))) shop.incomplete.add(name);
    for (const [key, content] of Object.entries(value)) {
      if (content !== undefined && content !== null) keyword(schema, part, key, content);
    }
    if (typeof value['$ref'] === 'string') reference(schema, part, value['$ref']);
    if (value['nullable'] === true) allowNull(schema);
    exclude(schema, value, 'minimum', 'exclusiveMinimum');
    exclude(schema, value, 'maximum', 'exclusiveMaximum');
    if (typeof value['format'] === 'string') format(schema, part, value['format']);
    if (shop.watch !== undefined && isSamePlace(part, shop.watch.schema)) noteWhenMet(schema, shop.watch);
    return schema;
  };

  const keyword = (schema: Mutable, part: Part, key: string, content: unknown): void => {
    const here = below(part, key, content);
    if (schemaKeys.has(key)) {
      if (isMapping(content) || typeof content === 'boolean') schema[key] = usable(here);
    } else if (key === 'items') {
      if (Array.isArray(content)) schema[key] = list(here, content, true);
      else if (isMapping(content) || typeof content === 'boolean') schema[key] = usable(here);
    } else if (listKeys.has(key)) {
      if (Array.isArray(content) && content.length > 0) schema[key] = list(here, content, key === 'allOf');
    } else if (mapKeys.has(key)) schema[key] = map(here, key === 'patternProperties');
    else if (key === 'type') {
      const wanted: readonly unknown[] = Array.isArray(content) ? content : [content];
      if (wanted.length > 0 && wanted.every((type) => types.has(type))) schema[key] = content;
    } else if (key === 'required') {
      if (Array.isArray(content)) schema[key] = content.filter((each) => typeof each === 'string');
    } else if (key === 'enum') {
      if (Array.isArray(content)) schema[key] = content;
    } else if (key === 'const') schema[key] = content;
    else if (key === 'pattern') {
      if (typeof content === 'string' && isPattern(content)) schema[key] = content;
    } else if (countKeys.has(key) || boundKeys.has(key)) {
      const isBound = typeof content === 'number' && (key !== 'multipleOf' || content > 0);
      if (isBound && (!countKeys.has(key) || (Number.isInteger(content) && content >= 0))) schema[key] = content;
    } else if (key === 'uniqueItems') schema[key] = content === true;
    else if (key === 'dependentRequired' && isMapping(content)) {
      schema[key] = Object.fromEntries(Object.entries(content).filter(([, names]) => Array.isArray(names)));
    }
  };

  /** What is not there in the edition asks for nothing, or is no alternative. */
  const list = (part: Part, content: readonly unknown[], absent: boolean): readonly unknown[] =>
    content.map((each, at) => usable(below(part, at, isPresent(each, shop.edition) ? each : absent)));

  /** A mapping of names to schemas may itself be elsewhere. */
  const map = (part: Part, byPattern: boolean): Mutable => {
    const schemas: Mutable = {};
    for (const [key, each] of mapEntries(tree, part)) {
      if ((byPattern && !isPattern(key)) || !isPresent(each.value, shop.edition)) continue;
      Object.defineProperty(schemas, key, { value: usable(each), enumerable: true, writable: true, configurable: true });
    }
    return schemas;
  };

  const reference = (schema: Mutable, part: Part, written: string): void => {
    const target = followMeant(tree, part.source, written);
    if (!target.found || !isWhole(target)) {
      shop.incomplete.add(name);
      return;
    }
    const value = target.value;
    if (shop.mergesSiblings && isMapping(value) && isMapping(part.value)) {
      const siblings = part.value;
      const kept = Object.entries(value).filter(([key]) => !(key in siblings) || key === '$ref');
      if (kept.length < Object.keys(value).length) {
        // The part as written over is nowhere in the sources, but what is left of the target is.
        const rest = usable({ source: target.source, pointer: target.pointer, value: Object.fromEntries(kept) });
        schema['allOf'] = [...(Array.isArray(schema['allOf']) ? schema['allOf'] : []), rest];
        return;
      }
    }
    refer(target);
    schema['$ref'] = placeName(target);
  };

  const format = (schema: Mutable, part: Part, written: string): void => {
    const known = formatIn(tree, written);
    if (known === undefined) return;
    if (known === 'known') schema['format'] = written;
    else {
      const extra = { pattern: known.pattern };
      shop.places.set(extra, { source: part.source, pointer: pointerInto(part.pointer, 'format') });
      schema['allOf'] = [...(Array.isArray(schema['allOf']) ? schema['allOf'] : []), extra];
    }
  };

  return usable;
}

/** The schemas of a mapping by their names, with those of the mapping that it refers to. */
function mapEntries(tree: SourceTree, part: Part): readonly (readonly [key: string, part: Part])[] {
  if (!isMapping(part.value)) return [];
  const own = Object.entries(part.value)
    .filter(([key, each]) => key !== '$ref' || typeof each !== 'string')
    .map(([key, value]) => [key, { source: part.source, pointer: pointerInto(part.pointer, key), value }] as const);
  const written = part.value['$ref'];
  const target = typeof written === 'string' ? followReference(tree, part.source, written) : undefined;
  if (target?.found !== true || !isMapping(target.value)) return own;
  const { source, pointer, value } = target;
  const others = Object.keys(value).filter((key) => key !== '$ref' && !own.some(([name]) => name === key));
  return [...others.map((key) => [key, { source, pointer: pointerInto(pointer, key), value: value[key] }] as const), ...own];
}

function allowNull(schema: Mutable): void {
  const { type, enum: values } = schema;
  if (type !== undefined) schema['type'] = [...(Array.isArray(type) ? type : [type]), 'null'];
  if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...values, null];
}

/** In draft 4 a bound was excluded by a second keyword. */
function exclude(schema: Mutable, written: Readonly<Record<string, unknown>>, bound: string, excluding: string): void {
  if (written[excluding] !== true || typeof written[bound] !== 'number') return;
  schema[excluding] = written[bound];
}
