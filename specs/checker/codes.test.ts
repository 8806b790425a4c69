import { describe, expect, test } from 'vitest';
import { allCodes, checkTree } from './check-specs.ts';
import { fileCodes } from './checks/files.ts';
import { treeOf } from './sources/sample-tree.ts';

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return checkTree(treeOf(files)).findings.map(
    ({ code, level, source, line, message }) => `${code} (${level}) ${source.path}:${line} ${message}`,
  );
}

// What no text can show has tests of its own.
describe.each(allCodes().filter((code) => !fileCodes.includes(code)))('$name', ({ name, level, wrong, right }) => {
  test('is found in its wrong sample, at its line, and nothing else is', () => {
    expect(wrong.at).toBeDefined();
    expect(found(wrong.files)).toEqual([expect.stringContaining(`${name} (${level}) ${wrong.at} `)]);
  });

  test('its right sample has no finding', () => {
    expect(found(right.files)).toEqual([]);
  });
});

test('no two kinds of mistake share a name', () => {
  const names = allCodes().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
});
