import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';
import { indented, openapi, swagger } from './described-colours.ts';

const done = "responses:\n  '204':\n    description: Done.\n";

function answers(status: number, schema: string, example: string): string {
  const lines = `description: Colours.\ncontent:\n  application/json:\n    schema:\n${indented(schema, 6)}    example:\n${indented(example, 6)}`;
  return `get:\n  responses:\n    '${status}':\n${indented(lines, 6)}`;
}

const red = 'type: object\nproperties: {red: {type: integer}}\n';
const event =
  'type: object\nproperties:\n  type: {type: string}\n  content:\n    type: object\n    properties:\n      brightness: {type: integer}\n';
const shownEvent = (key: string): string =>
  `# Colours\n\n\`\`\`json\n{\n  "type": "m.colour",\n  "content": {\n    "${key}": 10\n  }\n}\n\`\`\`\n`;
const errors = { 'content/errors.md': '# Errors\n\nThere is `M_FORBIDDEN`.\n' };
const site = {
  'layouts/_shortcodes/cs-module.html': '{{ .Get 0 }}\n',
  'layouts/_shortcodes/boxes/note.html': '{{ .Inner }}\n',
  'content/client-server-api/modules/index.md': '---\nheadless: true\n---\n',
  'content/client-server-api/modules/red.md': '## Red\n\nWarm.\n',
};
const scheme = 'components:\n  securitySchemes:\n    painter:\n      type: http\n      scheme: bearer\n';

test.each<readonly [string, Readonly<Record<string, string>>, string]>([
  [
    'a misspelt key of an event in prose',
    { 'data/event-schemas/schema/m.colour.yaml': event, 'content/colours.md': shownEvent('brigthness') },
    'key/misspelt content/colours.md:7',
  ],
  [
    'a misspelt key of an event in prose that its schema requires',
    {
      'data/event-schemas/schema/m.colour.yaml': `${event}    required: [brightness]\n`,
      'content/colours.md': shownEvent('brigthness'),
    },
    'key/misspelt content/colours.md:7',
  ],
  [
    'a misspelt key of an example',
    openapi(answers(200, 'type: object\nproperties:\n  brightness: {type: integer}', 'brigthness: 1')),
    'example/undescribed-key data/api/paints/colours.yaml:15',
  ],
  [
    'a misspelt key of an example that its schema requires',
    openapi(answers(200, 'type: object\nproperties:\n  brightness: {type: integer}\nrequired: [brightness]', 'brigthness: 1')),
    'example/missing-key data/api/paints/colours.yaml:16',
  ],
  [
    'a misspelt key of a security scheme in a file of schemes',
    {
      ...openapi(`get:\n  security: [{painter: []}]\n${indented(done, 2)}`, 'components:\n  securitySchemes:\n    $ref: schemes.yaml\n'),
      'data/api/paints/schemes.yaml': 'painter:\n  type: http\n  sheme: bearer\n',
    },
    'operation/unknown-key data/api/paints/schemes.yaml:3',
  ],
  [
    'a parameter of the path whose place is misspelt',
    openapi(
      `get:\n  parameters:\n    - in: paht\n      name: red\n      required: true\n      schema: {type: string}\n${indented(done, 2)}`,
      '',
      '/{red}',
    ),
    'operation/unknown-parameter-location data/api/paints/colours.yaml:6',
  ],
  [
    'a parameter whose `required` is misspelt',
    openapi(`get:\n  parameters:\n    - in: path\n      name: red\n      require: true\n${indented(done, 2)}`, '', '/{red}'),
    'operation/unknown-key data/api/paints/colours.yaml:8',
  ],
  [
    'security schemes below a misspelt key',
    openapi(`get:\n  security: [{painter: []}]\n${indented(done, 2)}`, scheme.replace('securitySchemes', 'securitySchema')),
    'operation/unknown-key data/api/paints/colours.yaml:3',
  ],
  [
    'an example where a parameter is wanted',
    openapi(
      `get:\n  parameters:\n    - $ref: '#/components/examples/red'\n${indented(done, 2)}`,
      'components:\n  examples:\n    red: {value: 1}\n',
    ),
    'reference/wrong-kind data/api/paints/colours.yaml:9',
  ],
  [
    'a reference inside of its file without a #',
    openapi(
      `get:\n  parameters:\n    - $ref: /components/parameters/red\n${indented(done, 2)}`,
      'components:\n  parameters:\n    red: {in: query, name: red, schema: {type: string}}\n',
    ),
    'reference/no-file data/api/paints/colours.yaml:9',
  ],
  [
    'a reference inside of its file without a slash, where something has an id',
    openapi(
      `get:\n  parameters:\n    - $ref: '#components/parameters/red'\n${indented(done, 2)}`,
      'components:\n  parameters:\n    red: {in: query, name: red, schema: {type: object, properties: {id: {type: string}}}}\n',
    ),
    'reference/no-part data/api/paints/colours.yaml:9',
  ],
  [
    'bounds that nothing is between, with a default and an example',
    openapi(answers(200, 'type: object\nproperties:\n  red: {type: integer, minimum: 10, maximum: 1, default: 5}', 'red: 3')),
    'schema/empty-bounds data/api/paints/colours.yaml:13',
  ],
  [
    'a property that is not indented far enough',
    openapi(answers(200, 'type: object\nproperties:\n  red: {type: integer}\ngreen: {type: integer}', 'red: 3\ngreen: 4')),
    'schema/unknown-keyword data/api/paints/colours.yaml:14',
  ],
  [
    'a misspelt $ref of a schema',
    openapi(
      `${answers(200, 'allOf:\n  - $reff: "#/components/schemas/red"\n  - properties: {green: {type: integer}}', 'red: 3\ngreen: 4')}post:
  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/red'}}}}
${indented(done, 2)}`,
      'components:\n  schemas:\n    red: {type: object, properties: {red: {type: integer}}}\n',
    ),
    'schema/misspelt-keyword data/api/paints/colours.yaml:15',
  ],
  ...(['ref: definitions/red.yaml', '$reff: definitions/red.yaml', '$rf: "definitions/red.yaml"'] as const).map(
    (written): [string, Readonly<Record<string, string>>, string] => [
      `the only reference to a file, written ${written},`,
      {
        ...openapi(answers(200, written, 'red: 1')),
        'data/api/paints/definitions/red.yaml': 'type: object\nproperties: {red: {type: integer}}\n',
      },
      'schema/misspelt-keyword data/api/paints/colours.yaml:11',
    ],
  ),
  [
    'the only reference to a file, out of the tree,',
    {
      ...openapi(answers(200, '$ref: ../../../../../definitions/red.yaml', 'red: 1')),
      'data/api/paints/definitions/red.yaml': 'type: object\nproperties: {red: {type: integer}}\n',
    },
    'reference/outside data/api/paints/colours.yaml:11',
  ],
  [
    'a type beside the name of a parameter of OpenAPI 3',
    openapi(`get:\n  parameters:\n    - in: query\n      name: red\n      type: integer\n${indented(done, 2)}`),
    'operation/unknown-key data/api/paints/colours.yaml:8',
  ],
  [
    'nullable in OpenAPI 3.1',
    openapi(answers(200, 'type: object\nproperties:\n  red: {type: integer, nullable: true}', 'red: null')),
    'schema/unknown-keyword data/api/paints/colours.yaml:13',
  ],
  [
    'a parameter in the path without a name',
    openapi(`get:\n  parameters:\n    - in: path\n      required: true\n${indented(done, 2)}`, '', '/{red}'),
    'operation/unnamed-parameter data/api/paints/colours.yaml:6',
  ],
  [
    'a parameter of the query without a name',
    openapi(`get:\n  parameters:\n    - in: query\n      name: red\n    - in: query\n${indented(done, 2)}`),
    'operation/unnamed-parameter data/api/paints/colours.yaml:8',
  ],
  [
    'a parameter of the body in Swagger 2.0 without a name',
    swagger(`get:\n  parameters:\n    - in: body\n      schema: {type: object}\n${indented(done, 2)}`),
    'operation/unnamed-parameter api/paints/colours.yaml:6',
  ],
  [
    'a parameter with a misspelt "name"',
    openapi(`get:\n  parameters:\n    - in: query\n      nmae: red\n${indented(done, 2)}`),
    'operation/unknown-key data/api/paints/colours.yaml:7',
  ],
  [
    'a comma behind the word that says that a parameter is always there',
    swagger(
      `get:\n  parameters:\n    - in: path\n      name: red\n      type: string\n      required: true,\n${indented(done, 2)}`,
      '',
      '/{red}',
    ),
    'schema/wrong-keyword-value api/paints/colours.yaml:9',
  ],
  [
    'a misspelt errcode',
    { ...openapi(answers(403, 'type: object\nproperties:\n  errcode: {type: string}', 'ercode: M_FORBIDDEN\nerror: No.')), ...errors },
    'error-example/no-errcode data/api/paints/colours.yaml:15',
  ],
  [
    'a misspelt errcode that the schema requires',
    {
      ...openapi(
        answers(403, 'type: object\nproperties:\n  errcode: {type: string}\nrequired: [errcode]', 'ercode: M_FORBIDDEN\nerror: No.'),
      ),
      ...errors,
    },
    'example/missing-key data/api/paints/colours.yaml:16',
  ],
  [
    'an example at the wrong place of a response of Swagger 2.0',
    swagger(
      "get:\n  responses:\n    '200':\n      description: All.\n      schema: {type: object, properties: {red: {type: integer}}}\n      example: {red: 1}\n",
    ),
    'example/ignored-place api/paints/colours.yaml:9',
  ],
  [
    'a body without its media type',
    openapi(
      `put:\n  requestBody:\n    content:\n      schema:\n        type: object\n        properties: {red: {type: integer}}\n${indented(done, 2)}`,
    ),
    'operation/unknown-media-type data/api/paints/colours.yaml:7',
  ],
  [
    'a misspelt security scheme',
    openapi(`get:\n  security:\n    - pianter: []\n${indented(done, 2)}`, scheme),
    'operation/undefined-security data/api/paints/colours.yaml:11',
  ],
  [
    'a misspelt file of definitions',
    {
      ...openapi(
        "get:\n  responses:\n    '200':\n      description: All.\n      content:\n        application/json:\n          schema: {$ref: definitions/colours.yaml}\n",
      ),
      'data/api/paints/definitions/colour.yaml': 'type: object\nproperties:\n  red: {type: integer}\n',
    },
    'reference/no-file data/api/paints/colours.yaml:10',
  ],
  [
    'a part that a file of definitions has not',
    {
      ...openapi(
        "get:\n  responses:\n    '200':\n      description: All.\n      content:\n        application/json:\n          schema: {$ref: 'definitions/colour.yaml#/red'}\n",
      ),
      'data/api/paints/definitions/colour.yaml': 'type: object\nproperties:\n  red: {type: integer}\n',
    },
    'reference/no-part data/api/paints/colours.yaml:10',
  ],
  [
    'a misspelt definition',
    openapi(
      "get:\n  responses:\n    '200':\n      description: All.\n      content:\n        application/json:\n          schema: {$ref: '#/components/schemas/colours'}\n",
      'components:\n  schemas:\n    colour:\n      type: string\n',
    ),
    'reference/no-part data/api/paints/colours.yaml:14',
  ],
  [
    'a misspelt key of an operation that says how it is answered',
    openapi(`get:\n  operationId: getColours\n  resopnses:\n    '204':\n      description: Done.\n`),
    'operation/unknown-key data/api/paints/colours.yaml:6',
  ],
  [
    'a misspelt id',
    openapi(
      `get:\n  operationId: getColours\n${indented(done, 2)}put:\n  opertaionId: setColours\n${indented(done, 2)}post:\n  operationId: addColours\n${indented(done, 2)}`,
    ),
    'operation/unknown-key data/api/paints/colours.yaml:10',
  ],
  [
    'a misspelt key with the parameters of a path',
    openapi(
      `get:\n  paramters:\n    - {in: path, name: colour, required: true, schema: {type: string}}\n${indented(done, 2)}`,
      '',
      "'/colours/{colour}'",
    ),
    'operation/unknown-key data/api/paints/colours.yaml:5',
  ],
  [
    'a misspelt key with what an operation asks for',
    openapi(`get:\n  secruity:\n    - painter: []\n${indented(done, 2)}`, scheme),
    'operation/unknown-key data/api/paints/colours.yaml:10',
  ],
  [
    'a misspelt description of a response',
    openapi("get:\n  responses:\n    '204':\n      descrption: Done.\n"),
    'operation/unknown-key data/api/paints/colours.yaml:7',
  ],
  [
    'a misspelt key of a security scheme',
    openapi(`get:\n  security:\n    - painter: []\n${indented(done, 2)}`, scheme.replace('scheme: bearer', 'shceme: bearer')),
    'operation/unknown-key data/api/paints/colours.yaml:6',
  ],
  [
    'a status that is none',
    { ...openapi(answers(4030, 'type: object\nproperties:\n  errcode: {type: string}', 'errcode: M_FORBIDDEN\nerror: No.')), ...errors },
    'operation/unknown-status data/api/paints/colours.yaml:6',
  ],
  [
    'the id of an operation that stands above it in its file',
    openapi(`post:\n  operationId: colours\n${indented(done, 2)}get:\n  operationId: colours\n${indented(done, 2)}`),
    'operation/repeated-id data/api/paints/colours.yaml:10',
  ],
  [
    'a misspelt name of what is required',
    openapi(answers(200, 'type: object\nproperties:\n  brightness: {type: integer}\nrequired: [brigthness]', 'brightness: 1')),
    'schema/undefined-required data/api/paints/colours.yaml:14',
  ],
  [
    'a misspelt keyword with what is required below it',
    openapi(
      answers(
        200,
        'proprties:\n  brightness: {type: integer}\nrequired: [brightness]\nallOf:\n  - properties: {red: {type: integer}}',
        'brightness: 1\nred: 1',
      ),
    ),
    'schema/misspelt-keyword data/api/paints/colours.yaml:11',
  ],
  [
    'a bracket that is missing in an example of JSON',
    swagger(
      `get:\n  responses:\n    '200':\n      description: All.\n      schema: {type: object}\n      examples:\n        application/json: |-\n          {\n            "red": [\n              {\n                "dark": 1\n              ,\n              {\n                "dark": 2\n              }\n            ]\n          }\n`,
    ),
    'example/no-json api/paints/colours.yaml:14',
  ],
  [
    'a misspelt file in the listing of documents',
    {
      'specification/targets.yaml':
        'targets:\n  paints:\n    files:\n      - clours.rst\n      - {1: shades.rst}\ntitle_styles: ["=", "-"]\n',
      'specification/colours.rst': 'Colours\n=======\n\nRed.\n',
      'specification/shades.rst': 'Shades\n======\n\nDark.\n',
    },
    'rst/listed-file-is-missing specification/targets.yaml:4',
  ],
  [
    'a listing of documents that is no YAML',
    {
      'specification/targets.yaml': 'targets:\n  paints:\n    files:\n\t- colours.rst\ntitle_styles: ["=", "-"]\n',
      'specification/colours.rst': 'Colours\n=======\n\nRed.\n',
    },
    'yaml/tab specification/targets.yaml:4',
  ],
  [
    'a tab in a description with requests in prose',
    {
      ...openapi(`put:\n${indented(done, 2)}\tget:\n${indented(done, 2)}`, '', '/_matrix/client/v3/colours'),
      'content/paints.md': 'So:\n\n```http\nGET /_matrix/client/v3/colours HTTP/1.1\n```\n',
    },
    'yaml/tab data/api/paints/colours.yaml:8',
  ],
  [
    'a shortcode that names no module',
    { ...site, 'content/client-server-api/_index.md': 'See [red](#red).\n\n{{% cs-module name="rde" %}}\n' },
    'markdown/shortcode-names-nothing content/client-server-api/_index.md:3',
  ],
  [
    'a shortcode of a module without its end',
    { ...site, 'content/client-server-api/_index.md': 'See [red](#red).\n\n{{% cs-module name="red" }}\n' },
    'markdown/broken-shortcode content/client-server-api/_index.md:3',
  ],
  [
    'a misspelt shortcode of a module',
    { ...site, 'content/client-server-api/_index.md': 'See [red](#red).\n\n{{% cs-moduel name="red" %}}\n' },
    'markdown/unknown-shortcode content/client-server-api/_index.md:3',
  ],
  [
    'a shortcode that is not ended where it is opened',
    { ...site, 'content/_index.md': '{{% boxes/note }}\nRed.\n{{% /boxes/note %}}\n\n{{% cs-module name="red" %}}\n' },
    'markdown/broken-shortcode content/_index.md:1',
  ],
  [
    'a tag that is not declared',
    openapi(
      `get:\n  tags: [Colors]\n${indented(done, 2)}put:\n  tags: [Colours]\n${indented(done, 2)}post:\n  tags: [Colours]\n${indented(done, 2)}`,
      'tags:\n  - name: Colours\n',
    ),
    'operation/undeclared-tag data/api/paints/colours.yaml:7',
  ],
  [
    'an example of a schema behind a link that this copy of the tree lacks',
    {
      ...swagger(
        "get:\n  responses:\n    200:\n      description: All.\n      schema: {$ref: 'definitions/event-schemas/schema/m.colour#m.red'}\n" +
          '      examples: {application/json: {red: dark}}\n',
      ),
      'event-schemas/schema/m.colour#m.red': red,
    },
    'example/wrong-type api/paints/colours.yaml:9',
  ],
  [
    'examples of a response by their media types, under the key of OpenAPI 3',
    swagger(
      'get:\n  responses:\n    200:\n      description: All.\n      schema: {type: object, properties: {red: {type: integer}}}\n      example: {application/json: {red: 1}}\n',
    ),
    'example/ignored-place api/paints/colours.yaml:9',
  ],
  [
    'a version of a property that is called as a keyword is',
    {
      'data/red.yaml': 'type: object\nproperties:\n  example:\n    type: string\n    x-addedInMatrixVersion: "1.99"\n',
      'content/changelog/v1.4.md': 'Version 1.4 is out.\n',
    },
    'version/unknown-version data/red.yaml:5',
  ],
])('%s is told once', (_, files, place) => {
  expect(checkTree(treeOf(files)).findings.map(({ code, source, line }) => `${code} ${source.path}:${line}`)).toEqual([place]);
});

test('parameters without a name are told once each, and not as the same', () => {
  const files = openapi(`get:\n  parameters:\n    - in: query\n    - in: query\n${indented(done, 2)}`);
  expect(checkTree(treeOf(files)).findings.map(({ code, line }) => `${code}:${line}`)).toEqual([
    'operation/unnamed-parameter:6',
    'operation/unnamed-parameter:7',
  ]);
});
