import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Code, Report, Spot } from '../check.ts';
import { meant, nearest } from '../nearest.ts';
import { mismatch } from '../schemas/described-parts.ts';
import type { Dialect } from '../schemas/described-parts.ts';
import { formats, jsonTypes, parameterKeywords, schemaKeywords } from '../schemas/keywords.ts';
import type { Keyword } from '../schemas/keywords.ts';
import { undefinedRequired } from '../schemas/undefined-required.ts';
import { walkSchemas } from '../schemas/walk-schemas.ts';
import type { SchemaPart } from '../schemas/walk-schemas.ts';
import type { SourceTree } from '../sources/source-tree.ts';

/** A sample of one schema file, `data/thing.yaml`. */
function sample(lines: readonly string[]): Readonly<Record<string, string>> {
  return { 'data/thing.yaml': `${lines.join('\n')}\n` };
}

function code(
  name: string,
  level: Code['level'],
  explanation: string,
  wrong: readonly string[],
  line: number,
  right: readonly string[],
): Code {
  return {
    name: `schema/${name}`,
    level,
    explanation,
    wrong: { files: sample(wrong), at: `data/thing.yaml:${line}` },
    right: { files: sample(right) },
  };
}

const misspeltKeyword = code(
  'misspelt-keyword',
  'error',
  'A schema has a key that is no keyword of schemas, and that is nearly one. Readers pass over keys that they do not know, so what it asks for is never checked nor shown. Write the keyword.',
  ['type: object', 'propertes:', '  name:', '    type: string'],
  2,
  ['type: object', 'properties:', '  name:', '    type: string'],
);

const unknownKeyword = code(
  'unknown-keyword',
  'warning',
  'A schema has a key that is no keyword of schemas, and no extension (whose names begin with `x-`). Readers pass over it. A property belongs below `properties`; anything else that is meant for people belongs in the description.',
  ['type: object', 'colour:', '  type: string'],
  2,
  ['type: object', 'properties:', '  colour:', '    type: string'],
);

const notASchema = code(
  'not-a-schema',
  'error',
  'Where a schema is wanted stands something else: nothing, a text, a list. A property whose kind does not matter is described by `{}`. A keyword such as `required` that has slipped in among the properties has to be indented less.',
  ['type: object', 'properties:', '  name: string'],
  3,
  ['type: object', 'properties:', '  name:', '    type: string'],
);

const wrongValue = code(
  'wrong-keyword-value',
  'error',
  'The value of a keyword is not of the kind that the keyword takes, so readers refuse the schema or pass over it. In a schema, `required` is the list of the properties that must be there; only for a parameter is it `true`.',
  ['type: object', 'properties:', '  name:', '    type: string', '    required: true'],
  5,
  ['type: object', 'properties:', '  name:', '    type: string', 'required: [name]'],
);

const unknownType = code(
  'unknown-type',
  'error',
  'A schema names a type that does not exist. The types are object, array, string, number, integer, boolean and null, in lower case.',
  ['type: object', 'properties:', '  name:', '    type: strng'],
  4,
  ['type: object', 'properties:', '  name:', '    type: string'],
);

const badPattern = code(
  'bad-pattern',
  'error',
  'A pattern is no regular expression of ECMAScript, which is what schemas use, so it cannot be matched with anything.',
  ['type: string', "pattern: '^[a-z+$'"],
  2,
  ['type: string', "pattern: '^[a-z]+$'"],
);

const requiredUndefined = code(
  'undefined-required',
  'error',
  'A schema requires a property that neither it nor any schema that it is joined with by `allOf` or `$ref` describes. Most often the name is misspelt, or the property has got another name meanwhile.',
  ['type: object', 'properties:', '  device_id:', '    type: string', 'required: [devise_id]'],
  5,
  ['type: object', 'properties:', '  device_id:', '    type: string', 'required: [device_id]'],
);

const offType = code(
  'keyword-off-type',
  'warning',
  'A keyword says nothing about values of the type that the schema declares: `items` is for arrays, `properties` for objects, `pattern` for strings, `minimum` for numbers. Either the type or the keyword is wrong.',
  ['type: object', 'items:', '  type: string'],
  2,
  ['type: array', 'items:', '  type: string'],
);

const wrongEnum = code(
  'wrong-enum',
  'error',
  'A value of `enum` is not of the type that the schema declares, so nothing can ever match it. A number or a truth value that is meant as text needs quotes.',
  ['type: string', 'enum:', '  - "1"', '  - 2'],
  4,
  ['type: string', 'enum:', '  - "1"', '  - "2"'],
);

const wrongDefault = code(
  'wrong-default',
  'error',
  'The default of a schema does not match the schema itself: it has another type, is not one of the values of `enum`, or lies outside of the bounds.',
  ['type: integer', 'default: "10"'],
  2,
  ['type: integer', 'default: 10'],
);

const repeated = code(
  'repeated-value',
  'warning',
  'A list whose values have to differ, of `enum`, `required` or `type`, has one of them twice. Delete one, or write what it was meant to be.',
  ['type: string', 'enum: [red, green, red]'],
  2,
  ['type: string', 'enum: [red, green, blue]'],
);

const emptyBounds = code(
  'empty-bounds',
  'error',
  'The lower bound of a schema is above its upper bound, so no value can ever match.',
  ['type: integer', 'minimum: 10', 'maximum: 1'],
  2,
  ['type: integer', 'minimum: 1', 'maximum: 10'],
);

const unknownFormat = code(
  'unknown-format',
  'warning',
  'A schema names a format that neither OpenAPI, nor JSON Schema, nor the list of formats of this tree defines, so nobody checks it.',
  ['type: string', 'format: date-tme'],
  2,
  ['type: string', 'format: date-time'],
);

/** Schemas that are no schemas, or that ask for what cannot be. */
export const schemaSoundness: Check = {
  codes: [
    misspeltKeyword,
    unknownKeyword,
    notASchema,
    wrongValue,
    unknownType,
    badPattern,
    requiredUndefined,
    offType,
    wrongEnum,
    wrongDefault,
    repeated,
    emptyBounds,
    unknownFormat,
  ],
  run(tree, report) {
    const schemas = walkSchemas(tree);
    report.looked('schemas', schemas.filter(({ source }) => source.checked).length);
    const formatsOfTree = ownFormats(tree);
    for (const schema of schemas) {
      if (!schema.source.checked) continue;
      const { value } = schema;
      if (isMapping(value)) lookAt(schema, value, formatsOfTree, report);
      else if (typeof value !== 'boolean') lookAtOther(schema, value, report);
    }
    for (const { schema, at, name, known } of undefinedRequired(tree)) {
      const spot = { source: schema.source, pointer: `${schema.pointer}/required/${at}` };
      const message = `required names ${JSON.stringify(name)}, which no property has${meant(name, known)}; describe it in properties, or delete it here`;
      report.finding(requiredUndefined, spot, message);
    }
  },
};

/** The formats that a tree defines itself; undefined when it has no list of them. */
function ownFormats(tree: SourceTree): ReadonlySet<string> | undefined {
  const value = tree.file('data/string-formats.yaml')?.yaml?.value;
  return isMapping(value) ? new Set(Object.keys(value)) : undefined;
}

function spotOf({ source, pointer }: SchemaPart, key?: string): Spot {
  return { source, pointer: key === undefined ? pointer : pointerInto(pointer, key) };
}

function keyOf({ source, pointer }: SchemaPart, key: string): Spot {
  return { source, pointer: pointerInto(pointer, key), part: 'key' };
}

function lookAtOther(schema: SchemaPart, value: unknown, report: Report): void {
  const name = schema.pointer.slice(schema.pointer.lastIndexOf('/') + 1);
  const what = mismatch('schema', value) ?? 'something else';
  const type = jsonTypes.find((each) => each === value);
  const instead = type !== undefined ? `write type: ${type} below it` : value === null ? 'write {} if anything goes' : 'write a schema';
  const isScalarOrList = typeof value !== 'object' || Array.isArray(value);
  if (schema.under === 'properties' && schemaKeywords.has(name) && isScalarOrList) {
    const message = `a property needs a schema, but ${what} is here; if the keyword ${name} is meant, indent it as far as properties`;
    report.finding(notASchema, { ...spotOf(schema), part: 'key' }, message);
  } else report.finding(notASchema, { ...spotOf(schema), part: 'key' }, `a schema is wanted here, but ${what} is here; ${instead}`);
}

function lookAt(
  schema: SchemaPart,
  value: Readonly<Record<string, unknown>>,
  ownFormat: ReadonlySet<string> | undefined,
  report: Report,
): void {
  const types = typesOf(value);
  for (const [key, below] of Object.entries(value)) {
    const keyword = keywordOf(schema, key);
    if (keyword === undefined) {
      lookAtUnknown(schema, key, below, report);
      continue;
    }
    const wrong = complaint(keyword, below, schema.dialect);
    if (wrong !== undefined) {
      report.finding(wrongValue, spotOf(schema, key), `${key} takes ${wrong}, but ${shown(below)} is here${hint(schema, key, below)}`);
      continue;
    }
    if (keyword.value === 'type') lookAtType(schema, below, report);
    if (keyword.value === 'pattern' && typeof below === 'string') lookAtPattern(spotOf(schema, key), below, report);
    if (keyword.value === 'map-of-patterns' && isMapping(below)) {
      for (const pattern of Object.keys(below)) {
        lookAtPattern(
          { source: schema.source, pointer: pointerInto(pointerInto(schema.pointer, key), pattern), part: 'key' },
          pattern,
          report,
        );
      }
    }
    if (keyword.value === 'format' && typeof below === 'string') lookAtFormat(schema, below, types, ownFormat, report);
    if (keyword.on !== undefined && types !== undefined && !types.some((type) => isOn(keyword, type))) {
      const message = `${key} says nothing about ${types.map(plural).join(' or ')}, only about ${plural(keyword.on)}; write type: ${keyword.on}, or delete it`;
      report.finding(offType, keyOf(schema, key), message);
    }
  }
  lookAtValues(schema, value, types, report);
}

function keywordOf(schema: SchemaPart, key: string): Keyword | undefined {
  return (schema.role === 'schema' ? undefined : parameterKeywords.get(key)) ?? schemaKeywords.get(key);
}

function lookAtUnknown(schema: SchemaPart, key: string, below: unknown, report: Report): void {
  if (key.startsWith('x-') || (key === 'components' && schema.pointer === '')) return;
  const known = schema.role === 'schema' ? schemaKeywords.keys() : [...schemaKeywords.keys(), ...parameterKeywords.keys()];
  const near = key === 'schema' ? undefined : nearest(key, known);
  if (near !== undefined) report.finding(misspeltKeyword, keyOf(schema, key), `${key} is no keyword of a schema; write ${near}`);
  else {
    const instead =
      key === 'schema'
        ? 'write what is below it right here'
        : isMapping(below) && ('type' in below || '$ref' in below)
          ? 'if it is a property, it belongs below properties'
          : 'delete it, or begin its name with x-';
    report.finding(unknownKeyword, keyOf(schema, key), `${key} is no keyword of a schema; ${instead}`);
  }
}

/** What the value of a keyword has to be, when it is not; undefined when it is well. What stands where a schema is wanted is judged there. */
function complaint({ value: kind }: Keyword, value: unknown, dialect: Dialect): string | undefined {
  const isList = Array.isArray(value);
  switch (kind) {
    case 'text':
    case 'pattern':
    case 'format':
      return typeof value === 'string' ? undefined : 'a text';
    case 'type':
      return typeof value === 'string' || (isList && value.length > 0 && value.every((each) => typeof each === 'string'))
        ? undefined
        : 'a type, or a list of types';
    case 'number':
      return typeof value === 'number' ? undefined : 'a number';
    case 'bound':
      if (dialect !== '2020-12') return typeof value === 'number' || typeof value === 'boolean' ? undefined : 'true or false';
      return typeof value === 'number' ? undefined : 'the bound itself, a number';
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? undefined : 'a whole number';
    case 'yes-or-no':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'list':
      return isList ? (value.length > 0 ? undefined : 'a list with at least one value') : 'a list';
    case 'names':
      return isList && value.every((each) => typeof each === 'string') ? undefined : "a list of properties' names";
    case 'list-of-schemas':
      return isList ? (value.length > 0 ? undefined : 'a list with at least one schema') : 'a list of schemas';
    case 'map-of-schemas':
    case 'map-of-patterns':
    case 'mapping':
      return isMapping(value) ? undefined : 'a mapping';
    case 'anything':
    case 'schema':
    case 'schema-or-schemas':
      return undefined;
  }
}

function hint(schema: SchemaPart, key: string, value: unknown): string {
  const name = schema.pointer.slice(schema.pointer.lastIndexOf('/') + 1);
  if (key === 'required' && value === true && schema.under === 'properties')
    return `; write required: [${name}] beside the properties above`;
  if (key === 'required' && typeof value === 'string') return `; write required: [${value}]`;
  if (key === 'enum' && typeof value === 'string') return `; write enum: [${value}]`;
  if (typeof value === 'string' && (value === 'true' || value === 'false' || /^\d+$/.test(value))) return '; delete the quotes';
  return '';
}

function lookAtType(schema: SchemaPart, type: unknown, report: Report): void {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  for (const [at, each] of types.entries()) {
    if (typeof each !== 'string' || isType(each) || (each === 'file' && schema.dialect === 'draft-4')) continue;
    if (each === 'any' && schema.dialect === 'draft-4') continue;
    const spot = Array.isArray(type) ? { source: schema.source, pointer: `${schema.pointer}/type/${at}` } : spotOf(schema, 'type');
    const near = nearest(each, jsonTypes) ?? shortNames.get(each.toLowerCase());
    const instead = near === undefined ? `write one of ${jsonTypes.join(', ')}` : `write ${near}`;
    report.finding(unknownType, spot, `${JSON.stringify(each)} is no type; ${instead}`);
  }
}

const shortNames = new Map([
  ['int', 'integer'],
  ['bool', 'boolean'],
  ['str', 'string'],
  ['dict', 'object'],
  ['map', 'object'],
  ['list', 'array'],
  ['float', 'number'],
  ['double', 'number'],
]);

function lookAtPattern(spot: Spot, pattern: string, report: Report): void {
  if (compiles(pattern, 'u') || compiles(pattern, '')) return;
  report.finding(badPattern, spot, `${JSON.stringify(pattern)} is no regular expression; write one of ECMAScript`);
}

function compiles(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

function lookAtFormat(
  schema: SchemaPart,
  format: string,
  types: readonly string[] | undefined,
  own: ReadonlySet<string> | undefined,
  report: Report,
): void {
  if (own?.has(format) === true) return;
  const spot = spotOf(schema, 'format');
  const known = formats.get(format);
  if (known === undefined) {
    // Another tree's own formats are told by its own list.
    if (own === undefined && format.startsWith('mx-')) return;
    report.finding(
      unknownFormat,
      spot,
      `no format is called ${JSON.stringify(format)}${meant(format, [...formats.keys(), ...(own ?? [])])}`,
    );
  } else if (known !== 'any' && types !== undefined && !types.some((type) => (type === 'integer' ? 'number' : type) === known)) {
    report.finding(offType, spot, `the format ${format} says nothing about ${types.map(plural).join(' or ')}, only about ${plural(known)}`);
  }
}

function lookAtValues(
  schema: SchemaPart,
  value: Readonly<Record<string, unknown>>,
  types: readonly string[] | undefined,
  report: Report,
): void {
  const allowed = types === undefined ? undefined : value['nullable'] === true ? [...types, 'null'] : types;
  for (const key of ['enum', 'required', 'type']) {
    const list: unknown = value[key];
    if (!Array.isArray(list) || (key === 'required' && !list.every((each) => typeof each === 'string'))) continue;
    const seen = new Map<string, number>();
    for (const [at, each] of list.entries()) {
      const text = JSON.stringify(each);
      const first = seen.get(text);
      if (first === undefined) seen.set(text, at);
      else {
        const related = [{ at: { source: schema.source, pointer: `${schema.pointer}/${key}/${first}` }, message: 'the first one' }];
        const message = `${key} has ${shown(each)} twice; delete one`;
        report.finding(repeated, { source: schema.source, pointer: `${schema.pointer}/${key}/${at}` }, message, { related });
      }
      if (key === 'enum' && allowed !== undefined && !allowed.some((type) => isOf(type, each))) {
        const instead = allowed.includes('string') && typeof each !== 'object' ? `; write "${String(each)}"` : '';
        const message = `${shown(each)} can never match: the type is ${allowed.join(' or ')}${instead}`;
        report.finding(wrongEnum, { source: schema.source, pointer: `${schema.pointer}/enum/${at}` }, message);
      }
    }
  }
  for (const [low, high] of [
    ['minimum', 'maximum'],
    ['minLength', 'maxLength'],
    ['minItems', 'maxItems'],
    ['minProperties', 'maxProperties'],
  ] as const) {
    const [least, most] = [value[low], value[high]];
    if (typeof least === 'number' && typeof most === 'number' && least > most) {
      const related = [{ at: spotOf(schema, high), message: `${high} is ${most}` }];
      report.finding(emptyBounds, spotOf(schema, low), `${low} is ${least}, above ${high}, which is ${most}`, { related });
    }
  }
  const wrong = 'default' in value ? defaultComplaint(value, allowed) : undefined;
  if (wrong !== undefined)
    report.finding(wrongDefault, spotOf(schema, 'default'), `${shown(value['default'])} cannot be the default: ${wrong}`);
}

function defaultComplaint(value: Readonly<Record<string, unknown>>, types: readonly string[] | undefined): string | undefined {
  const { default: standard, enum: values, minimum, maximum } = value;
  // It often stands for "absent".
  if (standard === null) return undefined;
  if (types !== undefined && !types.some((type) => isOf(type, standard))) return `the type is ${types.join(' or ')}`;
  if (Array.isArray(values) && !values.some((each) => JSON.stringify(each) === JSON.stringify(standard))) {
    return `enum has only ${values.map(shown).join(', ')}`;
  }
  if (typeof standard !== 'number') return undefined;
  if (typeof minimum === 'number' && standard < minimum) return `minimum is ${minimum}`;
  return typeof maximum === 'number' && standard > maximum ? `maximum is ${maximum}` : undefined;
}

/** The types that a schema declares; undefined when it declares none, or one that does not exist. */
function typesOf({ type }: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const known = types.filter((each) => typeof each === 'string').filter(isType);
  return known.length === types.length && known.length > 0 ? known : undefined;
}

function isType(name: string): boolean {
  return jsonTypes.some((type) => type === name);
}

function isOn({ on }: Keyword, type: string): boolean {
  return on === type || (on === 'number' && type === 'integer');
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return type === 'object' ? isMapping(value) : typeof value === type;
}

function plural(type: string): string {
  return type === 'null' ? 'null' : `${type}s`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
