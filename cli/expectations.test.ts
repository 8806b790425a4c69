import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readExpectations } from './expectations.ts';

const known = ['login/takes-a-localpart', 'login/access-token-works'];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'expectations-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const path = join(folder, 'expectations.yaml');
  await writeFile(path, text);
  try {
    return await readExpectations(path, known);
  } catch (error) {
    return String(error).replace(`${folder}/`, '');
  }
}

test('entries come with their lines', async () => {
  const text = `format: 1
target: some server
expected:
  - rule: login/takes-a-localpart
    reason: their issue 7
    sentence: quoted
    answers: 404
      to everything
    verified: '2026-01-01'
  - rule: login/access-token-works
    reason: old
    spec: [r0.1, r0.2]
`;
  expect(await read(text)).toMatchObject({
    entries: [
      { rule: 'login/takes-a-localpart', reason: 'their issue 7', line: 4 },
      { rule: 'login/access-token-works', spec: ['r0.1', 'r0.2'], line: 10 },
    ],
  });
});

test('an empty list is fine', async () => {
  expect(await read('format: 1\nexpected: []\n')).toMatchObject({ entries: [] });
});

const entry = (rule: string, more = ''): string => `  - rule: ${rule}\n    reason: x\n${more}`;

test.each([
  ['no YAML', 'format: 1\nexpected: [\n', /^UsageError: expectations\.yaml:[23]: /],
  ['an empty file', '', /^UsageError: expectations\.yaml:1: .*object/],
  ['another format', 'format: 2\nexpected: []\n', /^UsageError: expectations\.yaml:1: .*format/],
  [
    'a key of no meaning',
    `format: 1\nexpected:\n${entry('login/takes-a-localpart', '    raeson: y\n')}`,
    /^UsageError: expectations\.yaml:[35]: .*raeson/,
  ],
  ['no reason', 'format: 1\nexpected:\n  - rule: login/takes-a-localpart\n', /^UsageError: expectations\.yaml:3: .*reason/],
  [
    'a rule that does not exist',
    `format: 1\nexpected:\n${entry('login/takes-a-localprat')}`,
    'UsageError: expectations.yaml:3: login/takes-a-localprat is no rule of any edition (did you mean login/takes-a-localpart?)',
  ],
  ['a pattern', `format: 1\nexpected:\n${entry("'login/*'")}`, /^UsageError: expectations\.yaml:3: login\/\* is no rule of any edition/],
  [
    'an unknown edition',
    `format: 1\nexpected:\n${entry('login/takes-a-localpart', '    spec: [v1.99]\n')}`,
    /^UsageError: expectations\.yaml:3: v1\.99 is no edition \(did you mean v1\.9/,
  ],
  [
    'a rule listed twice',
    `format: 1\nexpected:\n${entry('login/takes-a-localpart')}${entry('login/takes-a-localpart', '    spec: [r0.1]\n')}`,
    'UsageError: expectations.yaml:5: login/takes-a-localpart is listed already, on line 3',
  ],
])('%s is refused with path and line', async (_, text, message) => {
  expect(await read(text)).toMatch(message);
});

test('a rule may be listed twice for different editions', async () => {
  const text = `format: 1\nexpected:\n${entry('login/takes-a-localpart', '    spec: [r0.2]\n')}${entry('login/takes-a-localpart', '    spec: [r0.1]\n')}`;
  expect(await read(text)).toMatchObject({ entries: [{ line: 3 }, { line: 6 }] });
});

test('a file that is not there is named', async () => {
  await expect(readExpectations(join(folder, 'none.yaml'), known)).rejects.toThrow(
    /^--expect .*none\.yaml: the file cannot be read: ENOENT/,
  );
});

test('a file that extends another has the entries of both, each with its own place', async () => {
  const path = join(folder, 'variant.yaml');
  await writeFile(join(folder, 'base.yaml'), 'format: 1\nexpected:\n  - rule: login/takes-a-localpart\n    reason: old\n');
  await writeFile(path, 'format: 1\nextends: base.yaml\nexpected:\n  - rule: login/access-token-works\n    reason: new\n');
  const { entries } = await readExpectations(path, known);
  expect(entries).toMatchObject([
    { rule: 'login/takes-a-localpart', path: join(folder, 'base.yaml'), line: 3 },
    { rule: 'login/access-token-works', path, line: 4 },
  ]);
});

test('an entry that the extended file has already is refused, and so are files that extend each other', async () => {
  const path = join(folder, 'variant.yaml');
  await writeFile(join(folder, 'base.yaml'), 'format: 1\nexpected:\n  - rule: login/takes-a-localpart\n    reason: old\n');
  await writeFile(path, 'format: 1\nextends: base.yaml\nexpected:\n  - rule: login/takes-a-localpart\n    reason: again\n');
  await expect(readExpectations(path, known)).rejects.toThrow(
    /variant\.yaml:4: login\/takes-a-localpart is listed already, in .*base\.yaml on line 3/,
  );
  await writeFile(join(folder, 'base.yaml'), 'format: 1\nextends: variant.yaml\nexpected: []\n');
  await expect(readExpectations(path, known)).rejects.toThrow(/base\.yaml:2: extends leads back to .*variant\.yaml/);
});
