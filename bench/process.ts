import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one whole process took. */
export interface Taken {
  readonly exitCode: number;
  /** Seconds, start to end. */
  readonly wall: number;
  /** Seconds of processor time, its children's included where they were waited for. */
  readonly cpu: number;
  /** Bytes, at the most. */
  readonly peakMemory: number;
  readonly output: string;
}

/** Runs a command to its end, and measures it from outside (Linux). */
export async function measure(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Taken> {
  const started = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let peakMemory = 0;
  let cpu = 0;
  const look = (): void => {
    const seen = child.pid === undefined ? undefined : lookAt(child.pid);
    if (seen === undefined) return;
    peakMemory = Math.max(peakMemory, seen.peakMemory);
    cpu = seen.cpu;
  };
  const timer = setInterval(look, 20);
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', look);
    child.on('close', (code) => resolve(code ?? -1));
  });
  clearInterval(timer);
  return { exitCode, wall: (performance.now() - started) / 1000, cpu, peakMemory, output };
}

/** Clock ticks a second in /proc, 100 on every Linux that Node runs on. */
const ticks = 100;

function lookAt(pid: number): { peakMemory: number; cpu: number } | undefined {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    // After the command's name in parentheses: state is the first field, user and system time the twelfth and thirteenth.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return { peakMemory: Number(peak ?? 0) * 1024, cpu: (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticks };
  } catch {
    // The process has ended between two looks.
    return undefined;
  }
}

/** The middle one of several figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
