import type { Role } from './grammar.ts';

/** What the value of a keyword has to be. */
type ValueKind =
  | 'anything'
  | 'text'
  | 'pattern'
  | 'format'
  | 'type'
  | 'number'
  | 'divisor'
  | 'count'
  | 'bound'
  | 'yes-or-no'
  | 'list'
  | 'names'
  | 'schema'
  | 'schema-or-schemas'
  | 'list-of-schemas'
  | 'map-of-schemas'
  | 'map-of-patterns'
  | 'mapping';

type JsonType = 'object' | 'array' | 'string' | 'number';

export interface Keyword {
  readonly value: ValueKind;
  /** The type of value that the keyword says something about; undefined when it is of use with all. */
  readonly on?: JsonType;
}

const of = (value: ValueKind, on?: JsonType): Keyword => (on === undefined ? { value } : { value, on });

/** The keywords of a schema, of Swagger 2.0, OpenAPI 3 and JSON Schema from draft 4 to 2020-12. */
export const schemaKeywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({
    type: of('type'),
    title: of('text'),
    description: of('text'),
    enum: of('list'),
    const: of('anything'),
    default: of('anything'),
    example: of('anything'),
    examples: of('anything'),
    format: of('format'),
    properties: of('map-of-schemas', 'object'),
    patternProperties: of('map-of-patterns', 'object'),
    additionalProperties: of('schema', 'object'),
    unevaluatedProperties: of('schema', 'object'),
    propertyNames: of('schema', 'object'),
    required: of('names', 'object'),
    minProperties: of('count', 'object'),
    maxProperties: of('count', 'object'),
    dependencies: of('mapping', 'object'),
    dependentRequired: of('mapping', 'object'),
    dependentSchemas: of('map-of-schemas', 'object'),
    items: of('schema-or-schemas', 'array'),
    additionalItems: of('schema', 'array'),
    unevaluatedItems: of('schema', 'array'),
    prefixItems: of('list-of-schemas', 'array'),
    contains: of('schema', 'array'),
    minContains: of('count', 'array'),
    maxContains: of('count', 'array'),
    minItems: of('count', 'array'),
    maxItems: of('count', 'array'),
    uniqueItems: of('yes-or-no', 'array'),
    pattern: of('pattern', 'string'),
    minLength: of('count', 'string'),
    maxLength: of('count', 'string'),
    contentEncoding: of('text', 'string'),
    contentMediaType: of('text', 'string'),
    contentSchema: of('schema', 'string'),
    minimum: of('number', 'number'),
    maximum: of('number', 'number'),
    exclusiveMinimum: of('bound', 'number'),
    exclusiveMaximum: of('bound', 'number'),
    multipleOf: of('divisor', 'number'),
    allOf: of('list-of-schemas'),
    anyOf: of('list-of-schemas'),
    oneOf: of('list-of-schemas'),
    not: of('schema'),
    if: of('schema'),
    else: of('schema'),
    definitions: of('map-of-schemas'),
    $defs: of('map-of-schemas'),
    deprecated: of('yes-or-no'),
    readOnly: of('yes-or-no'),
    writeOnly: of('yes-or-no'),
    nullable: of('yes-or-no'),
    discriminator: of('anything'),
    xml: of('mapping'),
    externalDocs: of('mapping'),
    $schema: of('text'),
    $id: of('text'),
    id: of('text'),
    $ref: of('anything'),
    $anchor: of('text'),
    $dynamicAnchor: of('text'),
    $dynamicRef: of('text'),
    $recursiveAnchor: of('yes-or-no'),
    $recursiveRef: of('text'),
    $comment: of('text'),
    $vocabulary: of('mapping'),
  }),
).set('then', of('schema'));

/** What a parameter or a header of Swagger 2.0 has besides the keywords of a schema, or instead of them. */
export const parameterKeywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({
    name: of('text'),
    in: of('text'),
    required: of('yes-or-no'),
    schema: of('schema'),
    content: of('mapping'),
    collectionFormat: of('text'),
    allowEmptyValue: of('yes-or-no'),
    allowReserved: of('yes-or-no'),
    explode: of('yes-or-no'),
    style: of('text'),
  }),
);

/** The keys of the parts of an API description that are no schemas. Any of them may have `$ref` and extensions of a name `x-…`. */
export const describedKeys: ReadonlyMap<Role, readonly string[]> = new Map<Role, readonly string[]>([
  [
    'api',
    words(
      'openapi swagger $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs host basePath schemes ' +
        'consumes produces definitions parameters responses securityDefinitions',
    ),
  ],
  ['components', words('schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems mediaTypes')],
  ['path-item', words('summary description get put post delete options head patch trace query additionalOperations servers parameters')],
  [
    'operation',
    words(
      'tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers ' +
        'consumes produces schemes',
    ),
  ],
  ['request-body', words('description content required summary')],
  [
    'security-scheme',
    words(
      'type description name in scheme bearerFormat flows openIdConnectUrl oauth2MetadataUrl deprecated flow authorizationUrl tokenUrl scopes',
    ),
  ],
  ['response', words('description headers content links schema examples summary')],
  ['header', words('description required deprecated allowEmptyValue style explode allowReserved schema example examples content')],
  [
    'parameter',
    words('name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content'),
  ],
  ['media-type', words('schema example examples encoding itemSchema itemEncoding prefixEncoding')],
]);

const ofSwagger: ReadonlyMap<Role, readonly string[]> = new Map<Role, readonly string[]>([
  ['api', words('host basePath schemes consumes produces definitions parameters responses securityDefinitions')],
  ['operation', words('consumes produces schemes')],
  ['response', words('schema examples')],
]);
const ofOpenApi: ReadonlyMap<Role, readonly string[]> = new Map<Role, readonly string[]>([
  ['api', words('jsonSchemaDialect servers webhooks components')],
  ['operation', words('requestBody callbacks servers')],
  ['path-item', words('trace servers')],
  ['response', words('content links')],
  ['parameter', words('style explode allowReserved content')],
  ['header', words('style explode allowReserved content')],
  ['security-scheme', words('scheme bearerFormat flows openIdConnectUrl')],
]);

/** Whether only the other one of Swagger 2.0 and OpenAPI 3 has a key at a part of that role. */
export function isOfOtherVersion(role: Role, key: string, isSwagger: boolean): boolean {
  return (isSwagger ? ofOpenApi : ofSwagger).get(role)?.includes(key) === true;
}

const mediaType = /^(?:application|audio|font|haptics|image|message|model|multipart|text|video|\*)\/[\w*.+-]+(?:\s*;.*)?$/i;

/** Whether a text can be the media type of a body, or a range of them. */
export function isMediaType(text: string): boolean {
  return mediaType.test(text);
}

/** The values of `type`. */
export const jsonTypes = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;

/** The formats of OpenAPI and JSON Schema, with the types they are for. */
export const formats: ReadonlyMap<string, 'string' | 'number' | 'any'> = new Map<string, 'string' | 'number' | 'any'>([
  ...words(
    'date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference uri-template url ' +
      'uuid json-pointer relative-json-pointer regex byte binary password char html commonmark base64url media-range http-date',
  ).map((name) => [name, 'string'] as const),
  ...words('int8 int16 int32 int64 uint8 uint16 uint32 uint64 float double double-int').map((name) => [name, 'number'] as const),
  ...words('decimal decimal128 unixtime').map((name) => [name, 'any'] as const),
]);

function words(text: string): readonly string[] {
  return text.split(' ');
}
