import { schemaCode } from '../schema-samples.ts';

export const misspeltKeyword = schemaCode(
  'misspelt-keyword',
  'error',
  'A schema has a key that is no keyword of schemas, and that is nearly one. Readers pass over keys that they do not know, so what it asks for is never checked nor shown. Write the keyword.',
  ['type: object', 'propertes:', '  name:', '    type: string'],
  2,
  ['type: object', 'properties:', '  name:', '    type: string'],
);

export const unknownKeyword = schemaCode(
  'unknown-keyword',
  'warning',
  'A schema has a key that is no keyword of schemas, and no extension (whose names begin with `x-`). Readers pass over it. A property belongs below `properties`; anything else that is meant for people belongs in the description.',
  ['type: object', 'colour:', '  type: string'],
  2,
  ['type: object', 'properties:', '  colour:', '    type: string'],
);

export const notASchema = schemaCode(
  'not-a-schema',
  'error',
  'Where a schema is wanted stands something else: nothing, a text, a list. A property whose kind does not matter is described by `{}`. A keyword such as `required` that has slipped in among the properties has to be indented less.',
  ['type: object', 'properties:', '  name: string'],
  3,
  ['type: object', 'properties:', '  name:', '    type: string'],
);

export const wrongValue = schemaCode(
  'wrong-keyword-value',
  'error',
  'The value of a keyword is not of the kind that the keyword takes, so readers refuse the schema or pass over it. In a schema, `required` is the list of the properties that must be there; only for a parameter is it `true`.',
  ['type: object', 'properties:', '  name:', '    type: string', '    required: true'],
  5,
  ['type: object', 'properties:', '  name:', '    type: string', 'required: [name]'],
);

export const unknownType = schemaCode(
  'unknown-type',
  'error',
  'A schema names a type that does not exist. The types are object, array, string, number, integer, boolean and null, in lower case.',
  ['type: object', 'properties:', '  name:', '    type: strng'],
  4,
  ['type: object', 'properties:', '  name:', '    type: string'],
);

export const offType = schemaCode(
  'keyword-off-type',
  'warning',
  'A keyword says nothing about values of the type that the schema declares: `items` is for arrays, `properties` for objects, `pattern` for strings, `minimum` for numbers. Either the type or the keyword is wrong.',
  ['type: object', 'items:', '  type: string'],
  2,
  ['type: array', 'items:', '  type: string'],
);

export const unknownFormat = schemaCode(
  'unknown-format',
  'warning',
  'A schema names a format that neither OpenAPI, nor JSON Schema, nor the list of formats of this tree defines, so nobody checks it.',
  ['type: string', 'format: date-tme'],
  2,
  ['type: string', 'format: date-time'],
);
