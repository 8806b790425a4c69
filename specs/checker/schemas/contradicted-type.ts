import { isMapping } from '../../reader/resolve.ts';
import { placeName } from '../sources/place.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { isOf, typesOf } from './json-types.ts';
import { formats, schemaKeywords } from './keywords.ts';
import { isPlaceholder } from './placeholder.ts';
import type { Breach } from './validate.ts';
import { walkSchemas } from './walk-schemas.ts';
import type { SchemaPart } from './walk-schemas.ts';

/** What beside the `type` of a schema speaks of another one. */
export interface Contradiction {
  /** The keywords, at least two, with nothing that bears the type out. */
  readonly by: readonly string[];
  /** The type that all of them fit, if there is one. */
  readonly instead: string | undefined;
}

const known = new WeakMap<object, Contradiction | undefined>();

/** Whether the `type` of a schema is what is wrong with it: several keywords beside it speak of another type, and none of this one. */
export function contradictedType({ value, dialect }: Pick<SchemaPart, 'value' | 'dialect'>): Contradiction | undefined {
  if (!isMapping(value)) return undefined;
  if (!known.has(value)) known.set(value, find(value, dialect === 'draft-4'));
  return known.get(value);
}

const places = new WeakMap<SourceTree, ReadonlySet<string>>();

/** Whether a breach is no mistake of the value, but of the type that it is held against: that is told of the schema. */
export function breaksContradictedType(tree: SourceTree, { schema }: Breach): boolean {
  if (!schema.pointer.endsWith('/type')) return false;
  let found = places.get(tree);
  if (found === undefined) {
    const wrong = walkSchemas(tree).filter((each) => contradictedType(each) !== undefined || isToldOfValues(each));
    places.set(tree, (found = new Set(wrong.map(({ source, pointer }) => placeName({ source, pointer: `${pointer}/type` })))));
  }
  return found.has(placeName(schema));
}

/** Whether a value of the schema itself is told as one that its type rules out, with nothing that bears the type out. */
function isToldOfValues({ value, dialect }: SchemaPart): boolean {
  const types = isMapping(value) ? typesOf(value) : undefined;
  if (!isMapping(value) || types === undefined) return false;
  const fits = (key: string): boolean | undefined => typesFor(key, value[key], dialect === 'draft-4')?.some((type) => types.includes(type));
  return (
    ['enum', 'const', 'default'].some((key) => key in value && fits(key) === false) && !Object.keys(value).some((key) => fits(key) === true)
  );
}

function find(value: Readonly<Record<string, unknown>>, isOld: boolean): Contradiction | undefined {
  const types = typesOf(value);
  if (types === undefined) return undefined;
  const by: string[] = [];
  let others: readonly string[] | undefined;
  for (const [key, content] of Object.entries(value)) {
    const fitting = typesFor(key, content, isOld);
    if (fitting === undefined) continue;
    if (fitting.some((type) => types.includes(type))) return undefined;
    by.push(key);
    others = others === undefined ? fitting : others.filter((type) => fitting.includes(type));
  }
  return by.length < 2 ? undefined : { by, instead: others?.[0] };
}

/** The types that a keyword speaks of, the widest first; undefined when it speaks of none. */
function typesFor(key: string, content: unknown, isOld: boolean): readonly string[] | undefined {
  const on = schemaKeywords.get(key)?.on;
  if (on !== undefined) return withIntegers(on);
  if (key === 'format' && typeof content === 'string') {
    const type = content.startsWith('mx-') ? 'string' : formats.get(content);
    return type === undefined || type === 'any' ? undefined : withIntegers(type);
  }
  if (key === 'enum') return Array.isArray(content) && content.length > 0 ? typesOfAll(content) : undefined;
  if (!['const', 'default', 'example'].includes(key) || content === null || isPlaceholder(content)) return undefined;
  // In Swagger 2.0 an example may be a text of JSON.
  return isOld && key === 'example' && typeof content === 'string' ? undefined : typesOfAll([content]);
}

function withIntegers(type: string): readonly string[] {
  return type === 'number' ? ['number', 'integer'] : [type];
}

function typesOfAll(values: readonly unknown[]): readonly string[] {
  return ['object', 'array', 'string', 'boolean', 'integer', 'number'].filter((type) => values.every((value) => isOf(type, value)));
}
