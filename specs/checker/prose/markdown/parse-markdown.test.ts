import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorize, headingIds } from './heading-ids.ts';
import { parseMarkdown } from './parse-markdown.ts';

function linksOf(text: string): readonly string[] {
  return parseMarkdown(text).links.flatMap(({ destination, range }) =>
    destination === undefined ? [] : [`${destination} ${text.slice(range.start, range.end)}`],
  );
}

describe('links stand where their addresses stand', () => {
  test.each([
    ['[red](#red)', ['#red #red']],
    ['> * see [red](#red)\n>   and [green](/green "Green")', ['#red #red', '/green /green']],
    ['| a | b |\n|---|---|\n| [red](#red) | [green](#green) |', ['#red #red', '#green #green']],
    ['## A [red](#red) one', ['#red #red']],
    ['[a\nb](#red)', ['#red #red']],
    ['[`a]b`](#red)', ['#red #red']],
    ['![Red [dark]](/red.png)', ['/red.png /red.png']],
    ['[red](</a b>)', ['/a b /a b']],
    ['<a href="#red">red</a>', ['#red #red']],
    ['a </b> <c/> <a href="#red">', ['#red #red']],
    ['<https://example.org>', ['https://example.org https://example.org']],
    ['[red](a(b)c)', ['a(b)c a(b)c']],
  ])('%j', (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });
});

describe('what is no link', () => {
  test.each([
    '`[red](#red)`',
    '``a ` [red](#red)``',
    '\\[red](#red)',
    '    [red](#red)',
    '```\n[red](#red)\n```',
    '<!-- [red](#red) -->',
    '\\(a[b](c)\\)',
    'a list[0] of (things) [optional]',
    'red[^1]\n\n[^1]: green',
    '[red][^1]',
    '---\ntitle: "[red](#red)"\n---\n',
  ])('%j', (text) => {
    expect(linksOf(text)).toEqual([]);
    expect(parseMarkdown(text).mistakes).toEqual([]);
  });
});

describe('what was meant as markup', () => {
  test.each([
    ['[red](/a b)', 'broken-link'],
    ['(red)[#red]', 'reversed-link'],
    ['`red <https://example.org>`_', 'rst-link'],
    ['`Red colours`_', 'rst-link'],
    ['.. _red:', 'rst-target'],
    ['##Red', 'heading-without-space'],
    ['####### Red', 'heading-too-deep'],
    ['| a | b |\n| c | d |\n', 'table-without-rule'],
    ['[red] (#b)', 'spaced-link'],
    ['See [`red` now(#b) there.', 'unclosed-label'],
    ['| a | b |\n|---|---|---|\n', 'table-header'],
  ])('%j', (text, kind) => {
    expect(parseMarkdown(text).mistakes.map((each) => each.kind)).toEqual([kind]);
  });

  test.each(['#red:example.org', 'f(a)[0]', '`a`_b', '[red](some text)', 'a | b\n- c'])('not %j', (text) => {
    expect(parseMarkdown(text).mistakes).toEqual([]);
  });
});

describe('fences left open', () => {
  test.each([
    ['```json\n{}\n', 1, undefined],
    ['a\n\n```json\n{}\n\nb\n\n```json\n{}\n```\n', 3, 8],
    ['* a\n\n  ```json\n  {}\n```\n', 3, undefined],
  ])('%j', (text, line, next) => {
    const [open] = parseMarkdown(text).openFences;
    const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
    expect(open && lineOf(open.range.start)).toBe(line);
    expect(open?.next && lineOf(open.next.start)).toBe(next);
  });

  test.each([
    '```\na\n```\n',
    '~~~~\n```json\n~~~~\n',
    '````md\n```json\n```\n````\n',
    '> ```\n> a\n> ```\n',
    '* a\n\n  ```\n  b\n  ```\n',
    '```\na\n```',
  ])('not %j', (text) => {
    expect(parseMarkdown(text).openFences).toEqual([]);
  });

  test('does not turn the blocks behind it inside out', () => {
    const { blocks } = parseMarkdown('```http\nGET /\n\nthen\n\n```json\n{}\n```\n\nthen\n\n```json\n[]\n```\n');
    expect(blocks.map(({ text }) => text)).toEqual(['{}\n', '[]\n']);
  });
});

test('ids stand where HTML gives them', () => {
  const text = 'a <a name="red"></a> <b name="green"> <c id=blue>\n\n<div\n  id="yellow">\n</div>\n';
  expect(parseMarkdown(text).htmlIds.map(({ id, range }) => [id, text.slice(range.start, range.end)])).toEqual([
    ['red', 'red'],
    ['blue', 'blue'],
    ['yellow', 'yellow'],
  ]);
});

test('definitions of labels stand outside of blocks of code', () => {
  const text = '[a]: /a\n\n```\n[b]: /b\n```\n\n[c]: /c\n\n    [d]: /d\n\n<div>\n[e]: /e\n</div>\n\n> [f]: /f\n\n[^g]: /g\n';
  expect(parseMarkdown(text).definitions.map(({ label, destination }) => `${label} ${destination}`)).toEqual(['a /a', 'c /c', 'f /f']);
});

test('a block knows its place, its headings and what introduces it', () => {
  const text = '# A\n\n## B\n\n* Send\n  this:\n\n  ```json\n  {\n    "a": 1\n  }\n  ```\n';
  const [block] = parseMarkdown(text).blocks;
  expect(block).toMatchObject({ language: 'json', text: '{\n  "a": 1\n}\n', headings: ['A', 'B'], introduction: 'Send\nthis:' });
  const at = block?.offsetOf('{\n  '.length) ?? 0;
  expect(text.slice(at, at + 3)).toBe('"a"');
});

test.each([
  ['## Red {#dark}', 'Red', 'dark'],
  ['## Red {id="dark"}', 'Red', 'dark'],
  ['## Red {.wide #dark}', 'Red', 'dark'],
  ['## Red {.wide}', 'Red', undefined],
  ['## The {user} one', 'The {user} one', undefined],
  ['## `GET /{userId}`', '`GET /{userId}`', undefined],
  ['Red\n---', 'Red', undefined],
])('the heading %j', (text, shown, id) => {
  expect(parseMarkdown(text).headings).toEqual([expect.objectContaining({ text: shown, id })]);
});

test('shortcodes have parameters with places', () => {
  const text = 'a {{% http-api spec="red" api=`green` %}} {{%/* note */%}} {{< /box >}}';
  const { shortcodes, brokenShortcodes } = parseMarkdown(text);
  expect(brokenShortcodes).toEqual([]);
  expect(shortcodes.map(({ name, kind, parameters }) => ({ name, kind, parameters }))).toEqual([
    { name: 'http-api', kind: 'opening', parameters: { spec: 'red', api: 'green' } },
    { name: 'box', kind: 'closing', parameters: {} },
  ]);
  const place = shortcodes[0]?.valueRanges['api'];
  expect(text.slice(place?.start, place?.end)).toBe('green');
});

test.each([
  ['Matrix Content (`mxc://`) URIs', 'matrix-content-mxc-uris'],
  ['`m.room.member`', 'mroommember'],
  ['/_matrix/client/v3/rooms/{roomId}', '_matrixclientv3roomsroomid'],
  ['A – B', 'a--b'],
  ['Größe', 'größe'],
])('the id of %j', (text, id) => {
  expect(anchorize(text)).toBe(id);
});

test('headings of the same text have numbers', () => {
  const ids = headingIds();
  ids.take('b');
  expect(['A', 'A', 'A 1', 'A', 'B', '?'].map((text) => ids.add(anchorize(text)))).toEqual(['a', 'a-1', 'a-1-1', 'a-2', 'b-1', 'heading']);
});

test('any text at all can be read', () => {
  const piece = fc.constantFrom(
    '`',
    '```',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '|',
    '#',
    '\n',
    '\r\n',
    '    ',
    '{{%',
    '%}}',
    '---\n',
    '\\',
    '<!--',
    'a',
    '\t',
    '* ',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (any) => {
      const { blocks, links, headings } = parseMarkdown(any);
      for (const { range } of [...blocks, ...links, ...headings]) {
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThanOrEqual(any.length);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['brackets', '['.repeat(20_000)],
  ['links', '[a]('.repeat(20_000)],
  ['backticks', Array.from({ length: 300 }, (_, at) => '`'.repeat(at)).join(' ')],
  ['tags', '<a '.repeat(20_000)],
  ['quotes', '> '.repeat(10_000)],
  ['braces', '{{% '.repeat(20_000)],
  ['bars', `${'|'.repeat(20_000)}\n${'|-'.repeat(20_000)}`],
  ['comments', '<!-- '.repeat(20_000)],
  ['one long word', 'a'.repeat(1_000_000)],
])('a text of many %s takes no time', (_, text) => {
  const start = performance.now();
  parseMarkdown(text);
  expect(performance.now() - start).toBeLessThan(2000);
});
