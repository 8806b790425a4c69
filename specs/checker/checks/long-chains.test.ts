import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

const length = 8000;

function chain(link: (at: number) => string): string {
  return Array.from({ length }, (_, at) => link(at)).join('');
}

const schemas = `openapi: 3.1.0
paths:
  /colours:
    get:
      responses:
        "200":
          description: All.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/n0"}
components:
  schemas:
${chain((at) => `    n${at}: {allOf: [{$ref: "#/components/schemas/n${at + 1}"}]}\n`)}    n${length}: {type: object, properties: {red: {type: integer}}}
`;

const examples = `type: object
properties: {red: {type: object}}
example: {red: {$ref: "#/x-more/e0"}}
x-more:
${chain((at) => `  e${at}: {red: {$ref: "#/x-more/e${at + 1}"}}\n`)}  e${length}: {}
`;

test.each([
  ['schemas', schemas, ['example/missing']],
  ['examples', examples, []],
])('a long chain of %s is no reason to give up', (_, text, codes) => {
  expect(checkTree(treeOf({ 'data/api/paints/colours.yaml': text })).findings.map(({ code }) => code)).toEqual(codes);
});
