import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { treeOf } from '../../specs/checker/sources/sample-tree.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { UsageError } from '../usage-error.ts';
import { everyCode } from './code-list.ts';
import { fixAll } from './fix-all.ts';
import { lookAt } from './look.ts';
import type { Looked } from './look.ts';
import { writeFixed } from './write-fixed.ts';

const look = (tree: SourceTree): Looked => lookAt(tree, { ignore: [], level: 'note', baseline: undefined, isChecked: () => true });

const fixable = everyCode().filter(({ wrong }) => look(treeOf(wrong.files)).findings.some(({ fix }) => fix !== undefined));

test('some findings can be fixed', () => expect(fixable.length).toBeGreaterThan(0));

describe.each(fixable)('$name', ({ wrong }) => {
  test('is gone when it is fixed, nothing comes instead, and it is fixed once', () => {
    const { after, made } = fixAll(treeOf(wrong.files), look);
    expect(after.findings).toEqual([]);
    expect(made).toHaveLength(1);
    const fixed = { ...wrong.files, ...Object.fromEntries(made.map(({ file, text }) => [file.path, text])) };
    expect(fixAll(treeOf(fixed), look).made).toEqual([]);
  });
});

test('fixes that undo each other come to an end', () => {
  const flipping = (tree: SourceTree): Looked => {
    const [source] = tree.files;
    if (source === undefined) throw new Error('there is a file');
    const place = { source, line: 1, column: 1, endLine: 1, endColumn: 2 };
    const fix = { edits: [{ start: 0, end: 1, text: source.text === 'a' ? 'b' : 'a' }] };
    return { ...look(tree), findings: [{ ...place, code: 'yaml/tab', level: 'note', message: 'x', related: [], fix }] };
  };
  expect(fixAll(treeOf({ 'x.yaml': 'a' }), flipping).made).toEqual([]);
});

describe('what is written', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'write-fixed-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const writing = (onDisk: string): (() => void) => {
    writeFileSync(join(root, 'a.yaml'), onDisk);
    const tree = { ...treeOf({ 'a.yaml': 'wrong' }), root };
    return () =>
      writeFixed(
        tree,
        tree.files.map((file) => ({ file, text: 'right', fixes: 1 })),
      );
  };
  const now = (): string => readFileSync(join(root, 'a.yaml'), 'utf8');

  test('takes the place of what was read', () => {
    writing('wrong')();
    expect(now()).toBe('right');
  });

  test('keeps a byte order mark', () => {
    writing('\ufeffwrong')();
    expect(now()).toBe('\ufeffright');
  });

  test('never takes the place of something else', () => {
    expect(writing('newer')).toThrow(UsageError);
    expect(now()).toBe('newer');
  });
});
