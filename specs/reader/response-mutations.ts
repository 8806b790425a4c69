import type { ResponseDescription } from './catalogue.ts';
import { schemaErrors } from './matches-schema.ts';
import { pointerInto, stepsOf } from '../yaml/pointer.ts';

/** A way to break what a response documents. */
export interface ResponseMutation {
  /** Says what is wrong then: `without-user_id`, `flows-stages-is-a-number`, `is-no-object`, `is-labelled-text-plain`. */
  readonly name: string;
  /** Where in the body, as a JSON pointer. */
  readonly pointer: string;
  /** The media type that the response has instead of its own, if that is what is wrong. */
  readonly contentType?: string;
  /** The body, broken; a new value. A body that has no such place is given back as it is. */
  apply(body: unknown): unknown;
}

/**
 * Every key that the response requires left out, every value of a type turned into one of another, the body itself no object, and
 * the media type another. Only what does break the response's schema, tried on its example, is given.
 */
export function responseMutations({ schema, example }: Pick<ResponseDescription, 'schema' | 'example'>): readonly ResponseMutation[] {
  const inside = [...keysAt(schema, example)].flatMap((pointer) => [
    { name: `without-${named(pointer)}`, pointer, apply: (body: unknown) => changed(body, stepsOf(pointer), undefined) },
    replacing(pointer, 5, 'a-number'),
    replacing(pointer, 'five', 'a-string'),
  ]);
  const whole = { name: 'is-no-object', pointer: '', apply: (body: unknown) => [body] };
  const breaking = [...inside, whole].filter((mutation) => schemaErrors(schema, mutation.apply(example)).length > 0);
  const label = { name: 'is-labelled-text-plain', pointer: '', contentType: 'text/plain', apply: (body: unknown) => body };
  return [...breaking, label];
}

function replacing(pointer: string, value: unknown, what: string): ResponseMutation {
  return { name: `${named(pointer)}-is-${what}`, pointer, apply: (body) => changed(body, stepsOf(pointer), value) };
}

function named(pointer: string): string {
  return stepsOf(pointer)
    .filter((step) => !/^\d+$/.test(step))
    .join('-');
}

/** Pointers to the keys of the example and to those that the schema knows besides; of a list, those of its first entry. */
function keysAt(schema: unknown, value: unknown, pointer = ''): ReadonlySet<string> {
  const found = new Set<string>();
  if (Array.isArray(value)) {
    return value.length === 0 ? found : keysAt(partsAt(schema, 'items'), value[0], pointerInto(pointer, 0));
  }
  if (!isObject(value)) return found;
  for (const key of new Set([...Object.keys(value), ...partsAt(schema, 'properties').flatMap(Object.keys)])) {
    const at = pointerInto(pointer, key);
    found.add(at);
    const inner = partsAt(schema, 'properties').map((properties) => properties[key]);
    for (const further of keysAt(inner, value[key], at)) found.add(further);
  }
  return found;
}

/** What a schema says under a keyword, in itself and in the schemas that it is put together from. */
function partsAt(schema: unknown, keyword: string): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(schema)) return schema.flatMap((part) => partsAt(part, keyword));
  if (!isObject(schema)) return [];
  const here = schema[keyword];
  const parts = ['allOf', 'then', 'else'].flatMap((joining) => partsAt(schema[joining], keyword));
  return isObject(here) ? [here, ...parts] : parts;
}

function changed(body: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(body)) return body.map((item, at) => (String(at) === step ? changed(item, rest, value) : item));
  if (!isObject(body)) return body;
  const inner = changed(body[step], rest, value);
  const { [step]: _, ...others } = body;
  return inner === undefined ? others : { ...others, [step]: inner };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
