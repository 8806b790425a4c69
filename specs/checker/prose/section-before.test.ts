import { expect, test } from 'vitest';
import { treeOf } from '../sources/sample-tree.ts';
import { blocksOf } from './blocks-of.ts';
import { sectionBefore } from './section-before.ts';

test.each([
  ['the heading above', '# Red\n\nWarm.\n\n## Dark\n\nIt is.\n\n```\na\n```\n', '\n\nIt is.\n\n```\n'],
  ['no heading', 'Warm.\n\n```\na\n```\n', 'Warm.\n\n```\n'],
  ['a heading that stands in the text as well', '# Red\n\nThe Red is warm.\nRed\n\n```\na\n```\n', '\n\n```\n'],
  ['a heading that begins a word below it', '# R\n\n| Red |\nRed is warm.\n\n```\na\n```\n', '\n\n| Red |\nRed is warm.\n\n```\n'],
])('the text from %s on', (_, text, section) => {
  const tree = treeOf({ 'a.md': text });
  expect(tree.files.flatMap((source) => blocksOf(tree, source)).map(sectionBefore)).toEqual([section]);
});

test('nothing where the title is not in the text as it is read', () => {
  const tree = treeOf({ 'a.rst': '``Red``\n=======\n\nWarm::\n\n  a\n', 'b.rst': 'The *red* one\n=============\n\nWarm::\n\n  a\n' });
  expect(tree.files.flatMap((source) => blocksOf(tree, source)).map(sectionBefore)).toEqual(['``\n=======\n\nWarm::\n\n', '']);
});
