import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRst } from './parse-rst.ts';

function mistakes(text: string): readonly string[] {
  const { lines } = { lines: text.split('\n') };
  return parseRst(text).mistakes.map(({ kind, range }) => {
    let [line, left] = [0, range.start];
    while (left > (lines[line] ?? '').length) {
      left -= (lines[line] ?? '').length + 1;
      line += 1;
    }
    return `${line + 1} ${kind}`;
  });
}

describe('what is no mistake', () => {
  test.each([
    ['a list right below a paragraph of one line', 'Colours are\n\n* red\n* blue and\n  green\n\nand more.\n'],
    ['stars and bars that are themselves', 'A * B * C, 2*3*4, a|b|c, "*" and (*) and \\*this.\n'],
    ['a literal with backslashes and quotes', 'Write ``a\\`` or ``"``, then ``x``s no more: ``y``.\n'.replace('``x``s', '``x``')],
    ['a target of colons', '.. _module:red: \n\n.. _`two words`: https://example.org/a_b_\n\n.. __: https://example.org\n\nSee it__.\n'],
    ['a block of code behind a line of colons', 'Red\n\n::\n\n  red\n\n  blue\n\nGreen\n'],
    ['a quoted block of code', 'Red::\n\n> red\n> blue\n\nGreen\n'],
    ['options behind a directive, and code without a language', '.. code::\n\n  red\n\n.. image:: a.png\n   :alt: red: a colour\n'],
    ['a note that begins on its line', '.. NOTE:: Red is\n  warm.\n'],
    ['comments of many lines, one after another', '.. Red is\n.. a colour\n..\n.. warm: yes\n\n..\n\n  A quotation.\n'],
    ['an option list and a field list', '-r, --red=COLOUR  make it red\n--blue  make it blue\n\n:Warm: red\n:Cold:\n  blue\n\n  green\n'],
    [
      'a table with spans',
      '===== =====\nName  Warm\n===== =====\nred   yes\nblue\n----- -----\nboth\n-----------\n===== =====\n'.replace(
        '----- -----\nboth\n-----------\n',
        '',
      ),
    ],
    ['a table with cells over lines', '===== =====\nName  Warm\n===== =====\nred   yes,\n      very\n===== =====\n'],
    ['a grid with spans', '+---+---+\n| a | b |\n|   +---+\n|   | c |\n+===+===+\n| d     |\n+-------+\n'],
    ['a variable for a block of code', 'Red::\n\n{{red_code}}\n'],
    ['fields in a note', '.. note::\n  Red:\n  :warm: yes\n'],
    ['a variable for a block', '.. topic:: Red\n{{red_changelog}}\n\nText.\n'],
    ['definitions one after another', 'red\n  A colour.\nblue\n  Another.\n\ngreen : cold\n  A third.\n'],
    ['a numbered list', '1. red\n2. blue\n\n   cold\n#. green\n\nA. Miller says so.\n'],
    ['a title with lines above and below, and with wide characters', '=====\n Red\n=====\n\n色\n--\n'],
    ['a transition', 'Red.\n\n----\n\nBlue.\n'],
    ['carriage returns and tabs', 'Red::\r\n\r\n\tred\r\n\r\nBlue\r\n'],
    ['lines of text that look like a numbered list', 'It was in the year\n2016. Then it was red.\n'],
  ])('%s', (_, text) => {
    expect(mistakes(text)).toEqual([]);
  });
});

describe('mistakes', () => {
  test.each([
    ['a literal in a quotation behind an empty comment', '..\n\n  Red is ``warm.\n', ['3 unclosed-literal']],
    ['a literal closed with one backquote', 'Red\nis ``warm` today.\n', ['2 unclosed-literal']],
    ['a literal closed with one backquote, before another', 'Red is ``warm` or ``cold`` today.\n', ['1 unclosed-literal']],
    ['a drawing that is not indented', 'Red::\n\n|  a |\n  b\nc\n\nBlue.\n', ['1 missing-literal-block']],
    ['a literal with a letter behind it', 'The ``keys``s are.\n', ['1 unclosed-literal']],
    ['a literal in a cell', '===== ========\nName  Warm\n===== ========\nred   ``yes\n===== ========\n', ['4 unclosed-literal']],
    ['a literal in a list in a note', '.. note::\n\n  * red\n  * ``blue\n', ['4 unclosed-literal']],
    ['a link without its underscore', 'See `the\ncolours <https://example.org>` here.\n', ['1 link-without-underscore']],
    ['a text in backticks, and a link', 'See `colours`, `a <b>` and `red <https://example.org>`_.\n', []],
    ['a note with one colon', '.. note:\n\n  Red is warm.\n', ['1 comment-like-directive']],
    ['a comment that begins with a word', '.. note: red is warm.\n', []],
    ['a code block that is not indented', 'Red::\n\nred\n', ['1 missing-literal-block']],
    ['a code block at the end', 'Red::\n', ['1 missing-literal-block']],
    ['a title that is too long for its line', 'Red and blue\n====\n', ['2 title-line-too-short']],
    ['a margin with text', '=== ===\na   b\n=== ===\nfour  b\n=== ===\n', ['4 misshapen-table']],
    ['a table without an end', '=== ===\na   b\n=== ===\nred  b\n\nText.\n', ['1 misshapen-table']],
    ['a grid with a line that is too long', '+---+\n| a |\n| ab |\n+---+\n', ['3 misshapen-table']],
    ['code that stands where arguments do', '.. code:: json\n  {"red": 1}\n', ['2 wrong-argument']],
  ])('%s', (_, text, expected) => {
    expect(mistakes(text)).toEqual(expected);
  });
});

test('blocks know where they stand, and what is above them', () => {
  const text =
    'Red\n===\n\nWarm\n----\n\n* It looks\n  like this:\n\n  .. code:: JSON\n     :number-lines:\n\n     {\n       "red": 1\n     }\n\nCold\n<<<<\n\nOr so::\n\n\tblue\n';
  const { blocks } = parseRst(text);
  expect(
    blocks.map(({ kind, language, headings, introduction, content }) => ({ kind, language, headings, introduction, text: content.text })),
  ).toEqual([
    { kind: 'directive', language: 'json', headings: ['Red', 'Warm'], introduction: 'It looks like this:', text: '{\n  "red": 1\n}' },
    { kind: 'literal', language: undefined, headings: ['Red', 'Warm', 'Cold'], introduction: 'Or so::', text: 'blue' },
  ]);
  for (const { content, range } of blocks) {
    const there = content.text.split('').map((character, index) => (character === '\n' ? character : text.charAt(content.offsetOf(index))));
    expect(there.join('')).toBe(content.text);
    expect(text.charAt(range.start - 1)).toBe('\n');
    expect(text.slice(range.start, range.end).trim()).toBe(text.slice(content.offsetOf(0), content.offsetOf(content.text.length - 1) + 1));
  }
});

test('names are found in every form', () => {
  const { references, targets, substitutionReferences, footnoteReferences, anonymous, roleReferences } = parseRst(
    'See red_, `Dark\nRed`_, |blue|_, `here <https://example.org>`_, `there <red_>`__, it__, [1]_ and :sub:`x`.\n\n.. _Dark Red: red_\n.. _red:\n',
  );
  expect(references.map(({ name }) => name)).toEqual(['red', 'dark red', 'blue', 'red', 'red']);
  expect(targets.map(({ name, kind, uri, indirect }) => ({ name, kind, uri, indirect }))).toEqual([
    { name: 'here', kind: 'link', uri: 'https://example.org', indirect: undefined },
    { name: 'dark red', kind: 'explicit', uri: undefined, indirect: 'red' },
    { name: 'red', kind: 'explicit', uri: undefined, indirect: undefined },
  ]);
  expect(substitutionReferences.map(({ name }) => name)).toEqual(['blue']);
  expect(footnoteReferences.map(({ name }) => name)).toEqual(['1']);
  expect(anonymous.references).toHaveLength(1);
  expect(roleReferences.map(({ name }) => name)).toEqual(['sub']);
});

const pieces = [
  '* ',
  '`',
  '``',
  '|',
  '_',
  '__',
  '::',
  '\n',
  '\n\n',
  '  ',
  '.. ',
  '.. code:: a',
  '.. _a:',
  '====',
  '== ==',
  '+--+',
  '|  |',
  '[1]_',
  ':a:',
  '{{',
  '}}',
  '\t',
  'a',
  '\\',
  '-',
  '1. ',
];

test('no text makes it throw, and all ranges lie in the text', () => {
  assert(
    property(
      oneof(
        string({ unit: 'binary' }),
        array(constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
      ),
      (text) => {
        const document = parseRst(text);
        const named = [
          ...document.mistakes,
          ...document.targets,
          ...document.references,
          ...document.substitutionReferences,
          ...document.titles,
        ];
        for (const { range } of named) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length + 1);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ['backquotes', ' `a'],
  ['literals', ' ``a'],
  ['bars', ' |a'],
  ['stars', ' *a **b'],
  ['bullets', '- '],
  ['quotations', '> '],
  ['underlines', 'a_'],
  ['dots', 'a.'],
  ['brackets', ' [a'],
  ['fields', ':a'],
  ['blanks', ' \\ '],
  ['pluses', '+--'],
  ['equal signs', '= '],
  ['lines', 'a\n b\n'],
  ['targets', '.. _a'],
  ['stairs', ''],
])('100,000 %s are read in time', (_, piece) => {
  const text =
    piece === '' ? Array.from({ length: 440 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n') : piece.repeat(100_000 / piece.length);
  const start = performance.now();
  parseRst(text);
  parseRst(`.. _${text}`);
  parseRst(`a\n\n${text}\n`);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('a block stands below the titles above it, also those of relative styles', () => {
  const code = '\n\n::\n\n  a\n\n';
  const text = `Red\n===${code}Warm\n----${code}Dark\n<<<<${code}Light\n/////${code}Blue\n>>>>${code}Cold\n----${code}`;
  expect(parseRst(text).blocks.map(({ headings }) => headings.join(' '))).toEqual([
    'Red',
    'Red Warm',
    'Red Warm Dark',
    'Red Light',
    'Blue',
    'Blue Cold',
  ]);
});
