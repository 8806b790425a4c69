import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report, Verdict } from '../specs/schemas/report.ts';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** The compiled command; `npm test` builds it first. */
const command = join(root, 'dist/cli/main.js');

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a user would. `interrupt` sends SIGINT once the output contains that text. */
export async function run(args: readonly string[], options: { readonly interrupt?: string; readonly cwd?: string } = {}): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' };
  for (const name of Object.keys(env)) if (name.startsWith('VITEST') || name === 'NODE_ENV' || name === 'FORCE_COLOR') delete env[name];
  const child = spawn(process.execPath, [command, ...args], { env, cwd: options.cwd ?? root, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr, interrupted] = ['', '', false];
  const heed = (): void => {
    if (options.interrupt === undefined || interrupted || !(stdout + stderr).includes(options.interrupt)) return;
    interrupted = true;
    child.kill('SIGINT');
  };
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    heed();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    heed();
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exitCode, stdout, stderr };
}

/** Runs `run` with a JSON report, and reads it. */
export async function report(args: readonly string[]): Promise<Ended & { readonly report: Report }> {
  const folder = await mkdtemp(join(tmpdir(), 'matrix-conformance-'));
  try {
    const file = join(folder, 'report.json');
    const ended = await run(['run', ...args, '--report', `json=${file}`]);
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Error(`no report was written (exit ${ended.exitCode}): ${ended.stderr}${ended.stdout}`);
    });
    const read: Report = JSON.parse(text);
    return { ...ended, report: read };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The verdict on every rule of a report. */
export function verdictsOf({ rules }: Report): Readonly<Record<string, Verdict>> {
  return Object.fromEntries(rules.toSorted((a, b) => a.id.localeCompare(b.id)).map(({ id, verdict }) => [id, verdict]));
}
