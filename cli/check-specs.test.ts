import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Validator } from '@cfworker/json-schema';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Io } from './io.ts';
import { main } from './program.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-specs-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

interface Called {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call that is under way, with what it has said so far. */
interface Calling {
  readonly ended: Promise<Called>;
  stdout(): string;
  stderr(): string;
  interrupt(): void;
}

function calling(words: readonly string[], isTerminal = false, environment: Io['environment'] = {}): Calling {
  let [stdout, stderr] = ['', ''];
  let interrupt = (): void => undefined;
  const io: Io = {
    stdout: { isTerminal, columns: 80, write: (text) => (stdout += text) },
    stderr: { isTerminal, columns: 80, write: (text) => (stderr += text) },
    environment,
    program: 'matrix-conformance',
    onInterrupt(listener) {
      interrupt = () => listener(130);
      return () => undefined;
    },
    exit: (code) => {
      throw new Error(`exit ${code}`);
    },
  };
  const plain = (text: string): string => text.replaceAll(folder, 'FOLDER');
  const argv = ['check-specs', ...words.map((word) => word.replace('FOLDER', folder))];
  return {
    ended: main(argv, io).then((exitCode) => ({ exitCode, stdout: plain(stdout), stderr: plain(stderr) })),
    stdout: () => plain(stdout),
    stderr: () => plain(stderr),
    interrupt: () => interrupt(),
  };
}

const called = (words: string, isTerminal = false): Promise<Called> => calling(words.split(' '), isTerminal).ended;

const schema = 'type: object\nproperties:\n  colour:\n    type: string\n    example: red\n';
const twice = 'red: 1\nred: 2\n';

describe('the exit code', () => {
  test.each<[string, Readonly<Record<string, string>>, string, number, RegExp]>([
    ['no errors', { 'colours.yaml': 'red: 1\n' }, 'FOLDER', 0, /no mistakes found/],
    ['no errors in one file', { 'colours.yaml': 'red: 1\n' }, 'FOLDER/colours.yaml', 0, /no mistakes found/],
    ['errors', { 'colours.yaml': twice }, 'FOLDER', 1, /FOLDER\/colours\.yaml:2:1 error yaml\/duplicate-key /],
    ['errors in one file', { 'a.yaml': twice, 'b.yaml': 'red: 1\n' }, 'FOLDER/a.yaml', 1, /FOLDER\/a\.yaml:2:1 error/],
    ['errors in another file', { 'a.yaml': twice, 'b.yaml': 'red: 1\n' }, 'FOLDER/b.yaml', 0, /no mistakes found/],
    ['errors ignored', { 'colours.yaml': twice }, 'FOLDER --ignore yaml/duplicate-key', 0, /1 ignored by --ignore/],
    ['a family ignored', { 'colours.yaml': twice }, 'FOLDER --ignore yaml/*', 0, /1 ignored by --ignore/],
    ['errors, and weaker ones left out', { 'colours.yaml': twice }, 'FOLDER --level error', 1, /1 error\n/],
    ['examples', { 'data/a.yaml': schema, 'data/b.yaml': schema }, 'FOLDER', 0, /2 examples/],
  ])('%s', async (_, files, words, code, said) => {
    await write(files);
    const { exitCode, stdout, stderr } = await called(words);
    expect(stdout).toMatch(said);
    expect(stderr).toBe('');
    expect(exitCode).toBe(code);
  });
});

describe('is 2 when there is nothing to check', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['an empty file', { 'data/a.yaml': '# nothing yet\n' }, /^error: nothing to check at FOLDER: these files are empty.*\n$/],
    ['a word', { 'data/a.yaml': 'red\n' }, /^error: nothing to check at FOLDER: these files are empty.*\n$/],
    ['no sources', { 'notes.txt': 'x\n' }, /^error: nothing to check at FOLDER: there is no YAML.*\n$/],
    [
      'no example',
      { 'data/a.yaml': schema.replace('    example: red\n', ''), 'data/b.yaml': schema.replace('    example: red\n', '') },
      /^error: nothing to check at FOLDER: 0 examples looked at.*\n$/,
    ],
  ])('%s', async (_, files, said) => {
    await write(files);
    const { exitCode, stderr } = await called('FOLDER');
    expect(stderr).toMatch(said);
    expect(exitCode).toBe(2);
  });

  test('an empty folder', async () => {
    expect(await called('FOLDER')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('nothing to check') });
  });
});

test.each<[string, RegExp]>([
  ['FOLDER/none', /^error: FOLDER\/none cannot be checked: there is no such file or folder\n$/],
  ['FOLDER/circle', /^error: FOLDER\/circle cannot be checked: its links lead in a circle\n$/],
  ['FOLDER/a.yaml/b', /^error: FOLDER\/a\.yaml\/b cannot be checked: a part of the path is no folder\n$/],
  ['/dev/null', /^error: \/dev\/null is neither a folder nor a file\n$/],
  ['FOLDER surplus', /^error: too many arguments for 'check-specs'.*\n$/],
  ['FOLDER --format xml', /^error: option '--format <format>' argument 'xml' is invalid\. Allowed choices are text, json, .*\n$/],
  ['FOLDER --level fatal', /^error: option '--level <level>' argument 'fatal' is invalid\. Allowed choices are error, warning, note\.\n$/],
  [
    'FOLDER --ignore yaml/duplicate-kye',
    /^error: --ignore yaml\/duplicate-kye: no code is called so \(did you mean yaml\/duplicate-key.*\?\); 'check-specs --list-codes' shows them all\n$/,
  ],
  ['FOLDER --baseline FOLDER/none.json', /^error: --baseline FOLDER\/none\.json: the file cannot be read: ENOENT.*\n$/],
  ['FOLDER --baseline FOLDER/a.yaml', /^error: --baseline FOLDER\/a\.yaml: it is no JSON: .*\n$/],
  [
    'FOLDER/a.yaml --output FOLDER/none/report',
    /^error: --output FOLDER\/none\/report: the file cannot be written: there is no folder FOLDER\/none\n$/,
  ],
  ['FOLDER/a.yaml --output FOLDER', /^error: --output FOLDER: the file cannot be written: it is a folder\n$/],
  ['FOLDER --write', /^error: --write goes with --fix\n$/],
  ['FOLDER --watch --fix', /^error: --watch does not go with --fix.*\n$/],
  ['FOLDER --watch --write-baseline x', /^error: --watch does not go with --write-baseline\n$/],
  ['FOLDER --fix --write-baseline x', /^error: --fix does not go with --write-baseline.*\n$/],
])('check-specs %s', async (words, message) => {
  await write({ 'a.yaml': 'red: 1\n' });
  await symlink('circle', join(folder, 'circle'));
  const { exitCode, stdout, stderr } = await called(words);
  expect(stderr).toMatch(message);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
});

test('without a path it says what it wants', async () => {
  expect(await calling([]).ended).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^error: check-specs wants the path/) });
});

test('--list-codes shows the codes, and needs no path', async () => {
  const { exitCode, stdout } = await called('--list-codes');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^yaml\/duplicate-key +error {4}A mapping has the same key twice\.$/m);
  expect(stdout).toMatch(/^ignore\/unused +warning /m);
  expect(JSON.parse((await called('--list-codes --format json')).stdout)).toMatchObject({ format: 1, codes: expect.any(Array) });
});

test('explain tells of a code what is wrong and what is right', async () => {
  let stdout = '';
  const io = { ...quiet(), stdout: { isTerminal: false, columns: 80, write: (text: string) => (stdout += text) } };
  expect(await main(['explain', 'yaml/duplicate-key'], io)).toBe(0);
  expect(stdout).toMatch(/^yaml\/duplicate-key\n {2}A mapping has .*\n\n {2}level {4}error\n\nWrong:\n(.*\n)* {2}> red: 3\n\nRight:\n/);
});

function quiet(): Io {
  const output = { isTerminal: false, columns: 80, write: () => undefined };
  return { stdout: output, stderr: output, environment: {}, program: 'x', onInterrupt: () => () => undefined, exit: () => undefined };
}

test('json has paths relative to what is checked, and is what its schema says', async () => {
  await write({ 'data/colours.yaml': twice, 'data/more.yaml': 'red: 1\n' });
  const { stdout } = await called('FOLDER/data --format json');
  const published = JSON.parse(await readFile(new URL('../specs/schemas/check-report.schema.json', import.meta.url), 'utf8'));
  expect(new Validator(published, '2020-12', false).validate(JSON.parse(stdout)).errors).toEqual([]);
  expect(JSON.parse(stdout)).toMatchObject({ findings: [{ file: 'colours.yaml', line: 2 }] });
  expect(JSON.parse((await called('FOLDER/data/colours.yaml --format json')).stdout)).toMatchObject({
    findings: [{ file: 'colours.yaml' }],
  });
});

test('github has paths relative to the workspace', async () => {
  await write({ 'specs/data/colours.yaml': twice });
  const { stdout } = await calling(['FOLDER/specs', '--format', 'github'], false, { GITHUB_WORKSPACE: folder }).ended;
  expect(stdout).toMatch(/^::error file=specs\/data\/colours\.yaml,line=2,/);
});

test('--output writes the report to a file, and a line for people', async () => {
  await write({ 'colours.yaml': twice });
  const { exitCode, stdout } = await called('FOLDER/colours.yaml --format junit --output FOLDER/report.xml');
  expect([exitCode, stdout]).toEqual([1, '1 error; written to FOLDER/report.xml\n']);
  expect(await readFile(join(folder, 'report.xml'), 'utf8')).toMatch(/^<\?xml .*\n<testsuites /);
});

test('a comment ignores a finding, and one that ignores nothing is found', async () => {
  await write({ 'colours.yaml': 'red: 1\n# check-specs-ignore yaml/duplicate-key: a sample\nred: 2\n' });
  expect(await called('FOLDER')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 ignored by comments in the sources') });
  await write({ 'colours.yaml': 'red: 1\n# check-specs-ignore yaml/duplicate-key: a sample\nblue: 2\n' });
  expect(await called('FOLDER')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(':2:1 warning ignore/unused ') });
});

test('with a baseline only new findings count', async () => {
  await write({ 'a.yaml': twice, 'b.yaml': twice });
  expect(await called('FOLDER --write-baseline FOLDER/known')).toMatchObject({ exitCode: 0 });
  await write({ 'a.yaml': `blue: 0\n\n${twice}` });
  expect(await called('FOLDER --baseline FOLDER/known')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('2 known from') });
  await write({ 'a.yaml': `${twice}blue: 1\nblue: 2\n` });
  expect(await called('FOLDER --baseline FOLDER/known')).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('a.yaml:4:1 error'),
  });
  await write({ 'a.yaml': 'red: 1\n' });
  expect(await called('FOLDER --baseline FOLDER/known')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('no longer found') });
  await rm(join(folder, 'a.yaml'));
  expect(await called('FOLDER --baseline FOLDER/known')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('no longer found') });
});

describe('--fix', () => {
  const before = 'Colours\n=====\n\nA colour.\n';
  const after = 'Colours\n=======\n\nA colour.\n';

  test('shows a diff, and leaves the files alone', async () => {
    await write({ 'colours.rst': before });
    const { stdout, stderr } = await called('FOLDER --fix');
    expect(stdout).toMatch(/^--- a\/.*colours\.rst\n\+\+\+ b\/.*colours\.rst\n@@ -1,4 \+1,4 @@\n/);
    expect(stdout).toContain('-=====\n+=======\n');
    expect(stderr).toBe('this would fix 1 finding in 1 file; --fix --write does\n');
    expect(await readFile(join(folder, 'colours.rst'), 'utf8')).toBe(before);
  });

  test('--write changes them, and reports what is left', async () => {
    await write({ 'colours.rst': before, 'colours.yaml': twice });
    const { exitCode, stdout, stderr } = await called('FOLDER --fix --write');
    expect(stderr).toBe('fixed 1 finding in 1 file\n');
    expect(stdout).toContain('colours.yaml:2:1 error');
    expect(stdout).not.toContain('colours.rst:');
    expect(exitCode).toBe(1);
    expect(await readFile(join(folder, 'colours.rst'), 'utf8')).toBe(after);
    expect((await called('FOLDER --fix --write')).stderr).toBe('nothing to fix\n');
    expect(await readFile(join(folder, 'colours.rst'), 'utf8')).toBe(after);
  });

  test('leaves alone what is left out', async () => {
    await write({ 'colours.rst': before });
    expect((await called('FOLDER --fix --ignore rst/*')).stdout).toBe('');
  });
});

describe('--watch', () => {
  async function until(isSo: () => boolean): Promise<void> {
    for (const end = performance.now() + 5_000; !isSo();) {
      if (performance.now() > end) throw new Error('it did not come in time');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  const looks = (watching: Calling): number => watching.stderr().split('waiting for changes').length - 1;

  test('checks again after a change, a new file, a new folder, and until interrupted', async () => {
    await write({ 'data/colours.yaml': 'red: 1\n', 'data/more.yaml': 'red: 1\n' });
    const watching = calling(['FOLDER', '--watch']);
    await until(() => looks(watching) === 1);
    expect(watching.stdout()).toContain('no mistakes found');
    await write({ 'data/colours.yaml': twice });
    await until(() => watching.stdout().includes('colours.yaml:2:1 error'));
    await write({ 'data/new/deep/more.yaml': twice });
    await until(() => watching.stdout().includes('deep/more.yaml:2:1 error'));
    await write({ 'data/new/deep/more.yaml': 'red: 1\n' });
    await rm(join(folder, 'data/colours.yaml'));
    await until(() => watching.stdout().endsWith('no mistakes found\n'));
    await write({ 'data/new/deep/more.yaml': `blue: 1\n${twice}` });
    await until(() => watching.stdout().includes('deep/more.yaml:3:1 error'));
    watching.interrupt();
    expect((await watching.ended).exitCode).toBe(1);
  });

  test('finds what a change in one file means to another', async () => {
    const colour = (type: string): string => `type: ${type}\nexample: ${type === 'string' ? 'red' : '5'}\n`;
    const used = 'type: object\nproperties:\n  colour:\n    $ref: colour.yaml\nexample:\n  colour: blue\n';
    await write({ 'data/colour.yaml': colour('string'), 'data/used.yaml': used });
    const watching = calling(['FOLDER', '--watch']);
    await until(() => looks(watching) === 1);
    expect(watching.stdout()).toContain('no mistakes found');
    await write({ 'data/colour.yaml': colour('integer') });
    await until(() => watching.stdout().includes('used.yaml:6:11 error example/wrong-type'));
    watching.interrupt();
    expect((await watching.ended).exitCode).toBe(1);
  });

  test('waits for a path that is gone for a while', async () => {
    await write({ 'specs/colours.yaml': 'red: 1\n' });
    const watching = calling(['FOLDER/specs/colours.yaml', '--watch']);
    await until(() => looks(watching) === 1);
    await rm(join(folder, 'specs/colours.yaml'));
    await until(() => watching.stderr().includes('there is no such file'));
    await write({ 'specs/colours.yaml': twice });
    await until(() => watching.stdout().includes('colours.yaml:2:1 error'));
    watching.interrupt();
    expect((await watching.ended).exitCode).toBe(1);
  });
});

test("the project's own sources have no mistake", async () => {
  const { exitCode, stdout } = await calling([fileURLToPath(new URL('../specs', import.meta.url))]).ended;
  expect(stdout).toContain('no mistakes found');
  expect(exitCode).toBe(0);
});
