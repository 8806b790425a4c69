import { isMapping } from '../../reader/resolve.ts';
import { pointerInto, stepsOf } from '../../yaml/pointer.ts';
import type { Place } from '../sources/place.ts';

interface Prepared {
  /** Schemas by what the `$ref`s to them say. */
  readonly table: Readonly<Record<string, unknown>>;
  /** Where the schemas are written that were made from the sources. */
  readonly places: WeakMap<object, Place>;
}

/** Where a keyword stands in the sources, by the way on which the validator came to it from a schema that is written at `start`. */
export function placeOfKeyword({ table, places }: Prepared, start: Place, schema: unknown, keywordLocation: string): Place {
  let place = start;
  let beyond: string[] = [];
  let node: unknown = schema;
  for (const step of stepsOf(decoded(keywordLocation.slice(1)))) {
    const before = node;
    node = typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined;
    if (step === '$ref' && typeof node === 'string' && isMapping(before)) {
      node = table[node];
      if (isMapping(node)) [place, beyond] = [places.get(node) ?? place, []];
      continue;
    }
    const own = typeof node === 'object' && node !== null ? places.get(node) : undefined;
    if (own === undefined) beyond.push(step);
    else [place, beyond] = [own, []];
  }
  return { source: place.source, pointer: beyond.reduce(pointerInto, place.pointer) };
}

/** The validator gives places as URI fragments. */
export function decoded(fragment: string): string {
  try {
    return fragment.split('%23').map(decodeURI).join('#');
  } catch {
    return fragment;
  }
}
