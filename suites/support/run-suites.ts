import { createVitest } from 'vitest/node';
import type { Reporter, TestCase, Vitest } from 'vitest/node';
import type { Outcome } from './outcome.ts';
import type { Session } from './session.ts';
import type { SessionMessage } from './session-of-run.ts';

export interface RunSuitesOptions {
  readonly session: Session;
  readonly signal: AbortSignal;
  /** Called once for each rule put to the test, as soon as it is known. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** The suites, loaded and waiting for a session: what a target's start takes hides what theirs takes. */
export interface Suites {
  /** Gives them the session that they wait for, and ends when every rule was put to the test. */
  run(options: RunSuitesOptions): Promise<void>;
  close(): Promise<void>;
}

export interface LoadSuitesOptions {
  /** Rules put to the test at the same time. */
  readonly jobs: number;
  /** Seed of the order of files and rules; without it the order is that of the sources. */
  readonly shuffle?: number;
}

const here = new URL('.', import.meta.url);
/** `.ts` in a checkout, `.js` where the package is compiled. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** Starts vitest on the suite files through its Node API. They are read at once, and wait for their session. */
export async function loadSuites({ jobs, shuffle }: LoadSuitesOptions): Promise<Suites> {
  let onOutcome: ((outcome: Outcome) => void) | undefined;
  const failures: string[] = [];
  const reporter: Reporter = {
    onTestCaseResult(testCase: TestCase) {
      const { outcome } = testCase.meta();
      const result = testCase.result();
      if (outcome !== undefined) onOutcome?.(outcome);
      else if (result.state === 'failed') onOutcome?.(lost(testCase.name, result.errors.map(({ message }) => message).join('; ')));
    },
    onTestModuleEnd(testModule) {
      for (const error of testModule.errors()) failures.push(`${testModule.moduleId}: ${error.message}`);
    },
    onTestRunEnd(_modules, unhandled) {
      for (const error of unhandled) failures.push(error.message);
    },
  };
  const vitest: Vitest = await createVitest(
    'test',
    {
      config: false,
      root: new URL('..', here).pathname,
      include: [`every-suite.${extension}`],
      exclude: [],
      watch: false,
      pool: 'threads',
      isolate: false,
      fileParallelism: false,
      maxConcurrency: jobs,
      sequence: { concurrent: true, ...(shuffle === undefined ? {} : { shuffle: true, seed: shuffle }) },
      reporters: [reporter],
      silent: true,
      passWithNoTests: true,
      teardownTimeout: 2000,
      // Compiled files need no transformation; only the one that reads them is vitest's to read.
      ...(extension === 'js' ? { server: { deps: { external: [/\/(suites\/support|specs|fixtures)\/|\.test\.js$/] } } } : {}),
    },
    { logLevel: 'silent' },
  );
  const channelName = `matrix-conformance ${process.pid} ${(loaded += 1)}`;
  const channel = new BroadcastChannel(channelName);
  let answer: SessionMessage | undefined;
  const tell = (message: SessionMessage): void => {
    answer = message;
    channel.postMessage(message);
  };
  // A thread that comes to listen late asks.
  channel.onmessage = () => {
    if (answer !== undefined) channel.postMessage(answer);
  };
  vitest.provide('sessionChannel', channelName);
  vitest.provide('judging', 'command line');
  const before = process.exitCode;
  const finished = vitest.start().then(
    () => undefined,
    (cause: unknown) => {
      failures.push(cause instanceof Error ? cause.message : String(cause));
    },
  );
  return {
    async run(options) {
      onOutcome = options.onOutcome;
      const stop = (): void => void vitest.cancelCurrentRun('keyboard-input');
      options.signal.addEventListener('abort', stop, { once: true });
      try {
        options.signal.throwIfAborted();
        tell({ session: options.session });
        await finished;
      } finally {
        // vitest sets the exit code for tests that fail; ours follows from the verdicts.
        process.exitCode = before;
        options.signal.removeEventListener('abort', stop);
        onOutcome = undefined;
      }
      if (failures.length > 0) throw new Error(`suite files could not be run: ${failures.join('; ')}`);
    },
    async close() {
      if (answer === undefined) tell({ session: undefined });
      await finished;
      channel.close();
      await vitest.close();
      process.exitCode = before;
    },
  };
}

let loaded = 0;

/** A test that ended without an outcome: ours to mend. */
function lost(rule: string, message: string): Outcome {
  return { rule, verdict: 'broken', message, milliseconds: 0, watched: [] };
}
