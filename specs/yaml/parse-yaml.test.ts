import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import { Lines } from './lines.ts';
import { parseYaml } from './parse-yaml.ts';
import { pointerInto } from './pointer.ts';

/** `line:column kind message` of each mistake. */
function mistakes(text: string): readonly string[] {
  const lines = new Lines(text);
  return parseYaml(text).errors.map(({ kind, range, message }) => {
    const { line, column } = lines.at(range.start);
    return `${line}:${column} ${kind} ${message}`;
  });
}

test.each<readonly [string, string, readonly string[]]>([
  ['nothing', '', []],
  ['a sound text', 'a: 1\nb: [1, 2]\n', []],
  ['a tab', 'a:\n\tb: 1\nc: 2\n', ['2:1 tab this line is indented with a tab; YAML wants blanks']],
  ['what hangs on a line with a tab', 'a:\n  b:\n\tc:\n      d: 1\n      e: 1\n  f: 1\n', ['3:1 tab this line is indented']],
  ['a tab in a text', 'a: |-\n  {\n\t  "b": 1\n  }\nc: 1\nc: 2\n', ['3:1 tab this line is indented', '6:1 duplicate-key']],
  ['a bracket', 'a: [1, 2\nb: 1\n', ['1:4 syntax this [ is never closed; a ] is wanted']],
  ['a brace over lines', 'a: {\n  "b": 1,\n  "c": {"d": 2}\ne: 1\n', ['1:4 syntax this { is never closed; a } is wanted']],
  ['the wrong bracket', 'a: [1, 2}\nb: 1\n', ['1:9 syntax a ] is wanted here, to close the [, not a }']],
  ['a quotation mark', 'a: "one\nb: "two"\n', ['1:4 syntax this quotation mark is not closed; a " is wanted at the end']],
  ['a single one', "a: 'one\nb: 'two'\nc: 1\n", ["1:4 syntax this quotation mark is not closed; a ' is wanted at the end"]],
  ['one at the end', 'a: 1\nb: "two\n', ['2:4 syntax this quotation mark is not closed']],
  ['one in braces', 'a: {\n  "b": "one,\n  "c": 2\n}\nd: 1\n', ['2:8 syntax this quotation mark is not closed']],
  ['one behind a key in braces', 'a: {\n  "b: {\n    "c": 1\n  },\n  "d": 2\n}\ne: 1\n', ['2:3 syntax this quotation mark is not closed']],
  ['one of a word in a list', 'a: {\n  "b": ["c", "d],\n  "e": 2\n}\n', ['2:14 syntax this quotation mark is not closed']],
  ['one of a sentence', 'a: {\n  "b": {"c": "d, or it\'s e},\n  "f": 2\n}\n', ['2:14 syntax this quotation mark is not closed']],
  ['a text over lines', 'a: "one\n  two"\nb: 1\n', []],
  ['a colon', 'a:\n  b one\n  c: 2\n', ['2:3 syntax a key is wanted here, with a colon and a blank behind it']],
  ['a colon before a block', 'a:\n  b |\n    one: two\n  c: 2\n', ['2:3 syntax a key is wanted here']],
  ['a colon too many', 'a: b: c\nd: 1\n', ['1:4 syntax a colon and a blank end a key; a text that holds them is put in quotes']],
  ['a comma', 'a: {\n  "b": 1\n  "c": 2\n}\n', ['2:9 syntax a comma is missing here']],
  ['a comma in a list', 'a: ["b" "c"]\n', ['1:8 syntax a comma is missing here']],
  ['a comma too many', 'a: [1,, 2]\n', ['1:7 syntax a comma too many: nothing stands before it']],
  ['a comma for a colon', 'a: {\n  "b", 1,\n  "c": 2\n}\n', ['2:6 syntax a colon is wanted between a key and its value, there is ","']],
  ['an equals sign for a colon', 'a: {"b" = 1}\n', ['1:9 syntax a colon is wanted between a key and its value, there is "="']],
  ['a key alone in braces', 'a: {"b"}\n', ['1:8 syntax a colon and a value are wanted behind this key']],
  ['keys without values, and a list', 'a: {b, c: null}\nd: ["e", "f"]\ng: {"h": null, "i":}\n', []],
  ['a comment as in JavaScript', 'a: {\n  // b\n  "c": 1\n}\n', ['2:3 syntax a comment begins with #']],
  ['a brace too many', 'a: {\n  "b": 1\n  }}\nc: 1\n', ['3:4 syntax one } too many']],
  ['a text that begins with @', 'a: @b\nc: 1\n', ['1:4 syntax a text that begins with @ is put in quotes']],
  ['a text that begins with *', 'a: *b\nc: 1\n', ['1:4 syntax "b" is no anchor; a text that begins with * is put in quotes']],
  ['a key twice', 'a: 1\nb: 2\na: 3\n', ['3:1 duplicate-key the key "a" stands here twice']],
  ['a key three times', 'a: 1\na: 2\na: 3\n', ['2:1 duplicate-key', '3:1 duplicate-key']],
  ['keys that are twice in braces', 'x: {"a": 1, "a": 2}\n', ['1:13 duplicate-key']],
  ['a wrong indentation', 'a:\n  b: 1\n   c: 2\nd: 1\n', ['3:4 syntax this line is indented differently from the keys that it belongs to']],
  ['two mistakes', 'a: [1\nb: 2\nc: @d\ne: 1\n', ['1:4 syntax', '3:4 syntax']],
  ['two mistakes and a key twice', 'a: "b\nc: 1\nd: [1\nc: 2\n', ['1:4 syntax', '3:4 syntax', '4:1 duplicate-key']],
  ['a second document', 'a: 1\n---\nb: 2\n', ['2:1 syntax a second document begins here; a file holds one']],
  ['a part that holds itself', 'a: &a\n  b: *a\n', ['2:6 alias-bomb this part holds itself, by an alias']],
  ['something else than a mapping to merge with', 'a: 1\n<<: [2]\nb: 3\n', ['2:1 syntax what << merges is a mapping']],
  ['a byte order mark', '\uFEFFa: 1\nb: @\n', ['2:4 syntax']],
  ['lines that end as on Windows', 'a: 1\r\nb: [1\r\nc: 2\r\n', ['2:4 syntax this [ is never closed']],
])('of %s it says where it is and what to write', (_, text, wanted) => {
  expect(mistakes(text)).toEqual(wanted.map((each) => expect.stringContaining(each)));
});

test('what a mapping is merged with is a part of it, and stands where it was written', () => {
  const text = 'red: &red {a: 1, b: 2}\nblue: &blue\n  c: 3\nboth:\n  <<: [*red, *blue]\n  b: 4\n';
  const content = parseYaml(text);
  expect(content.errors).toEqual([]);
  expect(content.value).toMatchObject({ both: { a: 1, b: 4, c: 3 } });
  const lines = new Lines(text);
  const lineOf = (pointer: string): number => lines.at(content.rangeOf(pointer).start).line;
  expect(['/both/a', '/both/b', '/both/c', '/both/d'].map(lineOf)).toEqual([1, 6, 3, 5]);
});

test('a mapping that is merged with itself has an end', () => {
  const content = parseYaml('a: &a\n  <<: *a\n  b: 1\n');
  expect(content.rangeOf('/a/c').start).toBe(content.rangeOf('/a').start);
});

test('so has a search in mappings that are merged with others twice, each with others twice', () => {
  const levels = Array.from({ length: 60 }, (_, at) => `a${at + 1}: &a${at + 1} {<<: [*a${at}, *a${at}]}`);
  const content = parseYaml(`a0: &a0 {b: 1}\n${levels.join('\n')}\n`);
  expect(content.rangeOf('/a60/c')).toEqual(content.rangeOf('/a60'));
  expect(content.rangeOf('/a60/b')).toEqual(content.rangeOf('/a0/b'));
});

test('what stands around a mistake is read', () => {
  const { value, holes } = parseYaml('a: 1\nb:\n  c: @d\n  e: 2\nf: [3]\n');
  expect(value).toEqual({ a: 1, b: { c: undefined, e: 2 }, f: [3] });
  expect(holes).toEqual(['/b/c']);
});

test.each([
  ['in a list without its bracket', '{\n  "b": ["x", "y",\n  "c": {"d": 2}\n}\n', { b: ['x', 'y'], c: { d: 2 } }],
  [
    'in an object without its brace',
    '{\n  "b": [\n    {\n      "x": 1\n    ,\n    {\n      "x": 2\n    }\n  ]\n}\n',
    { b: [{ x: 1 }, { x: 2 }] },
  ],
  ['under a key without its quotation mark', '{\n  "b: {\n    "c": 1\n  },\n  "d": 2\n}\n', { b: { c: 1 }, d: 2 }],
])('what is meant %s is read', (_, text, value) => {
  expect(parseYaml(text).value).toEqual(value);
});

test('what stands for more than a computer can hold is refused at its line', () => {
  const lines = Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 9 }, () => `*a${at}`).join(', ')}]`);
  const bomb = ['a0: &a0 [x, y]', ...lines].join('\n');
  const { value, errors } = parseYaml(bomb);
  expect(value).toBeUndefined();
  expect(errors.map(({ kind }) => kind)).toEqual(['alias-bomb']);
});

test.each([
  ['lists in brackets', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['objects in braces', `${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['lists of lines', `${'- '.repeat(10_000)}x`],
  ['keys of lines', Array.from({ length: 2_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
  ['brackets that are not closed', '['.repeat(10_000)],
])('%s without end are refused', (_, text) => {
  expect(parseYaml(text).errors.map(({ kind }) => kind)).toEqual(['too-deep']);
});

const name = fc.stringMatching(/^[a-z][a-z_]{0,8}$/);
const plain = fc.oneof(
  fc.integer({ min: 0, max: 999 }),
  fc.boolean(),
  fc.constant(null),
  fc.stringMatching(/^[A-Za-z][A-Za-z ,.:#'"\n]{0,20}$/),
);
const { value: data } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, plain, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(name, tie('value'), { maxKeys: 4 })),
}));
const texts = fc
  .tuple(
    fc.dictionary(name, data, { minKeys: 1, maxKeys: 4 }),
    fc.constantFrom(undefined, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
    fc.constantFrom(2, 4),
    fc.boolean(),
  )
  .map(([value, defaultStringType, indent, isFlow]) =>
    isFlow
      ? JSON.stringify(value, undefined, indent)
      : stringify(value, { indent, ...(defaultStringType === undefined ? {} : { defaultStringType }) }),
  );

interface Placed {
  readonly pointer: string;
  readonly part: 'key' | 'value';
  readonly start: number;
}

/** Where the other parser finds keys and scalars. */
function placesIn(node: unknown, pointer = ''): readonly Placed[] {
  if (isSeq(node)) return node.items.flatMap((item, at) => placesIn(item, pointerInto(pointer, at)));
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      if (!isScalar(key)) return [];
      const at = pointerInto(pointer, String(key.value));
      return [{ pointer: at, part: 'key', start: key.range?.[0] ?? -1 }, ...placesIn(value, at)];
    });
  }
  // What is empty stands nowhere.
  return isScalar(node) && node.source !== '' ? [{ pointer, part: 'value', start: node.range?.[0] ?? -1 }] : [];
}

test('value and places are those that another parser finds', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const mine = parseYaml(text);
      const document = parseDocument(text);
      expect(mine.errors).toEqual([]);
      expect(mine.value).toEqual(document.toJS());
      for (const { pointer, part, start } of placesIn(document.contents))
        expect([pointer, mine.rangeOf(pointer, part).start]).toEqual([pointer, start]);
    }),
    { numRuns: 300 },
  );
});

test('nothing makes it throw, and every place lies in the text', () => {
  const pieces = fc.constantFrom(
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '\t',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '&a ',
    '*a',
    '|\n',
    '>-\n',
    '#',
    '!!',
    '---\n',
    '? ',
    '<<: ',
    '\r\n',
    '\uFEFF',
    '\0',
    '%',
    '@',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
      ),
      (text) => {
        const content = parseYaml(text);
        const ranges = [...content.errors.map(({ range }) => range), ...content.holes.map((hole) => content.rangeOf(hole))];
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
