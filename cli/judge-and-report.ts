import { randomInt } from 'node:crypto';
import { consoleText } from '../reporters/console.ts';
import { coloursFor } from '../reporters/colours.ts';
import { startProgress } from '../reporters/progress.ts';
import type { Level, Report } from '../specs/schemas/report.ts';
import { judge } from './api.ts';
import { exitCodeOf } from './exit-code.ts';
import { Interrupted } from './interrupted.ts';
import type { Io } from './io.ts';
import { destinationsOf, standardOutput, writeReports } from './report-files.ts';

/** What the command line says about a run. */
export interface RunOptions {
  readonly target: string;
  readonly config?: string;
  readonly image?: string;
  readonly network?: 'host' | 'bridge';
  readonly allowRemote?: true;
  readonly spec?: string;
  readonly rule?: readonly string[];
  readonly level: Level;
  readonly report?: readonly string[];
  readonly expect?: string;
  readonly require?: readonly string[];
  readonly jobs: number;
  readonly timeout: number;
  /** A seed; `true` asks for one to be made up. */
  readonly shuffle?: number | true;
}

/** Judges a target, shows what is going on, writes the reports, and returns the exit code. */
export async function judgeAndReport(options: RunOptions, io: Io): Promise<number> {
  const { rule, report: reports, shuffle, ...rest } = options;
  const destinations = await destinationsOf(reports ?? []);
  const output = destinations.some(({ path }) => path === standardOutput) ? io.stderr : io.stdout;
  const colours = coloursFor(output.isTerminal, io.environment);
  const progress = startProgress(output, colours);
  const stop = new AbortController();
  let stoppedWith: number | undefined;
  const release = io.onInterrupt((exitCode) => {
    if (stoppedWith !== undefined) return io.exit(exitCode);
    stoppedWith = exitCode;
    progress.note('stopping; once more ends at once and may leave containers behind until the next run');
    stop.abort();
  });
  const seed = shuffle === true ? randomInt(1_000_000) : shuffle;
  if (shuffle === true) progress.note(`shuffled with seed ${seed}`);

  try {
    let report: Report;
    try {
      report = await judge({
        ...rest,
        ...(rule === undefined ? {} : { rules: rule }),
        ...(seed === undefined ? {} : { shuffle: seed }),
        program: io.program,
        signal: stop.signal,
        onProgress: progress.note,
        onStart: progress.start,
        onOutcome: progress.outcome,
      });
    } finally {
      progress.end();
    }
    output.write(consoleText(report, { colours, program: io.program }));
    await writeReports(report, destinations, io.stdout);
    return stoppedWith ?? exitCodeOf(report);
  } catch (cause) {
    if (!(cause instanceof Interrupted) || stoppedWith === undefined) throw cause;
    output.write(`${cause.message}; there is nothing to report\n`);
    return stoppedWith;
  } finally {
    release();
  }
}
