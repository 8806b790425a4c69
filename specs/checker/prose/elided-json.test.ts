import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elidedJson } from './elided-json.ts';
import { nodeAt, plainValue } from './json/json-node.ts';

function found(text: string): readonly string[] {
  return elidedJson(text).mistakes.map(({ kind, range }) => `${kind} ${text.slice(0, range.start).split('\n').length}`);
}

describe('what people write in prose is no mistake', () => {
  test.each([
    ['JSON', '{"a": [1, -2.5e3, true, null, "\\u00e9\\n"], "b": {}}'],
    ['a comment', '{\n  // elided\n  "a": 1 // why\n}'],
    ['a comma before a comment', '{\n  "a": 1,\n  // more fields\n}'],
    ['no comma before a comment that stands for more', '{\n  "a": 1\n  // other fields\n  "b": 2\n}'],
    ['a comment that begins with #', '{\n  "a": [\n    # a list of\n    # keys\n  ]\n}'],
    ['an ellipsis', '{\n  "a": {...},\n  "b": [...],\n  ...\n}'],
    ['an ellipsis without commas', '{\n  "a": ...\n  "b": 2\n}'],
    ['an ellipsis between commas', '{ "chunk": [ ... , Responses , ... ] }'],
    ['an ellipsis in front', '{...,\n "a": true\n}'],
    ['placeholders for values', '{"a": $token, "b": <a user ID>, "c": TODO-doc}'],
    ['placeholders for keys', '{\n  <room_id>: {\n    <user_id>: { <content> }\n  }, ...\n}'],
    ['placeholders of templates', '{"a": {{name}}, "b": ${name}, "c": %NAME%}'],
    ['types for values', '{\n  "a": integer (optional, deprecated),\n  "b": string\n}'],
    ['a list of numbers', '[1,100]'],
    ['words for truth values', '{"a": yes/no, "b": yes|no, "c": yes or no}'],
    ['alternatives', '{"a": true|false, "b": "x" | "y", "c": true/false, "d": 1 or 2}'],
    ['words for a whole object', '{ "content": { JSON content ... } }'],
    ['remarks', '{\n  "a": "string" (optional),\n  "b": 100 ms\n}'],
    ['a member without braces', '"a": {\n  "b": 1\n}'],
    ['members without braces, apart', '"a": 1\n\n"b": 2\n'],
    ['a comment before a member without braces', '// within the content\n"a": {\n  "b": 1\n}'],
    ['several values', '{"a": 1}\n{"a": 2}\n'],
    ['the same placeholder twice', '{"k:<id>": 1, "k:<id>": 2, "...": 3, "...": 4}'],
    ['the same key as an alternative', '{\n  "a": 1,\n  // or\n  "a": 2\n}'],
  ])('%s', (_, text) => {
    expect(elidedJson(text)).toMatchObject({ mistakes: [], isComplete: true });
  });
});

describe('a mistake', () => {
  test.each([
    ['{\n"a": 1\n"b": 2\n}', 'missing-comma 2'],
    ['[\n"a"\n"b"\n]', 'missing-comma 2'],
    ['{\n"a": 1 // why\n"b": 2\n}', 'missing-comma 2'],
    ['{\n"a": 1,\n}', 'extra-comma 2'],
    ['{\n"a": 1,, "b": 2\n}', 'extra-comma 2'],
    ['{\n"a", 1\n}', 'missing-colon 2'],
    ['{"a":\n[\n"b": 1,\n"c": {}\n}}', 'wrong-bracket 2'],
    ['{"a":\n{\n{"b": 1},\n{"b": 2}\n]}', 'wrong-bracket 2'],
    ['{"a":\n{\n{"b": 1},\n{"b": 2}\n}}', 'missing-value 3'],
    ['{"a":\n<b>"}', 'unclosed-string 2'],
    ['{"a":\n1,000, "b": 2}', 'bad-number 2'],
    ['{"a":\n0x12}', 'bad-number 2'],
    ['{"a":\nyes}', 'unquoted-text 2'],
    ['{"a":\n2020-01-01}', 'unquoted-text 2'],
    ['{"a":\n1.2.3}', 'unquoted-text 2'],
    ['{\n"a" 1\n}', 'missing-colon 2'],
    ['{\n"a" {\n}\n}', 'missing-colon 2'],
    ['{\n"a" = 1\n}', 'missing-colon 2'],
    ['{\n"a:" {\n"b": 1\n}\n}', 'missing-colon 2'],
    ['{\n"a:" "b",\n"c": 1\n}', 'missing-colon 2'],
    ['{\n"a:"b",\n"c": 1\n}', 'unclosed-string 2'],
    ['{\n"a":\n}', 'missing-value 2'],
    ['{\n"a",\n"b": 1\n}', 'missing-value 2'],
    ['{\n"a: 1"\n}', 'missing-value 2'],
    ['{\n"a": 1; "b": 2\n}', 'misplaced-mark 2'],
    ['{\n"a": 1: "b": 2\n}', 'misplaced-mark 2'],
    ['[\n"a": 1, "b": 2\n]', 'misplaced-mark 2'],
    ["{\n'a': 'b',\n'c': 'd'\n}", 'wrong-quotes 2'],
    ['{\n“a”: “b”\n}', 'wrong-quotes 2'],
    ['{\na: 1\n}', 'unquoted-key 2'],
    ['{\na:1,"b":2\n}', 'unquoted-key 2'],
    ['{\n"a": m.room.name\n}', 'unquoted-text 2'],
    ['{\n"a": @alice:example.org\n}', 'unquoted-text 2'],
    ['{\n"a": True\n}', 'unquoted-text 2'],
    ['{\n"a": "b,\n"c": 1\n}', 'unclosed-string 2'],
    ['{\n"a": b",\n"c": 1\n}', 'unclosed-string 2'],
    ['{\n"a: "b",\n"c": 1\n}', 'unclosed-string 2'],
    ['{\n"a: 1,\n"c": 1\n}', 'unclosed-string 2'],
    ['{\na": "b",\n"c": 1\n}', 'unclosed-string 2'],
    ['{"a": "b, "c": "d"}', 'unclosed-string 1'],
    ['{\n"a": "b\n  c",\n"d": 1\n}', 'line-break-in-string 2'],
    ['{\n"a": "b "c" d",\n"e": 1\n}', 'bad-string 2'],
    ['{\n"a": "\\q"\n}', 'bad-string 2'],
    ['{\n"a": 01\n}', 'bad-number 2'],
    ['{\n"a": .5\n}', 'bad-number 2'],
    ['{\n  "a": {\n    "b": 1\n}', 'unclosed-bracket 3'],
    ['{\n  "a": {\n    "b": 1,\n  "c": 2\n}', 'unclosed-bracket 3'],
    ['{\n  "a": {\n    "b": [1, 2\n  },\n  "c": 2\n}', 'unclosed-bracket 3'],
    ['{"a": {"b": [1}}', 'unclosed-bracket 1'],
    ['{\n"a": [1, 2},\n"b": 3\n}', 'wrong-bracket 2'],
    ['{\n"a": 1\n}}', 'wrong-bracket 3'],
    ['{\n"a": 1,\n"a": 2\n}', 'duplicate-key 3'],
  ])('%j is one: %s', (text, mistake) => {
    expect(found(text)).toEqual([mistake]);
  });
});

test('its edits make a text right', () => {
  for (const text of [
    '{"a": 1 "b": 2}',
    '{"a": 1,}',
    '{"a", 1}',
    '{"a" = 1}',
    '{"a":: 1}',
    '{"a:" 1, "b:" "c", "d:" {"e:" [null]}}',
    "{'a': 'it\\'s'}",
    '{a: 1}',
    '{"a": None}',
    '{"a": [1, 2}}',
  ]) {
    const edits = elidedJson(text)
      .mistakes.flatMap((mistake) => mistake.edits ?? [])
      .toSorted((one, other) => other.range.start - one.range.start);
    expect(edits).not.toEqual([]);
    const mended = edits.reduce((so, { range, text: by }) => so.slice(0, range.start) + by + so.slice(range.end), text);
    expect(() => JSON.parse(mended), `${text} became ${mended}`).not.toThrow();
  }
});

test('a text is read as it is meant', () => {
  const [value] = elidedJson('{"a": [1, ..., {"b": "x"}], "c": <id>, "d": integer (optional), // more\n}').values;
  expect(value).toMatchObject({ kind: 'object', isPartial: true });
  if (value === undefined) return;
  expect(plainValue(value)).toEqual({ a: [1, { b: 'x' }], c: '<elided>', d: '<elided>' });
  expect(nodeAt(value, '/a/1/b')).toMatchObject({ kind: 'scalar', value: 'x' });
});

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: true });

test('all JSON is read as JSON', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), fc.constantFrom(undefined, 2), (value, indentation) => {
      const text = JSON.stringify(value, undefined, indentation);
      // These are no keys but placeholders.
      fc.pre(!/"(<[^"]*>|\.\.\.|…)":/.test(text));
      const read = elidedJson(text);
      expect(read).toMatchObject({ mistakes: [], isComplete: true });
      const [root] = read.values;
      expect(root === undefined ? undefined : JSON.stringify(plainValue(root))).toEqual(JSON.stringify(value));
    }),
    { numRuns: 300 },
  );
});

const name = fc.stringMatching(/^[a-z][a-z_.]{0,8}$/);
const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.stringMatching(/^[a-z@!][a-z:. ]{0,9}[a-z]$/));
const plain: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** Ways to break one line of JSON that is written over several. */
const harms: Readonly<Record<string, (line: string) => string>> = {
  'a comma is missing': (line) => line.replace(/,$/, ''),
  'a comma is too many': (line) => line.replace(/^(\s+.*[^,[{])$/, '$1,,'),
  'a comma stands for a colon': (line) => line.replace(/":/, '",'),
  'a colon is missing': (line) => line.replace(/":/, '"'),
  'a colon is inside of the quotation marks': (line) => line.replace(/":(?= )/, ':"'),
  'the first quotation mark of a key is missing': (line) => line.replace(/"(?=[^"]*":)/, ''),
  'the second quotation mark of a key is missing': (line) => line.replace(/":/, ':'),
  'the first quotation mark of a value is missing': (line) => line.replace(/: "/, ': '),
  'the second quotation mark of a value is missing': (line) => line.replace(/(": "[^"]+)"(,?)$/, '$1$2'),
  'a bracket is of the wrong kind': (line) =>
    line.replace(/^(\s+)([}\]])/, (_, blanks: string, mark: string) => blanks + (mark === '}' ? ']' : '}')),
  'a key has no value': (line) => line.replace(/": [^{[,]+(,?)$/, '": $1'),
};

test.each(Object.entries(harms))('%s: that is found at its line, and nothing else is', (_, harm) => {
  fc.assert(
    fc.property(fc.dictionary(name, plain, { minKeys: 1, maxKeys: 6 }), fc.nat(), (value, at) => {
      const lines = JSON.stringify(value, undefined, 2).split('\n');
      const candidates = lines.flatMap((line, index) => (harm(line) === line ? [] : [index]));
      fc.pre(candidates.length > 0);
      const chosen = candidates[at % candidates.length] ?? 0;
      const text = lines.map((line, index) => (index === chosen ? harm(line) : line)).join('\n');
      fc.pre(!isJson(text));
      expect(
        found(text).map((each) => each.replace(/^.* /, '')),
        text,
      ).toEqual([String(chosen + 1)]);
    }),
    { numRuns: 200 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('a missing closing bracket is found once', () => {
  fc.assert(
    fc.property(fc.dictionary(name, plain, { minKeys: 1, maxKeys: 6 }), fc.nat(), (value, at) => {
      const lines = JSON.stringify(value, undefined, 2).split('\n');
      const candidates = lines.flatMap((line, index) => (/^\s+[}\]],?$/.test(line) ? [index] : []));
      fc.pre(candidates.length > 0);
      const chosen = candidates[at % candidates.length] ?? 0;
      const text = lines.filter((_, index) => index !== chosen).join('\n');
      expect(found(text), text).toEqual([`unclosed-bracket ${chosen}`]);
    }),
    { numRuns: 200 },
  );
});

test('nothing is thrown, whatever the text is', () => {
  const marks = fc.stringMatching(/^[{}[\],:"'\\ \n\t#/*.<>$%=;|abc01…“”-]{0,80}$/);
  fc.assert(
    fc.property(fc.oneof(marks, fc.string({ unit: 'binary' })), (text) => {
      const { mistakes } = elidedJson(text);
      for (const { range } of mistakes) expect(range.start >= 0 && range.start <= range.end && range.end <= text.length).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each(['{', '[', '{"a":', '"', "'\\'", '/*', '<', '{{', '#', '}', '["a"', '...', '“', '"a" | '])(
  'a long run of %j takes no long time',
  (piece) => {
    const start = performance.now();
    elidedJson(piece.repeat(100_000 / piece.length));
    expect(performance.now() - start).toBeLessThan(1000);
  },
);
