import { readFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { createColors } from 'picocolors';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Code } from '../../specs/checker/check.ts';
import type { Finding } from '../../specs/checker/finding.ts';
import { treeOf } from '../../specs/checker/sources/sample-tree.ts';
import type { SourceFile } from '../../specs/checker/sources/source-file.ts';
import type { FindingsFormat, FoundInSpecs } from './format.ts';
import { findingsFormats } from './formats.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

const tree = treeOf({
  'data/a,b.yaml': 'type: string\nexample: 5\nnested:\n\twide: "\u001b[31m"\n',
  'data/schema.yaml': 'type: string\n',
  'content/fine.md': '# Fine\n',
});
function file(path: string): SourceFile {
  const found = tree.file(path);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found;
}
const flawed = file('data/a,b.yaml');
const wrongType: Code = {
  name: 'example/wrong-type',
  level: 'error',
  explanation: 'It says so. More about it.',
  wrong: { files: { 'a.md': '```\nx\n```\n' }, at: 'a.md:1' },
  right: { files: { 'a.md': 'x\n' } },
};
const findings: readonly Finding[] = [
  {
    source: flawed,
    line: 2,
    column: 10,
    endLine: 2,
    endColumn: 11,
    pointer: '/example',
    code: 'example/wrong-type',
    level: 'error',
    message: 'a string wanted, 5 is there: write "5", 100% <sure>\nor | so',
    related: [{ source: file('data/schema.yaml'), line: 1, column: 1, endLine: 1, endColumn: 13, message: 'the schema' }],
    fix: { edits: [{ start: 22, end: 23, text: '"5"' }] },
  },
  {
    source: flawed,
    line: 4,
    column: 8,
    endLine: 5,
    endColumn: 1,
    code: 'yaml/tab',
    level: 'note',
    message: 'odd \u001b[2J\u009b2J',
    related: [],
  },
];

function found(more: Partial<FoundInSpecs> = {}): FoundInSpecs {
  return {
    suite: { name: 'matrix-conformance', version: '0.1.0' },
    program: 'matrix-conformance',
    codes: [wrongType],
    files: tree.files,
    checked: { files: 3, operations: 0, examples: 1 },
    findings,
    hidden: { inline: 1, option: 0, level: 0, baseline: 2 },
    unjudged: [{ source: flawed, line: 1, column: 1, endLine: 1, endColumn: 1, reason: 'a remote reference' }],
    nothing: undefined,
    stale: [{ file: 'data/gone.yaml', code: 'yaml/tab', text: 'x:' }],
    pathOf: ({ path }) => path,
    ...more,
  };
}

const written = (format: FindingsFormat, more: Partial<FoundInSpecs> = {}): string => format.render(found(more), createColors(false));

test.each(findingsFormats)('$name lets no control character through', (format) => {
  // JSON has an escape of its own for them.
  expect(written(format)).not.toMatch(/(?![\t\n])\p{Cc}/u);
});

test.each(findingsFormats)('$name has an end even when nothing is found', (format) => {
  expect(written(format, { findings: [], unjudged: [], stale: [], files: [] })).toMatch(/\S\n$/);
});

test('text shows each finding with its line and a caret, and ends with what was looked at', () => {
  expect(written(text)).toBe(
    [
      'data/a,b.yaml:2:10 error example/wrong-type a string wanted, 5 is there: write "5", 100% <sure> or | so',
      '    | example: 5',
      '    |          ^',
      '    data/schema.yaml:1:1 the schema',
      '',
      'data/a,b.yaml:4:8 note yaml/tab odd \\x1b[2J\\x9b2J',
      '    | wide: "\\x1b[31m"',
      '    |       ^^^^^^^^^^',
      '',
      'Not judged: 1',
      '  a remote reference (1: data/a,b.yaml:1)',
      '',
      'An entry of the baseline is no longer found; take a new baseline:',
      '  data/gone.yaml yaml/tab x:',
      '',
      'Looked at 3 files, 0 operations, 1 example',
      '1 error, 1 note',
      'not shown: 1 ignored by comments in the sources, 2 known from the baseline',
      '1 finding can be made right by --fix',
      'To read more about one: matrix-conformance explain example/wrong-type',
      '',
    ].join('\n'),
  );
});

test('text has colours on a terminal only', () => {
  expect(text.render(found(), createColors(true))).toContain('\u001b[31merror\u001b[39m');
  expect(text.render(found(), createColors(false))).not.toContain('\u001b[');
});

describe('of a long line text shows the part around the finding', () => {
  const line = `${'x'.repeat(1_000)}HERE${'y'.repeat(100_000)}`;
  const source = treeOf({ 'a.md': line }).file('a.md') ?? flawed;
  test.each([
    [1, 2],
    [1_001, 1_005],
    [101_000, 101_005],
    [1, 101_005],
  ])('from %i to %i', (column, endColumn) => {
    const place = { source, line: 1, column, endLine: 1, endColumn };
    const shown = written(text, { findings: [{ ...place, code: 'yaml/tab', level: 'note', message: 'x', related: [] }] }).split('\n');
    const [excerpt = '', carets = ''] = [shown[1], shown[2]];
    expect(excerpt.length).toBeLessThan(160);
    expect(carets.length).toBeLessThanOrEqual(excerpt.length);
    expect(excerpt[carets.indexOf('^')]).toBe(line[column - 1]);
  });
});

test('a caret stands below what it means, behind tabs and characters of two code units', () => {
  const source = treeOf({ 'a.md': '\t😀\tHERE' }).file('a.md') ?? flawed;
  const place = { source, line: 1, column: 5, endLine: 1, endColumn: 9 };
  const lines = written(text, { findings: [{ ...place, code: 'yaml/tab', level: 'note', message: 'x', related: [] }] }).split('\n');
  expect(lines.slice(1, 3)).toEqual(['    | 😀  HERE', '    |    ^^^^']);
});

test('json is what its schema says', () => {
  const schema = JSON.parse(readFileSync(new URL('../../specs/schemas/check-report.schema.json', import.meta.url), 'utf8'));
  const counts = { operations: 0, schemas: 0, references: 0, examples: 0, blocks: 0, links: 0, headings: 0 };
  const content: unknown = JSON.parse(written(json, { checked: { files: 3, ...counts } }));
  expect(new Validator(schema, '2020-12', false).validate(content).errors).toEqual([]);
  expect(content).toMatchObject({
    format: 1,
    totals: { error: 1, warning: 0, note: 1 },
    findings: [
      {
        file: 'data/a,b.yaml',
        line: 2,
        column: 10,
        pointer: '/example',
        code: 'example/wrong-type',
        fixable: true,
        related: [{ line: 1 }],
      },
      { code: 'yaml/tab' },
    ],
    unjudged: [{ file: 'data/a,b.yaml', reason: 'a remote reference' }],
    stale: [{ code: 'yaml/tab' }],
  });
});

test('sarif names rules, places, related places and fixes', () => {
  const log: Log = JSON.parse(written(sarif));
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  expect(run?.tool.driver.rules).toMatchObject([
    {
      id: 'example/wrong-type',
      fullDescription: { text: wrongType.explanation },
      help: { markdown: expect.stringContaining('````\n```\nx\n```\n````') },
    },
  ]);
  const [first, second] = run?.results ?? [];
  expect(first).toMatchObject({ ruleId: 'example/wrong-type', ruleIndex: 0, level: 'error' });
  expect(first?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'data/a%2Cb.yaml' },
    region: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 11 },
  });
  expect(first?.relatedLocations).toHaveLength(1);
  expect(first?.fixes?.[0]?.artifactChanges[0]?.replacements[0]?.insertedContent).toEqual({ text: '"5"' });
  expect(second).not.toHaveProperty('ruleIndex');
  expect(run?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(1);
});

test('equal lines of a file have fingerprints of their own', () => {
  const twice = [findings[1], findings[1]].flatMap((finding) => (finding === undefined ? [] : [finding]));
  const log: Log = JSON.parse(written(sarif, { findings: twice }));
  const prints = log.runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints?.['codeAndLine/v1']);
  expect(new Set(prints).size).toBe(2);
});

test('github escapes as GitHub wants it', () => {
  const [first, second] = written(github).split('\n');
  expect(first).toBe(
    '::error file=data/a%2Cb.yaml,line=2,endLine=2,col=10,endColumn=11,title=example/wrong-type::a string wanted, 5 is there: write "5", 100%25 <sure>%0Aor | so%0Adata/schema.yaml:1: the schema',
  );
  expect(second).toBe('::notice file=data/a%2Cb.yaml,line=4,endLine=5,title=yaml/tab::odd \\x1b[2J\\x9b2J');
});

test('github starts no command by what it says in the log', () => {
  const lines = written(github, { unjudged: [{ source: flawed, line: 1, column: 1, endLine: 1, endColumn: 1, reason: 'a\n::error::b' }] });
  expect(lines.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(2);
});

test('junit has a suite for each file, and fails on errors only', () => {
  const xml = written(junit);
  expect(xml).toContain('<testsuites name="matrix-conformance check-specs" tests="4" failures="1" errors="0">');
  expect(xml).toContain('<testsuite name="data/a,b.yaml" tests="2" failures="1" errors="0" skipped="0">');
  expect(xml).toContain('<testcase classname="content/fine.md" name="no mistakes found"/>');
  expect(xml).toContain('100% &lt;sure&gt;&#10;or | so');
  expect(xml.match(/<failure /g)).toHaveLength(1);
});

test('markdown keeps its table whole whatever a message says', () => {
  const summary = written(markdown);
  expect(summary).toContain('## check-specs: 1 error, 1 note');
  expect(summary).toContain(
    '| 2:10 | ❌ error | `example/wrong-type` | a string wanted, 5 is there: write "5", 100% &lt;sure> or &#124; so |',
  );
});

test('markdown leaves out the weakest when there are too many', () => {
  const many = Array.from({ length: 600 }, (_, index): Finding => ({
    source: flawed,
    line: index + 1,
    column: 1,
    endLine: index + 1,
    endColumn: 2,
    code: 'yaml/tab',
    level: index === 599 ? 'error' : 'note',
    message: 'x',
    related: [],
  }));
  const summary = written(markdown, { findings: many });
  expect(summary).toContain('| 600:1 | ❌ error');
  expect(summary).toContain('… and 100 more.');
});

test('where nothing could be checked, none is no news', () => {
  const shown = written(text, { findings: [], nothing: '0 examples looked at' });
  expect(shown).toContain('nothing to check: 0 examples looked at');
  expect(shown).not.toContain('no mistakes');
});

test.each(['text', 'markdown'])('%s has no heading for what there is nothing of', (name) => {
  const format = findingsFormats.find((each) => each.name === name);
  const hidden = { inline: 0, option: 0, level: 0, baseline: 0 };
  const shown = format === undefined ? '' : written(format, { unjudged: [], stale: [], hidden });
  expect(shown).toMatch(/looked at/i);
  expect(shown).not.toMatch(/not judged|baseline|not shown/i);
});
