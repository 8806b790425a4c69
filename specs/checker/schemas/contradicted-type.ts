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

/** Whether something beside a type speaks of another one, and nothing of this one. */
export function isDoubtfulType(value: unknown, isOld: boolean): boolean {
  return isMapping(value) && otherTypes(value, isOld).some(({ key }) => key !== 'example');
}

/** Whether a value of the schema itself is told as one that its type rules out, with nothing that bears the type out. */
function isToldOfValues({ value, dialect }: SchemaPart): boolean {
  return (
    isMapping(value) && otherTypes(value, dialect === 'draft-4').some(({ key }) => key === 'enum' || key === 'const' || key === 'default')
  );
}

function find(value: Readonly<Record<string, unknown>>, isOld: boolean): Contradiction | undefined {
  const against = otherTypes(value, isOld);
  if (against.length < 2) return undefined;
  const [first = [], ...more] = against.map(({ types }) => types);
  return { by: against.map(({ key }) => key), instead: first.find((type) => more.every((types) => types.includes(type))) };
}

/** The keywords that speak of other types than the one of their schema, with those; none when one bears it out. */
function otherTypes(
  value: Readonly<Record<string, unknown>>,
  isOld: boolean,
): readonly { readonly key: string; readonly types: readonly string[] }[] {
  const own = typesOf(value);
  if (own === undefined) return [];
  const against: { key: string; types: readonly string[] }[] = [];
  for (const [key, content] of Object.entries(value)) {
    const types = typesFor(key, content, isOld);
    if (types === undefined) continue;
    if (types.some((type) => own.includes(type))) return [];
    against.push({ key, types });
  }
  return against;
}

/** The types that a keyword speaks of, the widest first; undefined when it speaks of none. */
function typesFor(key: string, content: unknown, isOld: boolean): readonly string[] | undefined {
  // In Swagger 2.0 a parameter is a schema, and may be required itself.
  const on = key === 'required' && !Array.isArray(content) ? undefined : schemaKeywords.get(key)?.on;
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
