import { expect, test } from 'vitest';
import { treeOf } from '../sources/sample-tree.ts';
import { unusedDefinitions } from './unused-definitions.ts';

const whole = treeOf({
  'data/api/paints/colours.yaml': 'openapi: 3.1.0\npaths: {}\n',
  'data/api/paints/definitions/red.yaml': 'type: object\n',
  'data/api/paints/definitions/blue.yaml': 'type: object\n',
  'content/colours.md': '{{% definition path="api/paints/definitions/red" %}}\n',
});

test.each<readonly [string, (path: string) => boolean]>([
  ['the whole tree is checked', () => true],
  ['the pages that name a file are not', (path) => path.startsWith('data/')],
])('a file that only a page names is in use when %s', (_, isChecked) => {
  const tree = { ...whole, files: whole.files.filter(({ path }) => isChecked(path)) };
  expect(unusedDefinitions(tree).map(({ path }) => path)).toEqual(['data/api/paints/definitions/blue.yaml']);
});
