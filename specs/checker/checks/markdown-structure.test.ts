import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

test.each([
  ['headings of one name below different ones', '# A\n\n## Red\n\n### Use\n\n## Green\n\n### Use\n', []],
  ['headings of one name with ids', '# A\n\n## Red\n\n## Red {#dark}\n', []],
  ['headings of one name beside each other', '# A\n\n## Red\n\n### Use\n\n## `Red`\n', ['markdown/same-heading-twice 7']],
  ['levels that go up again', '## A\n\n### Red\n\n# B\n\n## Green\n', []],
  [
    'a level that is left out',
    '# A\n\n### Red\n\n### Green\n\n##### Blue\n',
    ['markdown/skipped-heading-level 3', 'markdown/skipped-heading-level 7'],
  ],
  ['a table in a list', '* A\n\n  | a | b |\n  |---|---|\n  | c |\n', ['markdown/table-row-too-short 5']],
  ['a table in a quotation', '> | a | b |\n> |---|---|\n> | c | d | e |\n', ['markdown/table-row-too-long 3']],
  ['bars that are text', '| a | b |\n|---|---|\n| c \\| d | e |\n', []],
  ['a fence in a list', '* A\n\n  ```\n  b\n\nc\n', ['markdown/open-fence 3']],
])('%s', (_, text, codes) => {
  expect(checkTree(treeOf({ 'a.md': text })).findings.map(({ code, line }) => `${code} ${line}`)).toEqual(codes);
});

test('a description has no levels of its own', () => {
  const files = { 'data/a.yaml': 'type: object\ndescription: |-\n  #### Red\n\n  | a | b |\n  |---|---|\n  | c |\n' };
  expect(checkTree(treeOf(files)).findings.map(({ code, line }) => `${code} ${line}`)).toEqual(['markdown/table-row-too-short 7']);
});
