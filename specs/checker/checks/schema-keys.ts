import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Report, Spot } from '../check.ts';
import { meant, nearest, onlyNearest } from '../nearest.ts';
import type { Dialect } from '../schemas/described-parts.ts';
import { contradictedType } from '../schemas/contradicted-type.ts';
import { isType, plural, shown, typesOf } from '../schemas/json-types.ts';
import { formats, jsonTypes, parameterKeywords, schemaKeywords } from '../schemas/keywords.ts';
import type { Keyword } from '../schemas/keywords.ts';
import { isWrongType } from '../schemas/tell-breaches.ts';
import { brokenSchemas, walkSchemas } from '../schemas/walk-schemas.ts';
import type { SchemaPart } from '../schemas/walk-schemas.ts';
import type { Place } from '../sources/place.ts';
import { keyFix, textFix, unquotedFix } from '../sources/yaml-fix.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { tellOfNoSchema } from './schema-keys/no-schema.ts';
import * as codes from './schema-keys/schema-key-codes.ts';

/** The keywords of schemas: whether there is one of that name, whether it takes such a value, and whether it is of use beside the type. */
export const schemaKeys: Check = {
  codes: Object.values(codes),
  run(tree, report) {
    const schemas = walkSchemas(tree).filter(({ source }) => source.checked);
    report.looked('schemas', schemas.length);
    const formatsOfTree = ownFormats(tree);
    const isNewer = tree.files.some(
      ({ kind, yaml }) => kind === 'api' && isMapping(yaml?.value) && String(yaml.value['openapi']).startsWith('3.1'),
    );
    for (const schema of schemas) {
      if (tellOfNoSchema(schema, report) || !isMapping(schema.value)) continue;
      lookAt(tree, schema, schema.value, formatsOfTree, report);
      if (isNewer && schema.dialect === '2020-12' && 'nullable' in schema.value) lookAtNullable(schema, schema.value, report);
    }
    for (const schema of brokenSchemas(tree)) {
      if (schema.source.checked && isMapping(schema.value)) lookAt(tree, schema, schema.value, formatsOfTree, report);
    }
  },
};

/** The formats that a tree defines itself; undefined when it has no list of them. */
function ownFormats(tree: SourceTree): ReadonlySet<string> | undefined {
  const value = tree.file('data/string-formats.yaml')?.yaml?.value;
  return isMapping(value) ? new Set(Object.keys(value)) : undefined;
}

function placeAt({ source, pointer }: SchemaPart, key: string): Place {
  return { source, pointer: pointerInto(pointer, key) };
}

function keyOf(schema: SchemaPart, key: string): Spot {
  return { ...placeAt(schema, key), part: 'key' };
}

function lookAt(
  tree: SourceTree,
  schema: SchemaPart,
  value: Readonly<Record<string, unknown>>,
  ownFormat: ReadonlySet<string> | undefined,
  report: Report,
): void {
  const isWrong = contradictedType(schema) !== undefined || isWrongType(tree, placeAt(schema, 'type'));
  const types = isWrong ? undefined : typesOf(value);
  for (const [key, below] of Object.entries(value)) {
    const keyword = keywordOf(schema, key);
    if (keyword === undefined) {
      lookAtUnknown(schema, key, below, report);
      continue;
    }
    if (below === undefined) continue;
    const wrong = complaint(keyword, below, schema.dialect);
    if (wrong !== undefined) {
      const advice = hint(schema, key, below);
      const fix = typeof below === 'string' && advice === '; delete the quotes' ? unquotedFix(placeAt(schema, key), below) : {};
      report.finding(codes.wrongValue, placeAt(schema, key), `${key} takes ${wrong}, but ${shown(below)} is here${advice}`, fix);
      continue;
    }
    if (keyword.value === 'type') lookAtType(schema, below, report);
    if (keyword.value === 'format' && typeof below === 'string') lookAtFormat(schema, below, types, ownFormat, report);
    if (keyword.on !== undefined && types !== undefined && !types.some((type) => isOn(keyword, type))) {
      const message = `${key} says nothing about ${types.map(plural).join(' or ')}, only about ${plural(keyword.on)}; write type: ${keyword.on}, or delete it`;
      report.finding(codes.offType, keyOf(schema, key), message);
    }
  }
}

function lookAtNullable(schema: SchemaPart, value: Readonly<Record<string, unknown>>, report: Report): void {
  const [type, ...others] = typesOf(value) ?? [];
  const instead = type !== undefined && others.length === 0 ? `write type: [${type}, "null"]` : 'write "null" among the types';
  report.finding(codes.unknownKeyword, keyOf(schema, 'nullable'), `nullable is no keyword since OpenAPI 3.1; ${instead}`);
}

/** Whether a schema has a key already, so that it cannot be given it. */
function isTaken({ value }: SchemaPart, key: string): boolean {
  return isMapping(value) && Object.hasOwn(value, key);
}

function keywordOf(schema: SchemaPart, key: string): Keyword | undefined {
  return (schema.role === 'schema' ? undefined : parameterKeywords.get(key)) ?? schemaKeywords.get(key);
}

function lookAtUnknown(schema: SchemaPart, key: string, below: unknown, report: Report): void {
  if (key.startsWith('x-') || (key === 'components' && schema.pointer === '')) return;
  const known = schema.role === 'schema' ? [...schemaKeywords.keys()] : [...schemaKeywords.keys(), ...parameterKeywords.keys()];
  const near = key === 'schema' ? undefined : nearest(key, known);
  if (near !== undefined) {
    const fix = onlyNearest(key, known) === near && !isTaken(schema, near) ? keyFix(placeAt(schema, key), key, near) : {};
    report.finding(codes.misspeltKeyword, keyOf(schema, key), `${key} is no keyword of a schema; write ${near}`, fix);
  } else {
    const instead =
      key === 'schema'
        ? 'write what is below it right here'
        : isMapping(below) && ('type' in below || '$ref' in below)
          ? 'if it is a property, it belongs below properties'
          : 'delete it, or begin its name with x-';
    report.finding(codes.unknownKeyword, keyOf(schema, key), `${key} is no keyword of a schema; ${instead}`);
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
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'a number';
    case 'divisor':
      return typeof value === 'number' && value > 0 ? undefined : 'a number above 0';
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
    const place = Array.isArray(type) ? { source: schema.source, pointer: `${schema.pointer}/type/${at}` } : placeAt(schema, 'type');
    const near = nearest(each, jsonTypes) ?? shortNames.get(each.toLowerCase());
    const isCertain = near !== undefined && (onlyNearest(each, jsonTypes) ?? shortNames.get(each.toLowerCase())) === near;
    const instead = near === undefined ? `write one of ${jsonTypes.join(', ')}` : `write ${near}`;
    report.finding(codes.unknownType, place, `${JSON.stringify(each)} is no type; ${instead}`, isCertain ? textFix(place, each, near) : {});
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

function lookAtFormat(
  schema: SchemaPart,
  format: string,
  types: readonly string[] | undefined,
  own: ReadonlySet<string> | undefined,
  report: Report,
): void {
  if (own?.has(format) === true) return;
  const spot = placeAt(schema, 'format');
  const known = formats.get(format);
  if (known === undefined) {
    // Another tree's own formats are told by its own list.
    if (own === undefined && format.startsWith('mx-')) return;
    report.finding(
      codes.unknownFormat,
      spot,
      `no format is called ${JSON.stringify(format)}${meant(format, [...formats.keys(), ...(own ?? [])])}`,
    );
  } else if (known !== 'any' && types !== undefined && !types.some((type) => (type === 'integer' ? 'number' : type) === known)) {
    report.finding(
      codes.offType,
      spot,
      `the format ${format} says nothing about ${types.map(plural).join(' or ')}, only about ${plural(known)}`,
    );
  }
}

function isOn({ on }: Keyword, type: string): boolean {
  return on === type || (on === 'number' && type === 'integer');
}
