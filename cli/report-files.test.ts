import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../specs/schemas/report.ts';
import { destinationsOf, writeReports } from './report-files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
});
afterAll(() => rm(folder, { recursive: true }));

const report: Report = {
  format: 1,
  suite: { name: 'matrix-conformance', version: '0' },
  target: { id: 'mock', url: 'http://server' },
  spec: 'v1.18',
  capabilities: {},
  totals: { passed: 0, failed: 0, warned: 0, unsupported: 0, inconclusive: 0, broken: 0, expected: 0 },
  rules: [],
  problems: [],
  milliseconds: 0,
};

test('each report goes to its place, and the check beforehand leaves nothing behind', async () => {
  const path = join(folder, 'report=1.json');
  const destinations = await destinationsOf([`json=${path}`, 'junit=-']);
  expect(await readdir(folder)).toEqual([]);
  let printed = '';
  await writeReports(report, destinations, { isTerminal: false, columns: 80, write: (text) => (printed += text) });
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(report);
  expect(printed).toContain('<testsuites');
});

test('a place that went away meanwhile is named, and the other reports are written', async () => {
  const gone = join(folder, 'gone');
  await mkdir(gone);
  const kept = join(folder, 'kept.json');
  const destinations = await destinationsOf([`json=${gone}/a.json`, `json=${kept}`]);
  await rm(gone, { recursive: true });
  const output = { isTerminal: false, columns: 80, write: () => undefined };
  await expect(writeReports(report, destinations, output)).rejects.toThrow(`--report: could not write ${gone}/a.json (ENOENT)`);
  expect(JSON.parse(await readFile(kept, 'utf8'))).toEqual(report);
});
