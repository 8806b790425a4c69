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
    'a misspelt definition',
    openapi(
      "get:\n  responses:\n    '200':\n      description: All.\n      content:\n        application/json:\n          schema: {$ref: '#/components/schemas/colours'}\n",
      'components:\n  schemas:\n    colour:\n      type: string\n',
    ),
    'reference/no-part data/api/paints/colours.yaml:14',
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
