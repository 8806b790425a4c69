import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isMapping } from '../specs/reader/resolve.ts';
import { root } from './command-line.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-specs-action-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The script of the action's last step, which is the one that checks. */
async function script(): Promise<string> {
  const action = load(await readFile(join(root, 'action.yml'), 'utf8'));
  const runs = isMapping(action) ? action['runs'] : undefined;
  const steps: unknown = isMapping(runs) ? runs['steps'] : undefined;
  const last: unknown = Array.isArray(steps) ? steps.at(-1) : undefined;
  const text = isMapping(last) ? last['run'] : undefined;
  if (typeof text !== 'string') throw new Error('action.yml has no step that runs something');
  return text;
}

interface Ended {
  readonly exitCode: number | string | null | undefined;
  readonly stdout: string;
  readonly summary: string;
}

async function act(inputs: Readonly<Record<string, string>>): Promise<Ended> {
  const given = { CHECKED_PATH: '.', LEVEL: 'note', BASELINE: '', IGNORED: '', SARIF: '', ...inputs };
  const github = { GITHUB_ACTION_PATH: root, GITHUB_WORKSPACE: folder, GITHUB_STEP_SUMMARY: join(folder, 'summary.txt') };
  const text = await script();
  const ended = await new Promise<Omit<Ended, 'summary'>>((resolve) => {
    const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', text];
    execFile('bash', shell, { cwd: folder, env: { PATH: process.env['PATH'], ...github, ...given } }, (error, stdout) => {
      resolve({ exitCode: error === null ? 0 : error.code, stdout });
    });
  });
  return { ...ended, summary: await readFile(github.GITHUB_STEP_SUMMARY, 'utf8') };
}

test('marks mistakes, sums them up, and fails', async () => {
  await writeFile(join(folder, 'colours.yaml'), 'red: 1\nred: 2\n');
  const { exitCode, stdout, summary } = await act({ SARIF: 'found.sarif' });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^::error file=colours\.yaml,line=2,/);
  expect(summary).toMatch(/^## check-specs: 1 error\n/);
  expect(JSON.parse(await readFile(join(folder, 'found.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
});

test('heeds what it is told', async () => {
  await writeFile(join(folder, 'colours.yaml'), 'red: 1\nred: 2\n');
  const { exitCode, stdout } = await act({ IGNORED: 'yaml/duplicate-key\nrst/*\n', LEVEL: 'warning' });
  expect([exitCode, stdout.includes('::error')]).toEqual([0, false]);
});

test('succeeds when there is no mistake', async () => {
  await writeFile(join(folder, 'colours.yaml'), 'red: 1\n');
  expect(await act({})).toMatchObject({ exitCode: 0, summary: expect.stringContaining('no mistakes found') });
});
