import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lines } from '../../../yaml/lines.ts';
import type { MarkdownPart } from './markdown-part.ts';
import { findOpenFence } from './open-fence.ts';
import { parsedParts } from './parsed-parts.ts';
import { plainParts } from './plain-parts.ts';

function byParser(text: string): readonly MarkdownPart[] {
  return parsedParts(text).map((part) => ({ ...part, markup: undefined }));
}

/** What is read as plain text, and what a parser of CommonMark finds in the rest. */
function together(text: string): readonly MarkdownPart[] | undefined {
  const plain = plainParts(text);
  // Behind a fence that is left open, everything is read again.
  if (plain === undefined || findOpenFence(parsedParts(plain.rest ?? ''), new Lines(text)) !== undefined) return undefined;
  return [...plain.parts, ...byParser(plain.rest ?? '')].toSorted((one, other) => one.line - other.line);
}

const pieces = [
  [
    '',
    '',
    '',
    'red',
    'green *blue*',
    '`code` is',
    '  red',
    '    red',
    '\tred',
    '#red',
    'a | b',
    '\\| red',
    '- ',
    '-',
    '1986. red',
    '0) red',
  ],
  ['# Red', '## Red ##', '###### Red #', '#', '####### Red', '===', '---', '***', '- - -', '_ _ _'],
  [
    '- red',
    '-   red',
    '-     red',
    '* red',
    '+ red',
    '1. red',
    '2. red',
    '3) red',
    '  - red',
    '    - red',
    '- # red',
    '- - red',
    '- > red',
  ],
  ['```', '```json', '````', '~~~', '~~~ `a', '``` `a', '  ```', '    ```', '- ```', '> ```', '> red', '>', '> # red'],
  ['| a | b |', '|---|---|', '| - | - |', '| a |', '|---|', '| a \\| b | c |', '---|---'],
  [
    '<div>',
    '</div>',
    '<b>red</b>',
    '<b>',
    '<strong>Red</strong> is',
    '<!-- red',
    '-->',
    '<!-- red -->',
    '<pre>',
    '</pre>',
    '<?',
    '<!RED>',
    '[red]: /red',
    '[red] is]: red',
    '    "red"',
    '- [red]: /red',
  ],
].flat();

describe('a parser of CommonMark finds the same', () => {
  test('in any lines that mean something', () => {
    const property = fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (rows) => {
      const text = rows.join('\n');
      expect(together(text) ?? byParser(text)).toEqual(byParser(text));
    });
    fc.assert(property, { numRuns: 3000 });
  });

  test.each([
    ['paragraphs and headings', '# Red\n\nIt is\n  warm.\nIt is\n## Not green\nat all.\n', 4],
    ['lists', '- red\n  is\nwarm\n-   green\n1. blue\n\nand:\n\n* yellow\n# Ochre\n', 6],
    ['fences', 'Red:\n```json\n{}\n\n# 1\n```\n~~~~ x\n~~~\n~~~~\n', 3],
    ['code that is indented', '# Red\n    {}\n\n      - a\n\n\n\nIs it?\n\n    b\n', 4],
    ['HTML within a line', '<strong>Red</strong>\nis\n\n<b>warm</b>.\n', 2],
    ['tables', '| a | b |\n|---|---|\n| 1 | 2 |\n\n| c | d |\n|:-:|--:|\n', 2],
  ])('without its help in %s', (_, text, count) => {
    expect(plainParts(text)).toEqual({ parts: byParser(text), rest: undefined });
    expect(byParser(text)).toHaveLength(count);
  });
});

test.each([
  ['- red\n\n  green\n\nblue\n\n- red\n  - blue', '- red\n\n  green\n\n***\n\n- red\n  - blue'],
  ['red\n\n- a\n  - b\n\nblue\n\nred', '\n\n- a\n  - b\n\n***\n\n'],
  ['- red\n\n  ```\n  green\n\n  blue\n  ```\n\nred', '- red\n\n  ```\n  green\n\n  blue\n  ```\n\n***'],
  ['# red\n<!-- green\n\n# blue -->\n\nred', '\n<!-- green\n\n# blue -->\n\n***'],
])('only what is not plain is left of %j', (text, rest) => {
  expect(plainParts(text)?.rest).toBe(rest);
});

test.each([
  '```\nred',
  '```json\n{}\n```json\n{}\n```\n',
  '<pre>\n\nred',
  '  ```\n\nred\n',
  '  ```\n\tred\n```\n',
  'red\r\ngreen',
  'red\0',
])('where a part may reach further than its lines show, all is left: %j', (text) => {
  expect(plainParts(text)).toBeUndefined();
});
