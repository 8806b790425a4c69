import { validate } from '@cfworker/json-schema';
import type { Edition } from '../../reader/edition.ts';
import { newestEdition } from '../../reader/edition.ts';
import { isMapping } from '../../reader/resolve.ts';
import { valueAt } from '../../yaml/pointer.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { emptyBounds } from './bounds.ts';
import { breachOf } from './breach-words.ts';
import { leavesOf } from './error-leaves.ts';
import type { Leaf } from './error-leaves.ts';
import { usableSchema, watchedSchemas } from './usable-schema.ts';
import type { Place } from '../sources/place.ts';

/** What about a value is not as its schema wants it. */
export type BreachKind =
  'type' | 'quoted' | 'unquoted' | 'missing-key' | 'unknown-key' | 'value' | 'format' | 'bounds' | 'ambiguous' | 'placeholder' | 'other';

/** One way in which a value breaks a schema. */
export interface Breach {
  readonly kind: BreachKind;
  /** Where in the value: the innermost part that is wrong; for a missing key, the mapping that lacks it. */
  readonly pointer: string;
  /** Whether it is the key there that is wrong. */
  readonly part: 'key' | 'value';
  /** What is wanted, what is there, and what to write. */
  readonly message: string;
  /** The key that is missing. */
  readonly missing?: string;
  /** Where the schema says so. */
  readonly schema: Place;
}

export type Judgement =
  | { readonly judged: true; readonly breaches: readonly Breach[]; /** A part of the schema is not there. */ readonly isPartial: boolean }
  | { readonly judged: false; readonly reason: string };

/**
 * Holds a value against a schema of the sources, whose `$ref`s may lead anywhere in the tree. Of several alternatives only the nearest is
 * told, and of several breaches at one place only the first cause. Texts with a placeholder fit every pattern and format.
 * @param edition whose parts of the schema count, where those say that they came later or were removed.
 */
export function validateValue(tree: SourceTree, schemaPart: Part, value: unknown, edition: Edition = newestEdition): Judgement {
  try {
    const usable = usableSchema(tree, schemaPart, edition);
    const { errors } = validate(value, usable.schema, '2020-12', usable.table, false);
    const breaches = firstCauses(leavesOf(errors, value)).map((leaf) => breachOf(leaf, value, usable));
    return { judged: true, breaches: breaches.filter((breach) => !isBeyondHope(breach)), isPartial: usable.isIncomplete };
  } catch (cause) {
    // A schema that refers to itself without end, or a key that no URI can name.
    if (cause instanceof RangeError) return { judged: false, reason: 'its schema leads back to itself' };
    return {
      judged: false,
      reason: `its schema cannot be used: ${cause instanceof Error ? cause.message.split('\n')[0] : 'unknown cause'}`,
    };
  }
}

/**
 * Whether values are held against a certain schema when they are validated: what a `$ref` of their schema leads to, or a part of it. An
 * alternative that is tried and does not fit counts as well.
 */
export function reaches(tree: SourceTree, schema: Place): (schemaPart: Part, value: unknown, edition: Edition) => boolean {
  const prepare = watchedSchemas(tree, schema);
  return (schemaPart, value, edition) => {
    try {
      const usable = prepare(schemaPart, edition);
      validate(value, usable.schema, '2020-12', usable.table, false);
      return usable.isMet();
    } catch {
      // Of what cannot be validated nothing is known.
      return true;
    }
  };
}

/** Whether no value at all keeps to the bound that one breaks: that is told of the schema. */
function isBeyondHope({ kind, schema: { source, pointer } }: Breach): boolean {
  if (kind !== 'bounds') return false;
  const at = pointer.lastIndexOf('/');
  const schema = valueAt(source.yaml?.value, pointer.slice(0, at));
  const keyword = pointer.slice(at + 1);
  return isMapping(schema) && emptyBounds(schema).some(({ low, high }) => keyword === low || keyword === high);
}

/** One for each place, but every key that is missing or too many. */
function firstCauses(leaves: readonly Leaf[]): readonly Leaf[] {
  const found = new Map<string, Leaf>();
  for (const leaf of leaves) {
    const isAboutKey = leaf.keyword === 'required' || leaf.keyword === 'dependentRequired';
    const name = isAboutKey ? `${leaf.pointer} ${leaf.error}` : leaf.pointer;
    const known = found.get(name);
    if (known === undefined || (leaf.keyword === 'type' && known.keyword !== 'type')) found.set(name, leaf);
  }
  return [...found.values()];
}
