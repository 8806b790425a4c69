import { newestEdition } from '../../reader/edition.ts';
import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { usableSchema } from './usable-schema.ts';

/** A key of a value that no schema of its place says anything of. */
export interface UndescribedKey {
  readonly pointer: string;
  readonly key: string;
  /** The keys that are described there. */
  readonly known: readonly string[];
}

const mostLevels = 60;

/** The keys of a value that its schema neither describes nor expects, where it names the keys of a mapping and speaks of no others. */
export function undescribedKeys(tree: SourceTree, schemaPart: Part, value: unknown): readonly UndescribedKey[] {
  const { schema, table, isIncomplete } = usableSchema(tree, schemaPart, newestEdition);
  // What is not there may describe it.
  if (isIncomplete) return [];
  const found: UndescribedKey[] = [];
  const walk = (schemas: readonly unknown[], here: unknown, pointer: string, level: number): void => {
    if (typeof here !== 'object' || here === null || level > mostLevels) return;
    const all = applying(schemas, table);
    if (Array.isArray(here)) {
      for (const [at, item] of here.entries()) {
        const below = all.flatMap(({ items, prefixItems }) => [
          ...listAt(prefixItems, at),
          ...(Array.isArray(items) ? listAt(items, at) : [items]),
        ]);
        walk(below, item, pointerInto(pointer, at), level + 1);
      }
      return;
    }
    const known = new Set(all.flatMap(({ properties }) => (isMapping(properties) ? Object.keys(properties) : [])));
    const knownKeys = [...known];
    const isOpen = all.some((each) => 'additionalProperties' in each || 'patternProperties' in each || 'unevaluatedProperties' in each);
    for (const [key, entry] of Object.entries(here)) {
      const at = pointerInto(pointer, key);
      if (known.size > 0 && !known.has(key) && !isOpen) found.push({ pointer: at, key, known: knownKeys });
      walk(
        all.flatMap((each) => below(each, key)),
        entry,
        at,
        level + 1,
      );
    }
  };
  walk([schema], value, '', 0);
  return found;
}

function listAt(list: unknown, at: number): readonly unknown[] {
  return Array.isArray(list) ? [list[at]] : [];
}

function below(
  { properties, patternProperties, additionalProperties }: Readonly<Record<string, unknown>>,
  key: string,
): readonly unknown[] {
  const named = isMapping(properties) && Object.hasOwn(properties, key) ? [properties[key]] : [];
  const matching = isMapping(patternProperties) ? Object.values(patternProperties) : [];
  return [...named, ...matching, ...(named.length === 0 ? [additionalProperties] : [])];
}

/** The schemas themselves and all that they are put together from, whether they have to fit or only may. */
function applying(schemas: readonly unknown[], table: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const found = new Set<Readonly<Record<string, unknown>>>();
  const waiting = [...schemas];
  for (let schema = waiting.pop(); waiting.length > 0 || schema !== undefined; schema = waiting.pop()) {
    if (!isMapping(schema) || found.has(schema)) continue;
    found.add(schema);
    const { $ref: reference, allOf, anyOf, oneOf, if: condition, then, else: otherwise } = schema;
    if (typeof reference === 'string') waiting.push(table[reference]);
    for (const list of [allOf, anyOf, oneOf]) if (Array.isArray(list)) waiting.push(...list);
    waiting.push(condition, then, otherwise);
  }
  return [...found];
}
