import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTree } from './read-tree.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')));
  // Above it nothing belongs to the tree.
  mkdirSync(join(folder, '.git'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'red: 1\n');
  }
}

test.each<readonly [string, readonly string[], string, string]>([
  ["of today's layout", ['data/api/a.yaml', 'data/event-schemas/b.yaml', 'content/c.md'], 'data/api/a.yaml', ''],
  ["of today's layout, from its folder of data", ['data/api/a.yaml', 'data/event-schemas/b.yaml', 'content/c.md'], 'data', ''],
  ['of the layout of 2016', ['api/a.yaml', 'event-schemas/b.yaml', 'specification/c.rst'], 'event-schemas', ''],
  ["of this project's layout", ['specs/api/a.yaml', 'specs/text/c.rst'], 'specs/api/a.yaml', 'specs'],
  ['of data alone', ['data/api/a.yaml', 'data/event-schemas/b.yaml'], 'data/api', 'data'],
  ['of no layout', ['some/where/a.yaml'], 'some/where', 'some/where'],
])('the root of a tree %s is found', (_, paths, asked, root) => {
  write(...paths);
  expect(readTree(join(folder, asked)).root).toBe(join(folder, root));
});

test('a file that is not checked can be looked up, and is not checked', () => {
  write('data/api/a.yaml', 'content/c.md', 'data/api/b.yaml');
  const tree = readTree(join(folder, 'data/api/a.yaml'));
  expect(tree.files.map(({ path }) => path)).toEqual(['data/api/a.yaml']);
  expect(tree.file('data/api/b.yaml')).toMatchObject({ checked: false, text: 'red: 1\n' });
  expect(tree.file('data/api/a.yaml')).toBe(tree.files[0]);
});

test('what is no file is none', () => {
  write('data/api/a.yaml', 'content/c.md');
  const tree = readTree(folder);
  expect([tree.file('data/api'), tree.file('data/none.yaml'), tree.file('data/api/a.yaml/b')]).toEqual([undefined, undefined, undefined]);
});

test('what is behind a link is the file under its own name', () => {
  write('data/api/a.yaml', 'content/c.md');
  symlinkSync('../api', join(folder, 'content', 'link'));
  symlinkSync('../data/api', join(folder, 'content', 'api'));
  const tree = readTree(folder);
  expect(tree.file('content/api/a.yaml')).toBe(tree.file('data/api/a.yaml'));
  expect(tree.file('content/link/a.yaml')).toBeUndefined();
  expect([tree.hasFolder('content/api'), tree.hasFolder('content/link'), tree.hasFolder('content/c.md')]).toEqual([true, false, false]);
});
