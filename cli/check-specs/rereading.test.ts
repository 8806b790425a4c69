import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rereading } from './rereading.ts';
import type { Reread } from './rereading.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rereading-'));
  write('a.yaml', 'red: 1\n');
  write('b.yaml', 'red: 1\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

const textOf = ({ tree }: Reread, path: string): string | undefined => tree.file(path)?.text;

test('keeps the files that are what they were, and tells which are not', () => {
  const reread = rereading({ path: folder, isFolder: true });
  const first = reread();
  expect(first.changed.map(({ path }) => path)).toEqual(['a.yaml', 'b.yaml']);
  expect(textOf(first, 'a.yaml')).toBe('red: 1\n');
  write('a.yaml', 'blue: 1\n');
  write('c.yaml', 'red: 1\n');
  const second = reread();
  expect(second.changed.map(({ path }) => path)).toEqual(['a.yaml', 'c.yaml']);
  expect(textOf(second, 'a.yaml')).toBe('blue: 1\n');
  expect(second.tree.file('b.yaml')).toBe(first.tree.file('b.yaml'));
  expect(second.tree.files.find(({ path }) => path === 'b.yaml')).toBe(first.tree.file('b.yaml'));
});

test('tells which files are gone', () => {
  const reread = rereading({ path: folder, isFolder: true });
  reread();
  rmSync(join(folder, 'a.yaml'));
  expect(reread()).toMatchObject({ changed: [], gone: ['a.yaml'] });
});

test('a file of the same size and time that was written anew has changed', () => {
  const time = new Date(1_000_000_000_000);
  utimesSync(join(folder, 'a.yaml'), time, time);
  const reread = rereading({ path: folder, isFolder: true });
  reread();
  write('a.yaml', 'rod: 1\n');
  utimesSync(join(folder, 'a.yaml'), time, time);
  expect(textOf(reread(), 'a.yaml')).toBe('rod: 1\n');
});
