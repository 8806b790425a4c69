import { isMapping } from '../../reader/resolve.ts';
import { pointerInto, stepsOf, valueAt } from '../../yaml/pointer.ts';
import { meant, nearest } from '../nearest.ts';
import type { Leaf } from './error-leaves.ts';
import { keysOf } from './keys-of.ts';
import { boundKeys, countKeys } from './usable-schema.ts';
import type { UsableSchema } from './usable-schema.ts';
import type { Place } from '../sources/place.ts';
import type { Breach, BreachKind } from './validate.ts';

/** What a leaf says, in the words of somebody who would put it right. */
export function breachOf(leaf: Leaf, value: unknown, usable: UsableSchema): Breach {
  const places = leaf.locations.map((location) => usable.placeOf(location));
  const schema = places[0] ?? usable.placeOf('#');
  const found = describe(leaf, value, schema, places);
  const message = leaf.alternatives > 1 ? `${found.message} (by the nearest of ${leaf.alternatives} alternatives)` : found.message;
  return { part: 'value', pointer: leaf.pointer, schema, ...found, message };
}

type Found = { readonly kind: BreachKind; readonly message: string } & Partial<Breach>;

function describe(leaf: Leaf, value: unknown, schema: Place, places: readonly Place[]): Found {
  const { keyword, pointer, error, locations } = leaf;
  const there = valueAt(value, pointer);
  const key = stepsOf(pointer).at(-1) ?? '';
  const location = locations[0] ?? '';
  const wanted = places.map(keywordAt);
  switch (keyword) {
    case 'type':
      return typeBreach(typesIn(error), there);
    case 'placeholder':
      return { kind: 'placeholder', message: `the placeholder ${shown(there)} stands for something that is no string` };
    case 'required':
      return missingKey(/required property "(.*)"\.$/s.exec(error)?.[1] ?? '', pointer, there, schema);
    case 'enum':
    case 'const': {
      const values = wanted.flatMap((each, at): unknown[] => (Array.isArray(each) && isEnum(locations[at] ?? '') ? each : [each]));
      const texts = values.filter((each) => typeof each === 'string');
      const advice = typeof there === 'string' ? meant(there, texts) : '';
      return { kind: 'value', message: `${listed(values)} wanted, there is ${shown(there)}${advice}` };
    }
    case 'format':
      return { kind: 'format', message: `a text in the format ${shown(wanted[0])} wanted, there is ${shown(there)}` };
    case 'pattern': {
      const format = schema.pointer.endsWith('/format/pattern')
        ? valueAt(schema.source.yaml?.value, schema.pointer.slice(0, -'/pattern'.length))
        : undefined;
      if (typeof format === 'string') {
        return { kind: 'format', message: `a text in the format ${shown(format)} wanted, there is ${shown(there)}` };
      }
      return { kind: 'format', message: `a text that matches ${String(wanted[0])} wanted, there is ${shown(there)}` };
    }
    case 'propertyNames':
      return { kind: 'unknown-key', part: 'key', message: `no key like ${shown(key)} is allowed here` };
    case 'not':
      if (/\/(additional|unevaluated)Properties\/not$|\/properties\/[^/]+\/not$/.test(location) && isFalse(schema)) {
        const known = Object.keys(propertiesBeside(above(above(schema.pointer)), schema));
        return { kind: 'unknown-key', part: 'key', message: `no key ${shown(key)} is allowed here${meant(key, known)}` };
      }
      return { kind: 'other', message: `the schema rules out what is here: ${shown(there)}` };
    case 'oneOf':
      return {
        kind: 'ambiguous',
        message: `only one of the alternatives of oneOf may fit, ${/\d+ matches/.exec(error)?.[0] ?? 'several'}`,
      };
    case 'dependentRequired':
      return { kind: 'missing-key', message: said(error) };
    default:
      return { kind: boundKeywords.has(keyword) ? 'bounds' : 'other', message: `${keyword}: ${shown(wanted[0])} wanted; ${said(error)}` };
  }
}

const boundKeywords: ReadonlySet<string> = new Set([...countKeys, ...boundKeys, 'uniqueItems', 'contains']);

function keywordAt({ source, pointer }: Place): unknown {
  return valueAt(source.yaml?.value, pointer);
}

function isEnum(location: string): boolean {
  return location.endsWith('/enum');
}

/** Whether the schema that rules something out is the word `false`: the place of its `not` is beyond it. */
function isFalse({ source, pointer }: Place): boolean {
  return valueAt(source.yaml?.value, above(pointer)) === false;
}

function above(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

function propertiesBeside(pointer: string, { source }: Place): Readonly<Record<string, unknown>> {
  const properties = valueAt(source.yaml?.value, `${pointer}/properties`);
  return isMapping(properties) ? properties : {};
}

function missingKey(name: string, pointer: string, there: unknown, schema: Place): Found {
  const known = propertiesBeside(above(schema.pointer), schema);
  const keys = isMapping(there) ? keysOf(there) : [];
  // Among very many keys nobody can tell which one is meant.
  const others = keys.length > 1000 ? [] : keys.filter((key) => !Object.hasOwn(known, key));
  const near = nearest(name, others);
  if (near === undefined)
    return { kind: 'missing-key', missing: name, message: `the key ${shown(name)} is required here and missing; add it` };
  const message = `the key ${shown(name)} is required here, there is ${shown(near)}; write ${shown(name)}`;
  return { kind: 'missing-key', missing: name, pointer: pointerInto(pointer, near), part: 'key', message };
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
};

/** A schema that is nullable wants null as well, though its `type` does not say so. */
function typesIn(error: string): readonly string[] {
  return [...new Set([...error.matchAll(/Expected "(.*)"\.$/gm)].flatMap(([, types = '']) => types.split('", "')))];
}

function typeBreach(types: readonly string[], there: unknown): Found {
  const wanted = types.map((type) => typeNames[type] ?? type).join(' or ');
  const message = `${wanted} wanted, there is ${typeOf(there)}${shownBriefly(there)}`;
  if (types.includes('string') && (typeof there === 'number' || typeof there === 'boolean')) {
    return { kind: 'unquoted', message: `${message}; write ${JSON.stringify(String(there))}` };
  }
  if (typeof there === 'string' && types.some((type) => isPlain(type, there))) {
    return { kind: 'quoted', message: `${message}; write ${there} without quotes` };
  }
  if (typeof there === 'string' && /\S\s+\/\/\s/.test(there))
    return { kind: 'type', message: `${message}; a comment begins with # in YAML, not with //` };
  const isToList = types.length === 1 && types[0] === 'array' && there !== null;
  return { kind: 'type', message: isToList ? `${message}; put it into a list` : message };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'the integer' : 'the number';
  return typeof value === 'object' ? 'an object' : `the ${typeof value}`;
}

function shownBriefly(value: unknown): string {
  return value === null || typeof value === 'object' ? '' : ` ${shown(value)}`;
}

function isPlain(type: string, text: string): boolean {
  if (type === 'boolean') return text === 'true' || text === 'false';
  if (type === 'integer') return /^-?\d+$/.test(text);
  return type === 'number' && /^-?\d+(\.\d+)?$/.test(text);
}

function listed(values: readonly unknown[]): string {
  const [first] = values;
  if (values.length < 2) return shown(first);
  const some = values.slice(0, 12).map(shown).join(', ');
  return `one of ${some}${values.length > 12 ? ` and ${values.length - 12} others` : ''}`;
}

function said(error: string): string {
  return error.replace(/\.$/, '').replace(/^Instance/, 'this');
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
