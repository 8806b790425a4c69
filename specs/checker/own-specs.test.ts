import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { packageRoot } from '../reader/package-root.ts';
import { checkTree } from './check-specs.ts';
import { readTree } from './sources/read-tree.ts';

test('the sources of this project have no mistake that is looked for', () => {
  const { checked, findings, unjudged } = checkTree(readTree(fileURLToPath(new URL('specs/', packageRoot))));
  expect(findings.map(({ code, source, line, message }) => `${source.path}:${line} ${code} ${message}`)).toEqual([]);
  expect(unjudged).toEqual([]);
  expect(checked.files).toBeGreaterThan(20);
  expect(checked.references).toBeGreaterThan(20);
  expect(checked.schemas).toBeGreaterThan(100);
  expect(checked.examples).toBeGreaterThan(20);
  expect(checked.headings).toBeGreaterThan(10);
});
