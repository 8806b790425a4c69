import { expect, test } from 'vitest';
import { fileOfText } from '../sources/read-tree.ts';
import { proseOf } from './prose-in-yaml.ts';

test.each([
  ['descriptions and summaries', 'summary: red\nitems:\n  - description: green\n', ['/summary red', '/items/0/description green']],
  ['not data', 'default: {description: red}\nenum: [{summary: red}]\nexample: {description: red}\nx-example: {summary: red}\n', []],
  [
    'not properties of that name',
    'properties:\n  description: {type: string, description: red}\n',
    ['/properties/description/description red'],
  ],
  ['a part that is named like data', 'responses:\n  default: {description: red}\n', ['/responses/default/description red']],
  ['not what is no text', 'description: 1\nsummary: [red]\n', []],
])('%s', (_, text, found) => {
  expect(proseOf(fileOfText('data/red.yaml', text)).map(({ pointer, text: prose }) => `${pointer} ${prose}`)).toEqual(found);
});

test('an event has none', () => {
  expect(proseOf(fileOfText('red.yaml', 'type: m.red\ncontent: {description: red}\n'))).toEqual([]);
});
