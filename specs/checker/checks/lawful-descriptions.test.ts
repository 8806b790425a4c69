import { describe, expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';
import { indented, openapi, swagger } from './described-colours.ts';

type Files = Readonly<Record<string, string>>;

function found(files: Files): readonly string[] {
  return checkTree(treeOf(files)).findings.map(({ code, source, line, message }) => `${code} ${source.path}:${line} ${message}`);
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
  'a file beside the one that an example is made from': {
    ...swagger(
      'get:\n  responses:\n    200:\n      description: All.\n      schema: {type: object, properties: {red: {type: object, properties: {dark: {type: integer}}}}}\n' +
        '      examples:\n        application/json:\n          $ref: examples/colours.yaml\n          red:\n            $ref: red.yaml\n',
    ),
    'api/paints/examples/colours.yaml': 'red: {}\n',
    'api/paints/examples/red.yaml': 'dark: 7\n',
  },
  'a file behind a link that this copy of the tree lacks': {
    ...swagger(
      "get:\n  responses:\n    200:\n      description: All.\n      schema: {$ref: 'definitions/event-schemas/schema/m.colour#m.red'}\n" +
        '      examples: {application/json: {red: 1}}\n',
    ),
    'event-schemas/schema/m.colour#m.red': 'type: object\nproperties: {red: {type: integer}}\n',
  },
};

const examples: Readonly<Record<string, Files>> = {
  'a body of JSON that is no more than a word': swagger(
    `put:\n  parameters:\n    - in: body\n      name: on\n      schema:\n        type: boolean\n        example: |-\n          true\n${indented(done, 2)}`,
  ),
};

describe.each(Object.entries({ references, examples }))('among %s', (_, cases) => {
  test.each(Object.entries(cases))('%s', (_name, files) => {
    expect(found(files)).toEqual([]);
  });
});
