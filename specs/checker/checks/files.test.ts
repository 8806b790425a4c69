import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { readTree } from '../sources/read-tree.ts';
import { fileCodes } from './files.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
  write('sound.yaml', 'red: 1\n');
});
const server = createServer();
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** A socket has a name like a file, and must not be opened. */
function listenAt(path: string): Promise<void> {
  return new Promise((resolve) => server.listen(join(folder, path), resolve));
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function found(path = folder): readonly string[] {
  return checkTree(readTree(path)).findings.map(
    ({ code, source, line, column, message }) => `${code} ${source.path}:${line}:${column} ${message}`,
  );
}

test('a sound file has no finding', () => {
  expect(found()).toEqual([]);
});

const cases: Readonly<Record<string, readonly [make: () => void | Promise<void>, wanted: string]>> = {
  'file/binary': [
    () => write('image.yaml', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])),
    'file/binary image.yaml:1:1 this file is no text: it has NUL bytes',
  ],
  'file/invalid-utf8': [
    () => write('latin.yaml', Buffer.from('red: 1\nname: Caf\u00e9\n', 'latin1')),
    'file/invalid-utf8 latin.yaml:2:10 these bytes are no UTF-8; save the file as UTF-8',
  ],
  'file/too-large': [
    () => {
      write('large.json', '');
      truncateSync(join(folder, 'large.json'), 50_000_000);
    },
    'file/too-large large.json:1:1 this file has 50 MB; sources have 10 at most',
  ],
  'file/unreadable': [
    () => listenAt('socket.yaml'),
    'file/unreadable socket.yaml:1:1 this is no file but a device, a pipe or a socket; it is not opened',
  ],
  'file/useless-link': [
    () => symlinkSync('nowhere.yaml', join(folder, 'link.yaml')),
    'file/useless-link link.yaml:1:1 this link leads to nothing',
  ],
};

test.each(fileCodes)('$name is found, and nothing else', async ({ name }) => {
  const [make, wanted] = cases[name] ?? [() => undefined, 'a case for it'];
  await make();
  expect(found()).toEqual([wanted]);
});

test('a link that leads in a circle is named', () => {
  symlinkSync('two', join(folder, 'one'));
  symlinkSync('one', join(folder, 'two'));
  expect(found()).toEqual([
    'file/useless-link one:1:1 this link leads in a circle',
    'file/useless-link two:1:1 this link leads in a circle',
  ]);
});

test('a link to a folder above is passed over', () => {
  symlinkSync('..', join(folder, 'above'));
  symlinkSync('.', join(folder, 'again'));
  expect(readTree(folder).files.map(({ path }) => path)).toEqual(['sound.yaml']);
});

test('what is met under its own name and behind a link is looked at once', () => {
  write('api/events.yaml', 'red: 1\nred: 2\n');
  mkdirSync(join(folder, 'more'));
  symlinkSync('../api', join(folder, 'more', 'api'));
  expect(found()).toEqual([expect.stringContaining('yaml/duplicate-key api/events.yaml:2:1')]);
});

test('what is behind a link alone is looked at', () => {
  write('outer/events.yaml', 'red: 1\nred: 2\n');
  mkdirSync(join(folder, 'inner'));
  symlinkSync('../outer', join(folder, 'inner', 'api'));
  expect(found(join(folder, 'inner'))).toEqual([expect.stringContaining('yaml/duplicate-key api/events.yaml:2:1')]);
});

test('what else is wrong with a file that is no UTF-8 is found', () => {
  write('latin.yaml', Buffer.from('red: 1\nname: Caf\u00e9\nred: 2\n', 'latin1'));
  expect(found()).toEqual([
    expect.stringContaining('file/invalid-utf8 latin.yaml:2:10'),
    expect.stringContaining('yaml/duplicate-key latin.yaml:3:1'),
  ]);
});

test('a file that cannot be read hides nothing of those that refer to it, and yields nothing else', () => {
  write('colour.yaml', Buffer.from([0, 1]));
  write('paint.yaml', 'type: object\nproperties:\n  colour:\n    $ref: colour.yaml\n    typ: string\n');
  expect(found()).toEqual([
    'file/binary colour.yaml:1:1 this file is no text: it has NUL bytes',
    expect.stringContaining('schema/misspelt-keyword paint.yaml:5'),
  ]);
});

test('a byte order mark shifts nothing', () => {
  write('marked.yaml', '\uFEFFred: 1\nred: 2\n');
  write('marked.md', '\uFEFF# Colours\n\n[red](\n');
  write('marked.rst', '\uFEFFColours\n=======\n\nRed.\n');
  expect(found()).toEqual([expect.stringContaining('yaml/duplicate-key marked.yaml:2:1')]);
});

test('lines that end as on Windows shift nothing', () => {
  write('windows.yaml', 'red: 1\r\ngreen:\r\n  - 2\r\nred: 2\r\n');
  expect(found()).toEqual([expect.stringContaining('yaml/duplicate-key windows.yaml:4:1')]);
});
