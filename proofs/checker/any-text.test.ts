import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkTree } from '../../specs/checker/check-specs.ts';
import { fileOfText, readTree } from '../../specs/checker/sources/read-tree.ts';
import { overlaidTree } from '../../specs/checker/sources/overlaid-tree.ts';
import { treeOf } from '../../specs/checker/sources/sample-tree.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { paintShopOf2016 } from './paint-shop-2016.ts';
import { paintShopToday } from './paint-shop-today.ts';

const names = [
  'data/any.yaml',
  'data/any.json',
  'data/api/any/any.yaml',
  'data/event-schemas/schema/m.any.yaml',
  'content/any.md',
  'specification/any.rst',
  'changelogs/any/newsfragments/1.feature',
];

/** What texts of these kinds are made of. */
const pieces = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ':',
  ',',
  '\n',
  '  ',
  '    ',
  '\t',
  '- ',
  '#',
  '`',
  '```',
  '``',
  '*',
  '**',
  '_',
  '|',
  '||',
  '::',
  '..',
  '<',
  '>',
  '(',
  ')',
  '\\',
  '\r\n',
  '\0',
  '\uFEFF',
  '\uD800',
  '😀',

  '$ref: ',
  'type: ',
  'openapi: 3.1.0\n',
  'swagger: "2.0"\n',
  'paths:\n',
  'properties:\n',
  'example: ',
  'examples:\n',
  'allOf:\n',
  '&a ',
  '*a',
  '<<: *a',
  '!!map ',
  '|-\n',
  '{{% ',
  ' %}}',
  '{{< ',
  ' >}}',
  'http-api ',
  '](',
  '#a)',
  '=====\n',
  '-----\n',
  '.. code:: json\n',
  '.. note::\n',
  ':ref:`',
  '`_',
  '[1]_',
  '+---+\n',
  '==== ==\n',
  '| a |\n',
  '|---|\n',
  '<!-- ',
  ' -->',
  'GET /_matrix/client/v3/a HTTP/1.1\n',
  '{"a": 1}',
  '...',
  '// a',
  'M_UNKNOWN',
  '"errcode"',
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

function expectSound(tree: SourceTree): void {
  const { findings, unjudged } = checkTree(tree);
  for (const { source, line, column, endLine, endColumn } of [...findings, ...unjudged]) {
    const place = [source.path, line, column, endLine, endColumn];
    expect(line >= 1 && line <= endLine && endLine <= source.lines.count, String(place)).toBe(true);
    expect(column >= 1 && column <= source.lines.line(line).length + 2, String(place)).toBe(true);
    expect(endLine > line || endColumn >= column, String(place)).toBe(true);
  }
}

test.each(names)('no text of %s makes anything throw, and every finding lies in its file', (path) => {
  fc.assert(
    fc.property(texts, (text) => expectSound(treeOf({ [path]: text }))),
    { numRuns: 300 },
  );
});

test.each([
  ["a tree of today's", treeOf(paintShopToday)],
  ['a tree of 2016', treeOf(paintShopOf2016)],
])('nor does any change of %s', (_, tree) => {
  const change = fc.record({ file: fc.constantFrom(...tree.files), at: fc.nat(), length: fc.nat({ max: 40 }), by: texts });
  fc.assert(
    fc.property(change, ({ file, at, length, by }) => {
      const start = at % (file.text.length + 1);
      const text = file.text.slice(0, start) + by + file.text.slice(start + length);
      const changed = fileOfText(file.path, text);
      expectSound(overlaidTree(tree, (each) => (each.path === file.path ? changed : each)));
    }),
    { numRuns: 300 },
  );
});

test('nor do bytes of any kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'any-bytes-'));
  try {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('a.yaml', 'a.json', 'a.md', 'a.rst'), (bytes, name) => {
        writeFileSync(join(folder, name), bytes);
        expectSound(readTree(folder));
      }),
      { numRuns: 300 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
