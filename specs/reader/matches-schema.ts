import { Validator } from '@cfworker/json-schema';
import type { Schema } from './catalogue.ts';

/** One way in which a value breaks a schema. `pointer` says where in the value (RFC 6901; empty for the whole). */
export interface SchemaError {
  readonly pointer: string;
  readonly keyword: string;
  /** What the schema wants there, and what is there. */
  readonly message: string;
}

const validators = new WeakMap<object, Validator>();

/** How a value breaks a JSON Schema (2020-12), innermost places first; empty when it doesn't. */
export function schemaErrors(schema: Schema, value: unknown): readonly SchemaError[] {
  if (typeof schema === 'boolean') return schema ? [] : [{ pointer: '', keyword: 'false', message: 'nothing may be here' }];
  const known = validators.get(schema);
  // The interpreter may note things on the schema, and ours is frozen and shared.
  const validator = known ?? new Validator(structuredClone(schema), '2020-12', false);
  if (known === undefined) validators.set(schema, validator);
  const { valid, errors } = validator.validate(readable(value));
  if (valid) return [];
  const places = errors.map(({ instanceLocation, keyword, error }) => ({ pointer: pointerIn(instanceLocation), keyword, error }));
  const leaves = places.filter(({ keyword }) => !combining.has(keyword));
  const told = leaves.length > 0 ? leaves : places;
  return told
    .map(({ pointer, keyword, error }) => ({ pointer, keyword, message: inWords(keyword, error, at(value, pointer)) }))
    .toSorted((a, b) => depth(b.pointer) - depth(a.pointer));
}

/** Keywords whose errors only say that one further in has failed. */
const combining = new Set(['properties', 'items', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', '$ref', 'additionalProperties']);

/** The interpreter gives places as URI fragments. */
function pointerIn(fragment: string): string {
  return decodeURI(fragment.replace(/^#/, ''));
}

const loneSurrogate = /\p{Surrogate}/gu;

/** A key with half a surrogate pair is lawful JSON, but no URI can name it: the interpreter would throw. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replace(loneSurrogate, '\ufffd'), readable(inner)]));
}

function depth(pointer: string): number {
  return pointer.split('/').length;
}

function at(value: unknown, pointer: string): unknown {
  let here = value;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, step.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return here;
}

function inWords(keyword: string, error: string, received: unknown): string {
  const missing = /required property "(.*)"/.exec(error)?.[1];
  if (keyword === 'required' && missing !== undefined) return `the key \`${missing}\` is required`;
  const wanted = /Expected "(.*)"/.exec(error)?.[1];
  if (keyword === 'type' && wanted !== undefined) return `${wanted.replaceAll('", "', ' or ')} wanted, got ${shown(received)}`;
  return `${error.replace(/\.$/, '')}, got ${shown(received)}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
