/** What a part of a description is, as far as the place where it stands tells. */
export type Role =
  | 'api'
  | 'components'
  | 'path-item'
  | 'operation'
  | 'parameter'
  | 'request-body'
  | 'response'
  | 'media-type'
  | 'header'
  | 'schema'
  | 'example'
  | 'security-scheme'
  | 'link'
  | 'callback'
  // Data that illustrates: an example itself, or a part of one.
  | 'value'
  // Anything else.
  | 'other';

/** What stands under a key: one part, a mapping of names to parts, or a list of parts; `some`: one part, or a list of them. */
export interface Child {
  readonly shape: 'one' | 'map' | 'list' | 'some' | 'any';
  readonly role: Role;
}

const one = (role: Role): Child => ({ shape: 'one', role });
const map = (role: Role): Child => ({ shape: 'map', role });
const list = (role: Role): Child => ({ shape: 'list', role });

const operation = one('operation');
const schema = one('schema');
const schemas = map('schema');
const examples = { example: one('value'), 'x-example': one('value'), 'x-examples': one('value') };

/** Data as it is, in which `$ref` is a key like others. */
const literal: Child = { shape: 'any', role: 'value' };

const components: Readonly<Record<string, Child>> = {
  schemas,
  parameters: map('parameter'),
  responses: map('response'),
  requestBodies: map('request-body'),
  headers: map('header'),
  examples: map('example'),
  securitySchemes: map('security-scheme'),
  links: map('link'),
  callbacks: map('callback'),
  pathItems: map('path-item'),
};

/** The keys of each role under which there are parts with a role of their own, of OpenAPI 3, Swagger 2.0 and JSON Schema alike. */
const children: Readonly<Partial<Record<Role, Readonly<Record<string, Child>>>>> = {
  api: {
    paths: map('path-item'),
    webhooks: map('path-item'),
    components: one('components'),
    definitions: schemas,
    parameters: map('parameter'),
    responses: map('response'),
    securityDefinitions: map('security-scheme'),
  },
  components,
  'path-item': {
    parameters: list('parameter'),
    get: operation,
    put: operation,
    post: operation,
    delete: operation,
    options: operation,
    head: operation,
    patch: operation,
    trace: operation,
  },
  operation: {
    parameters: list('parameter'),
    requestBody: one('request-body'),
    responses: map('response'),
    callbacks: map('callback'),
  },
  callback: {},
  parameter: { schema, items: schema, content: map('media-type'), ...examples, examples: map('example') },
  header: { schema, items: schema, content: map('media-type'), ...examples, examples: map('example') },
  'request-body': { content: map('media-type') },
  response: { schema, headers: map('header'), content: map('media-type'), ...examples, examples: map('value'), links: map('link') },
  'media-type': { schema, ...examples, examples: map('example') },
  example: { value: one('value') },
  schema: {
    properties: schemas,
    patternProperties: schemas,
    dependentSchemas: schemas,
    definitions: schemas,
    $defs: schemas,
    // A file of a schema may bring others along as an API description does.
    components: one('components'),
    additionalProperties: schema,
    unevaluatedProperties: schema,
    propertyNames: schema,
    items: { shape: 'some', role: 'schema' },
    additionalItems: schema,
    unevaluatedItems: schema,
    contains: schema,
    prefixItems: list('schema'),
    allOf: list('schema'),
    anyOf: list('schema'),
    oneOf: list('schema'),
    ...Object.fromEntries(['not', 'if', 'then', 'else'].map((key) => [key, schema])),
    ...examples,
    examples: one('value'),
    default: literal,
    enum: literal,
    const: literal,
  },
};

/** What stands under a key of a part of that role; undefined when nothing with a role of its own does. */
export function childOf(role: Role, key: string): Child | undefined {
  const known = children[role];
  return known !== undefined && Object.hasOwn(known, key) ? known[key] : undefined;
}
