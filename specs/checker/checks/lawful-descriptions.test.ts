import { describe, expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';
import { indented, openapi, swagger } from './described-colours.ts';

type Files = Readonly<Record<string, string>>;

function found(files: Files): readonly string[] {
  const { findings, unjudged } = checkTree(treeOf(files));
  return [
    ...findings.map(({ code, source, line, message }) => `${code} ${source.path}:${line} ${message}`),
    ...unjudged.map(({ source, line, reason }) => `unjudged ${source.path}:${line} ${reason}`),
  ];
}

const done = "responses:\n  '204':\n    description: Done.\n";

const references: Readonly<Record<string, Files>> = {
  'a security scheme elsewhere that is a key, with the keys of a parameter': {
    ...openapi(
      'get:\n  security:\n    - painter: []\n' + indented(done, 2),
      'components:\n  securitySchemes:\n    painter:\n      $ref: definitions/security.yaml#/painter\n',
    ),
    'data/api/paints/definitions/security.yaml': 'painter:\n  type: apiKey\n  in: query\n  name: access_token\n',
  },
  'an example elsewhere whose value is a file': {
    ...openapi(
      "get:\n  responses:\n    '200':\n      description: All.\n      content:\n        application/json:\n          schema: {type: object, properties: {red: {type: integer}}}\n          examples: {one: {$ref: '#/components/examples/red'}}\n",
      'components:\n  examples:\n    red:\n      value: {$ref: examples/red.json}\n',
    ),
    'data/api/paints/examples/red.json': '{"red": 1}\n',
  },
  'a file beside the one that an example is made from': {
    ...swagger(
      'get:\n  responses:\n    200:\n      description: All.\n      schema: {type: object, properties: {red: {type: object, properties: {dark: {type: integer}}}}}\n' +
        '      examples:\n        application/json:\n          $ref: examples/colours.yaml\n          red:\n            $ref: red.yaml\n',
    ),
    'api/paints/examples/colours.yaml': 'red: {}\n',
    'api/paints/examples/red.yaml': 'dark: 7\n',
  },
};

/** A response with a body. */
function answer(status: string, schema: string, example = ''): string {
  const shown = example === '' ? '' : `example:\n${indented(example, 2)}`;
  const media = `application/json:\n${indented(`schema:\n${indented(schema, 2)}${shown}`, 2)}`;
  return `'${status}':\n  description: What comes.\n  content:\n${indented(media, 4)}`;
}

function answers(...responses: readonly string[]): string {
  return `get:\n  responses:\n${indented(responses.join(''), 4)}`;
}

const merged: Readonly<Record<string, Files>> = {
  'what a mapping is merged with by <<': openapi(
    'get:\n  responses:\n' +
      "    '200': &all\n      description: All.\n      content: {application/json: {schema: {type: object, properties: {red: {type: integer}}}, example: {red: 1}}}\n" +
      "    '201':\n      <<: *all\n      description: Some.\n",
  ),
};

const errorSchema = 'type: object\nproperties:\n  errcode: {type: string}\n  error: {type: string}\nrequired: [errcode]';
const red = 'type: object\nproperties:\n  red: {type: integer}';
const errorPage: Files = { 'content/errors.md': '# Errors\n\nThere is `M_FORBIDDEN`.\n' };

const operations: Readonly<Record<string, Files>> = {
  'a parameter that the path has for all its operations': openapi(
    `parameters:\n  - {in: path, name: name, required: true, schema: {type: string}}\nget:\n${indented(done, 2)}put:\n${indented(done, 2)}`,
    '',
    '/colours/{name}',
  ),
  'a parameter in the path that is elsewhere': {
    ...openapi(`get:\n  parameters:\n    - $ref: definitions/name.yaml\n${indented(done, 2)}`, '', '/colours/{name}'),
    'data/api/paints/definitions/name.yaml': 'in: path\nname: name\nrequired: true\nschema: {type: string}\n',
  },
  'a parameter that an operation has instead of that of the path': openapi(
    `parameters:\n  - {in: query, name: limit, schema: {type: string}}\nget:\n  parameters:\n    - {in: query, name: limit, schema: {type: integer}}\n${indented(done, 2)}`,
  ),
  'parameters of one name at two places': openapi(
    `get:\n  parameters:\n    - {in: query, name: limit, schema: {type: integer}}\n    - {in: header, name: limit, schema: {type: integer}}\n${indented(done, 2)}`,
  ),
  'the same path of two servers with variables': Object.fromEntries(
    ['v1', 'v2'].map((version) => [
      `data/api/paints/${version}.yaml`,
      `openapi: 3.1.0\nservers:\n  - url: "{protocol}://localhost{base}"\n    variables: {protocol: {default: https}, base: {default: /paints/${version}}}\n` +
        `paths:\n  /colours:\n    get:\n${indented(done, 6)}`,
    ]),
  ),
  'a base path with a variable of the templating': swagger(`get:\n${indented(done, 2)}`, 'basePath: /paints/%CLIENT_MAJOR_VERSION%\n'),
  'the same path below two base paths': {
    'api/paints/old.yaml': `swagger: '2.0'\nbasePath: /paints/v1\npaths:\n  /colours:\n    get:\n${indented(done, 6)}`,
    'api/paints/new.yaml': `swagger: '2.0'\nbasePath: /paints/v2\npaths:\n  /colours:\n    get:\n${indented(done, 6)}`,
  },
  'the same id in two APIs': {
    'data/api/paints/colours.yaml': `openapi: 3.1.0\npaths:\n  /colours:\n    get:\n      operationId: list\n${indented(done, 6)}`,
    'data/api/brushes/brushes.yaml': `openapi: 3.1.0\npaths:\n  /brushes:\n    get:\n      operationId: list\n${indented(done, 6)}`,
  },
  'a path item that two paths share': {
    'data/api/paints/colours.yaml':
      'openapi: 3.1.0\npaths:\n  /colours:\n    $ref: definitions/item.yaml\n  /shades:\n    $ref: definitions/item.yaml\n',
    'data/api/paints/definitions/item.yaml': `get:\n  operationId: list\n${indented(done, 2)}`,
  },
  'no ids in an API in which most have none': openapi(
    `get:\n${indented(done, 2)}put:\n  operationId: paint\n${indented(done, 2)}post:\n${indented(done, 2)}`,
  ),
  'statuses without quotes, of redirections, and of all others': openapi(
    'get:\n  responses:\n    302: {description: Elsewhere.}\n    default: {description: No.}\n    4XX: {description: No.}\n',
  ),
  'ranges of media types, and those with parameters': openapi(
    `put:\n  requestBody:\n    content:\n      "*/*": {schema: {type: string}}\n      image/*: {schema: {type: string}}\n      "text/plain; charset=utf-8": {schema: {type: string}}\n      application/vnd.paints+json: {schema: {type: string}}\n${indented(done, 2)}`,
  ),
  'a tag that is alone and like no other': openapi(
    `get:\n  tags: [Colours]\n${indented(done, 2)}put:\n  tags: [Colours]\n${indented(done, 2)}post:\n  tags: [Brushes]\n${indented(done, 2)}`,
  ),
  'security that everybody may leave out': openapi(
    `get:\n  security:\n    - {}\n    - painter: []\n${indented(done, 2)}`,
    'components:\n  securitySchemes:\n    painter: {type: http, scheme: bearer}\n',
  ),
  'extensions among methods, responses and media types': openapi(
    `x-colours: {get: 1}\nget:\n  responses:\n    x-none: 1\n    '200':\n      description: All.\n      content:\n        x-none: {a: 1}\n`,
  ),
};

const errorExamples: Readonly<Record<string, Files>> = {
  'a 401 that asks for stages, without an errcode': openapi(answers(answer('401', 'type: object', 'flows: []\nsession: abc'))),
  'an errcode of a domain of its own': {
    ...openapi(answers(answer('403', errorSchema, 'errcode: COM.EXAMPLE.NO_PAINT\nerror: None is left.'))),
    ...errorPage,
  },
  'more keys than errcode and error': {
    ...openapi(answers(answer('403', errorSchema, 'errcode: M_FORBIDDEN\nerror: No.\nretry_after_ms: 2000'))),
    ...errorPage,
  },
  'a placeholder for an errcode': openapi(answers(answer('400', errorSchema, 'errcode: <the errcode>\nerror: No.'))),
  'a redirection, and what is said of all others': {
    ...openapi(answers("'302': {description: Elsewhere.}\n", answer('default', errorSchema, 'errcode: M_FORBIDDEN\nerror: No.'))),
    ...errorPage,
  },
  'an errcode under a range of statuses': {
    ...openapi(answers(answer('4XX', errorSchema, 'errcode: M_FORBIDDEN\nerror: No.'))),
    ...errorPage,
  },
  'a body of 404 that is described as something else': openapi(answers(answer('404', red, 'red: 1'))),
  'a success that tells of an errcode': {
    ...openapi(
      answers(
        answer('200', 'type: object\nproperties:\n  errcode: {type: string}\n  error: {type: string}', 'errcode: M_FORBIDDEN\nerror: No.'),
      ),
    ),
    ...errorPage,
  },
};

const changelog: Files = { 'content/changelog/v1.4.md': 'Version 1.4 is out.\n' };
const versions: Readonly<Record<string, Files>> = {
  'a version before 1.1, and the one that is to come': {
    'data/red.yaml':
      'type: object\nproperties:\n  red: {type: integer, x-addedInMatrixVersion: r0.6.1}\n  dark: {type: integer, x-addedInMatrixVersion: "1.5"}\n',
    ...changelog,
  },
  'changes by version, in any order': {
    'data/red.yaml':
      'type: object\nx-addedInMatrixVersion: "1.2"\nx-changedInMatrixVersion:\n  "1.4": It is darker.\n  "1.3": It is red.\n',
    ...changelog,
  },
};

const schemas: Readonly<Record<string, Files>> = {
  'a required property that another schema of allOf describes': {
    'data/red.yaml': `allOf:\n  - $ref: colour.yaml\n  - type: object\n    properties: {dark: {type: integer}}\n    required: [name, red]\nproperties:\n  red: {type: integer}\n`,
    'data/colour.yaml': 'type: object\nproperties:\n  name: {type: string}\n',
  },
  'a required property that may be any': {
    'data/red.yaml': 'type: object\nproperties:\n  dark: {type: integer}\nrequired: [light]\nadditionalProperties:\n  type: integer\n',
  },
  'a required property whose name has a pattern': {
    'data/red.yaml':
      "type: object\nproperties:\n  dark: {type: integer}\npatternProperties:\n  '^li': {type: integer}\nrequired: [light]\n",
  },
  'a property that is called as a keyword is': {
    'data/red.yaml': 'type: object\nproperties:\n  required: {type: boolean}\n  properties: {type: object}\n  $ref: {type: string}\n',
  },
  'null among the values of what is nullable': {
    'data/red.yaml': 'type: string\nnullable: true\nenum: [light, dark, null]\ndefault: null\n',
  },
  'a required property among others that are allowed': {
    'data/red.yaml': 'type: object\nproperties: {red: {type: integer}}\nrequired: [green]\nadditionalProperties: true\n',
  },
  'a required property among others that are described': {
    'data/red.yaml': 'type: object\nproperties: {red: {type: integer}}\nrequired: [green]\nunevaluatedProperties: {type: integer}\n',
  },
  'null as the default of what is not there': { 'data/red.yaml': 'type: string\ndefault: null\n' },
  'the bounds of draft 4': {
    ...swagger(
      'get:\n  parameters:\n    - {in: query, name: limit, type: integer, minimum: 1, exclusiveMinimum: true, maximum: 9, default: 3, x-example: 2}\n' +
        indented(done, 2),
    ),
  },
  'the bounds of 2020-12': { 'data/red.yaml': 'type: number\nexclusiveMinimum: 1\nmaximum: 2\nexample: 1.5\n' },
  'alternatives that a discriminator tells apart': {
    'data/red.yaml':
      'oneOf:\n  - $ref: "#/definitions/light"\n  - $ref: "#/definitions/dark"\ndiscriminator: {propertyName: kind}\nexample: {kind: dark}\n' +
      'definitions:\n  light:\n    type: object\n    properties: {kind: {const: light}}\n    required: [kind]\n' +
      '  dark:\n    type: object\n    properties: {kind: {const: dark}}\n    required: [kind]\n',
  },
  'several types, with keywords of each': {
    'data/red.yaml': 'type: [string, array, "null"]\npattern: ^a\nitems: {type: string}\ndefault: [b]\n',
  },
  'a file of Swagger 2.0': swagger(
    'put:\n  consumes: [multipart/form-data]\n  parameters:\n    - {in: formData, name: picture, type: file}\n  produces: [image/png]\n  responses:\n    200: {description: It., schema: {type: file}}\n',
  ),
  'a number in the default of a number': { 'data/red.yaml': 'type: number\ndefault: 1\nminimum: 0\nmultipleOf: 0.5\n' },
  'schemas that are true or false': { 'data/red.yaml': 'type: object\nproperties:\n  red: true\nadditionalProperties: false\n' },
  'a schema that has itself among its properties': {
    'data/red.yaml': 'type: object\nproperties:\n  inner: {$ref: red.yaml}\nexample: {inner: {inner: {}}}\n',
  },
  'a pattern of old kind': { 'data/red.yaml': "type: string\npattern: '^\\-[a-z]$'\n" },
  'formats of a tree of its own': {
    'data/red.yaml': 'type: string\nformat: paint-name\nexample: dark-red\n',
    'data/string-formats.yaml': 'paint-name:\n  regex: "^[a-z-]+$"\n',
  },
};

const examples: Readonly<Record<string, Files>> = {
  'a body of JSON that is no more than a word': swagger(
    `put:\n  parameters:\n    - in: body\n      name: on\n      schema:\n        type: boolean\n        example: |-\n          true\n${indented(done, 2)}`,
  ),
  'more keys where a schema takes any': openapi(
    answers(answer('200', `${red}\nadditionalProperties: {type: string}`, 'red: 1\nname: dark')),
  ),
  'null for what is nullable': {
    'data/api/paints/colours.yaml': Object.values(
      openapi(answers(answer('200', 'type: object\nproperties:\n  red: {type: integer, nullable: true}', 'red: null'))),
    )
      .join('')
      .replace('3.1.0', '3.0.3'),
  },
  'values that are falsy': openapi(
    answers(
      answer(
        '200',
        'type: object\nproperties:\n  red: {type: integer}\n  on: {type: boolean}\n  name: {type: string}',
        'red: 0\non: false\nname: ""',
      ),
    ),
  ),
  'a placeholder where there is a pattern': openapi(
    answers(answer('200', "type: object\nproperties:\n  name: {type: string, pattern: '^[a-z]+$'}", 'name: <the name or the id>')),
  ),
  'examples with names, and one elsewhere': {
    ...openapi(
      `get:\n  responses:\n    '200':\n      description: All.\n      content:\n        application/json:\n          schema: {type: object, properties: {red: {type: integer}}}\n          examples:\n            dark: {value: {red: 1}}\n            light: {$ref: examples/light.yaml}\n`,
    ),
    'data/api/paints/examples/light.yaml': 'value: {red: 255}\n',
  },
  'an example that is put together': {
    ...openapi(answers(answer('200', `${red}\nrequired: [red]`, '$ref: examples/light.yaml\nred: 7'))),
    'data/api/paints/examples/light.yaml': 'red: light\n',
  },
  'a success with examples of its keys alone': openapi(
    answers(answer('200', 'type: object\nproperties:\n  red: {type: integer, example: 7}')),
  ),
  'a success without a body, without keys, or not of JSON, and an error': openapi(
    answers(
      "'204': {description: Done.}\n'202': {description: It., content: {multipart/mixed: {schema: {type: object, properties: {red: {}}}}}}\n",
      answer('200', 'type: object'),
      answer('404', red),
    ),
  ),
};

describe.each(Object.entries({ references, merged, operations, errorExamples, versions, schemas, examples }))('among %s', (_, cases) => {
  test.each(Object.entries(cases))('%s', (_name, files) => {
    expect(found(files)).toEqual([]);
  });
});
