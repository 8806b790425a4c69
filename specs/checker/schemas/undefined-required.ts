import { isMapping } from '../../reader/resolve.ts';
import { nearest } from '../nearest.ts';
import { placeName } from '../sources/place.ts';
import { isSound } from '../sources/is-whole.ts';
import { isCheckedWhole } from '../sources/is-checked-whole.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { describedParts } from './described-parts.ts';
import { hasMisspelt } from './has-misspelt.ts';
import { walkSchemas } from './walk-schemas.ts';
import type { Breach } from './validate.ts';
import type { SchemaPart } from './walk-schemas.ts';

/** A property that a schema requires and that nothing describes. */
export interface UndefinedRequired {
  readonly schema: SchemaPart;
  /** Its place in the list of `required`. */
  readonly at: number;
  readonly name: string;
  /** The properties that there are. */
  readonly known: readonly string[];
}

/** Keywords whose schemas speak of the same value as the schema that they stand in. */
const inPlace = /^(allOf|anyOf|oneOf|then|else)$/;

const memory = new WeakMap<SourceTree, { readonly all: readonly UndefinedRequired[]; readonly names: ReadonlySet<string> }>();

/** Every name in a `required` list that neither its schema describes nor any schema that is joined with it, where that is certain. */
export function undefinedRequired(tree: SourceTree): readonly UndefinedRequired[] {
  return remembered(tree).all;
}

/** Whether some schema requires a key of that name that nothing describes: examples have it rightly. */
export function isUndefinedName(tree: SourceTree, name: string): boolean {
  return remembered(tree).all.some((each) => each.name === name);
}

/** Whether a breach is no mistake of the value, as nothing describes the key that it lacks: that is told of its schema. */
export function isRequiredNowhere(tree: SourceTree, { schema: place, missing }: Breach): boolean {
  if (missing === undefined || !place.pointer.endsWith('/required')) return false;
  const pointer = place.pointer.slice(0, -'/required'.length);
  return remembered(tree).names.has(`${placeName({ source: place.source, pointer })} ${missing}`);
}

function remembered(tree: SourceTree): { readonly all: readonly UndefinedRequired[]; readonly names: ReadonlySet<string> } {
  let known = memory.get(tree);
  if (known === undefined) {
    const all = find(tree);
    memory.set(tree, (known = { all, names: new Set(all.map(({ schema, name }) => `${placeName(schema)} ${name}`)) }));
  }
  return known;
}

function find(tree: SourceTree): readonly UndefinedRequired[] {
  const schemas = walkSchemas(tree);
  const byPlace = new Map<string, SchemaPart>();
  const inside = new Map<SchemaPart, SchemaPart[]>();
  for (const schema of schemas) byPlace.set(placeName(schema), schema);
  const add = (one: SchemaPart, other: SchemaPart): void => {
    const known = inside.get(one);
    if (known === undefined) inside.set(one, [other]);
    else known.push(other);
  };
  const areJoinsKnown =
    tree.files.every((source) => source.yaml === undefined || isSound(source)) &&
    describedParts(tree).references.every(({ target }) => target?.found !== false || target.reason === 'remote');
  // Schemas that are about the same value, in both directions.
  const open = new Set<SchemaPart>();
  for (const schema of schemas) {
    const above = schema.above === undefined ? undefined : byPlace.get(placeName(schema.above));
    if (above !== undefined && schema.under !== undefined && inPlace.test(schema.under)) {
      add(schema, above);
      add(above, schema);
    } else if (schema.pointer === '' && !(areJoinsKnown && isCheckedWhole(tree, schema.source.path))) {
      // Another file may join it with what it requires.
      open.add(schema);
    } else if (schema.under === 'not' || schema.under === 'if' || schema.under === 'contains') open.add(schema);
  }
  for (const { source, pointer, target } of describedParts(tree).references) {
    const schema = byPlace.get(placeName({ source, pointer }));
    if (schema === undefined) continue;
    const other = target?.found === true ? byPlace.get(placeName(target)) : undefined;
    if (other === undefined) open.add(schema);
    else {
      add(schema, other);
      add(other, schema);
    }
  }
  const usedAlone = placesUsedAlone(tree, byPlace);
  const groups = new Map<SchemaPart, Group>();
  const found: UndefinedRequired[] = [];
  for (const schema of schemas) {
    const required = isMapping(schema.value) ? schema.value['required'] : undefined;
    if (!Array.isArray(required)) continue;
    found.push(...misspeltProperties(schema, required, usedAlone));
    const group = groups.get(schema) ?? groupOf(schema, inside, open, groups);
    if (!group.isClosed || group.names.size === 0) continue;
    const known = (group.known ??= [...group.names]);
    for (const [at, name] of required.entries()) {
      if (typeof name !== 'string' || group.names.has(name) || group.patterns.some((pattern) => matches(pattern, name))) continue;
      found.push({ schema, at, name, known });
    }
  }
  return found;
}

/** The schemas that some `$ref` leads to with nothing said beside it, so that they describe a value on their own. */
function placesUsedAlone(tree: SourceTree, schemas: ReadonlyMap<string, SchemaPart>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { source, pointer, target } of describedParts(tree).references) {
    const user = schemas.get(placeName({ source, pointer }));
    if (user === undefined || target?.found !== true || (user.under !== undefined && inPlace.test(user.under))) continue;
    if (isMapping(user.value) && Object.keys(user.value).length === 1) found.add(placeName(target));
  }
  return found;
}

/** Names that a schema requires and that one of its own properties nearly has, where nothing else describes the value. */
function misspeltProperties(
  schema: SchemaPart,
  required: readonly unknown[],
  usedAlone: ReadonlySet<string>,
): readonly UndefinedRequired[] {
  const { value } = schema;
  if (!usedAlone.has(placeName(schema)) || !isMapping(value) || !isMapping(value['properties'])) return [];
  if (['$ref', 'allOf', 'anyOf', 'oneOf', 'patternProperties'].some((key) => key in value) || isOpened(value)) return [];
  const known = Object.keys(value['properties']);
  const free = known.filter((name) => !required.includes(name));
  return required.flatMap((name, at) => {
    if (typeof name !== 'string' || known.includes(name) || nearest(name, free) === undefined) return [];
    return [{ schema, at, name, known }];
  });
}

/** All that is said about one value. */
interface Group {
  readonly names: Set<string>;
  readonly patterns: string[];
  /** The names as a list, when it is wanted. */
  known?: readonly string[];
  /** Whether everything that is said about it is known. */
  isClosed: boolean;
}

function groupOf(
  start: SchemaPart,
  joined: ReadonlyMap<SchemaPart, readonly SchemaPart[]>,
  open: ReadonlySet<SchemaPart>,
  groups: Map<SchemaPart, Group>,
): Group {
  const group: Group = { names: new Set(), patterns: [], isClosed: true };
  const waiting = [start];
  groups.set(start, group);
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (open.has(schema)) group.isClosed = false;
    const { value } = schema;
    if (isMapping(value)) {
      if (isMapping(value['properties'])) for (const name of Object.keys(value['properties'])) group.names.add(name);
      if (isMapping(value['patternProperties']))
        for (const pattern of Object.keys(value['patternProperties'])) group.patterns.push(pattern);
      if (isOpened(value) || hasMisspelt(value, 'properties', 'schema')) group.isClosed = false;
    }
    for (const other of joined.get(schema) ?? []) {
      if (groups.has(other)) continue;
      groups.set(other, group);
      waiting.push(other);
    }
  }
  return group;
}

/** Whether a schema says in so many words that there may be other properties, or what those are. */
function isOpened({ additionalProperties, unevaluatedProperties }: Readonly<Record<string, unknown>>): boolean {
  return [additionalProperties, unevaluatedProperties].some((each) => each === true || isMapping(each));
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return true;
  }
}
