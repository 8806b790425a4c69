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
import { run } from '../command-line.ts';
import { sampleTrees } from './sample-tree.ts';

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
    { numRuns: 150 },
  );
});

test.each(sampleTrees)('nor does any change of the tree $name', ({ tree }) => {
  const change = fc.record({
    file: fc.constantFrom(...tree.files.map(({ path }) => path)),
    at: fc.nat(),
    length: fc.nat({ max: 40 }),
    by: texts,
  });
  fc.assert(
    fc.property(change, ({ file, at, length, by }) => {
      const before = tree.file(file)?.text ?? '';
      const start = at % (before.length + 1);
      const changed = fileOfText(file, before.slice(0, start) + by + before.slice(start + length));
      expectSound(overlaidTree(tree, (each) => (each.path === file ? changed : each)));
    }),
    { numRuns: 200 },
  );
});

const [many, lines] = [10_000, 3000];

/** Texts that are far larger or deeper than any that people write. */
const heavy: Readonly<Record<string, string>> = {
  'brackets in brackets': '['.repeat(many),
  'braces in braces': '{"a": '.repeat(many),
  'closed brackets in brackets': `${'['.repeat(many)}${']'.repeat(many)}`,
  'entries in entries': '- '.repeat(many),
  'keys below keys': Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
  'quotations in quotations': `${'> '.repeat(many)}a`,
  'lists in lists': Array.from({ length: 1000 }, (_, at) => `${'  '.repeat(at)}* a`).join('\n'),
  'one long line of letters': 'a'.repeat(1_000_000),
  'one long line of words': 'a '.repeat(500_000),
  'one long text in quotation marks': `"${'a '.repeat(500_000)}"`,
  'one long line of marks': '`*_[]()<>|{}:"\'#-=~!&%@'.repeat(many),
  'quotation marks that are not closed': 'a: "b\n'.repeat(lines),
  tabs: '\ta: 1\n'.repeat(lines),
  'the same key': 'a: 1\n'.repeat(lines),
  'aliases of aliases': Array.from({ length: 40 }, (_, at) => `a${at}: &a${at} [${`*a${Math.max(0, at - 1)}, `.repeat(9)}]`).join('\n'),
  'fences that are not closed': '```json\n{"a": [1\n'.repeat(many / 10),
  'shortcodes that are not closed': '{{% boxes/note %}}\n{{< a '.repeat(many / 10),
  headings: '# a\n'.repeat(lines),
  links: '[a](#b) '.repeat(lines),
  'rows of a table': `|a|\n|-|\n${'|a|b|\n'.repeat(lines)}`,
  titles: 'a\n=\n\n'.repeat(lines),
  references: '`a`_ |a| [a]_ :a:`a` '.repeat(many / 10),
  directives: '.. code:: json\n\n  {\n\n'.repeat(many / 10),
  'schemas in schemas': `${'{"properties": {"a": '.repeat(400)}{}${'}}'.repeat(400)}`,
  nothing: '',
  zeros: '\0'.repeat(many),
  'halves of letters': '\uD800'.repeat(many),
};

test.each(Object.entries(heavy))(
  'nor does a text of %s',
  (_, text) => {
    for (const name of names) expectSound(treeOf({ [name]: text }));
  },
  60_000,
);

test('nor do bytes of any kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'any-bytes-'));
  try {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('a.yaml', 'a.json', 'a.md', 'a.rst'), (bytes, name) => {
        writeFileSync(join(folder, name), bytes);
        expectSound(readTree(folder));
      }),
      { numRuns: 150 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the command ends as it says, whatever there is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'any-bytes-'));
  try {
    const bytes = fc.sample(fc.uint8Array({ maxLength: 2000 }), 40);
    const samples = [...bytes, ...fc.sample(texts, 40), ...Object.values(heavy)];
    for (const [at, sample] of samples.entries())
      writeFileSync(join(folder, `${at}${['.yaml', '.json', '.md', '.rst'][at % 4] ?? ''}`), sample);
    const { exitCode, stdout, stderr } = await run(['check-specs', folder, '--format', 'json']);
    expect(stderr).toBe('');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ checked: { files: samples.length } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
