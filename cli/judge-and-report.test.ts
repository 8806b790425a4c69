import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Target } from '../fixtures/targets/target.ts';
import { TargetUnreachable } from '../fixtures/targets/target.ts';
import type { Report } from '../specs/schemas/report.ts';
import type { RunSuitesOptions } from '../suites/support/run-suites.ts';
import type { PrepareOptions } from '../suites/support/prepare-session.ts';
import type { Io } from './io.ts';
import { main } from './program.ts';

/** What the parts around a run do, and what became of them. */
const stage = vi.hoisted(() => ({
  open: (): void => undefined,
  tests: (_options: RunSuitesOptions): Promise<void> => Promise.resolve(),
  closed: 0,
  suitesClosed: 0,
}));

vi.mock('../fixtures/targets/parse-target.ts', () => ({
  parseTarget: (id: string): Target => ({
    id,
    async open() {
      stage.open();
      return { id, url: 'http://server', supplies: {}, log: async () => 'Killed\n', close: async () => void (stage.closed += 1) };
    },
  }),
}));
vi.mock('../suites/support/prepare-session.ts', () => ({
  capabilityNames: ['guests'],
  prepareSession: async ({ select, edition = 'v1.18', timeout }: PrepareOptions) => ({
    url: 'http://server',
    edition,
    supplies: {},
    capabilities: {},
    timeout,
    run: 'x',
    selected: select(edition),
  }),
}));
vi.mock('../suites/support/run-suites.ts', () => ({
  loadSuites: async () => ({ run: (options: RunSuitesOptions) => stage.tests(options), close: async () => void (stage.suitesClosed += 1) }),
}));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  Object.assign(stage, { open: () => undefined, tests: () => Promise.resolve(), closed: 0, suitesClosed: 0 });
});

const selection = ['--rule', 'login/wrong-password-is-forbidden', '--rule', 'login/unknown-user-is-forbidden'];

interface Called {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly report: Report | undefined;
  readonly exits: readonly number[];
}

async function called(more: readonly string[] = [], interrupt?: (send: () => void) => void): Promise<Called> {
  const path = join(folder, 'report.json');
  await rm(path, { force: true });
  const io = { stdout: '', stderr: '' };
  const exits: number[] = [];
  const around: Io = {
    stdout: { isTerminal: false, columns: 80, write: (text) => (io.stdout += text) },
    stderr: { isTerminal: false, columns: 80, write: (text) => (io.stderr += text) },
    environment: {},
    program: 'matrix-conformance',
    onInterrupt(listener) {
      interrupt?.(() => listener(130));
      return () => undefined;
    },
    exit: (code) => exits.push(code),
  };
  const exitCode = await main(['run', '--target', 'a-server', ...selection, '--report', `json=${path}`, ...more], around);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return { exitCode, ...io, report: text === undefined ? undefined : JSON.parse(text), exits };
}

function report(options: RunSuitesOptions, verdict: 'passed' | 'failed', count = options.session.selected.length): void {
  for (const rule of options.session.selected.slice(0, count)) options.onOutcome({ rule, verdict, milliseconds: 1, watched: [] });
}

test('a conformant server ends with 0, and everything is closed', async () => {
  stage.tests = async (options) => report(options, 'passed');
  expect(await called()).toMatchObject({ exitCode: 0, stderr: '', report: { totals: { passed: 2 } } });
  expect(stage).toMatchObject({ closed: 1, suitesClosed: 1 });
});

test('a violation ends with 1', async () => {
  stage.tests = async (options) => report(options, 'failed');
  const { exitCode, report: written, stdout } = await called();
  expect(exitCode).toBe(1);
  expect(written?.rules.find(({ verdict }) => verdict === 'failed')?.rerun).toMatch(
    /^matrix-conformance run --target a-server --rule login\//,
  );
  expect(stdout).toContain('Not conformant: 2 failed');
});

test('with a report on standard output the talk goes to standard error', async () => {
  stage.tests = async (options) => report(options, 'passed');
  const { stdout, stderr } = await called(['--report', 'junit=-']);
  expect(stdout).toMatch(/^<\?xml/);
  expect(stderr).toContain('Conformant: 2 passed');
});

test('tests that break off leave a report and end with 3', async () => {
  stage.tests = async (options) => {
    report(options, 'passed', 1);
    throw new Error('out of memory');
  };
  const { exitCode, report: written } = await called();
  expect(exitCode).toBe(3);
  expect(written).toMatchObject({ totals: { passed: 1, broken: 1 } });
  expect(written?.rules.find(({ verdict }) => verdict === 'broken')?.message).toBe('the tests broke off: out of memory');
  expect(stage).toMatchObject({ closed: 1, suitesClosed: 1 });
});

test('rules that could not be put to the test make the end of the log worth showing', async () => {
  stage.tests = async (options) => {
    for (const rule of options.session.selected) options.onOutcome({ rule, verdict: 'inconclusive', milliseconds: 1, watched: [] });
  };
  const { exitCode, stdout } = await called();
  expect(exitCode).toBe(3);
  expect(stdout).toContain('some rules could not be put to the test; the log of a-server ends with\nKilled\n');
});

test('the first Ctrl-C ends the run with what is known, and 130', async () => {
  let send = (): void => undefined;
  stage.tests = async (options) => {
    report(options, 'passed', 1);
    send();
    options.signal.throwIfAborted();
  };
  const { exitCode, report: written, stdout, exits } = await called([], (interrupt) => (send = interrupt));
  expect(exitCode).toBe(130);
  expect(written).toMatchObject({ interrupted: true, totals: { passed: 1, inconclusive: 1 } });
  expect(stdout).toContain('Stopped early: 1 passed, 1 inconclusive');
  expect(stage).toMatchObject({ closed: 1, suitesClosed: 1 });
  expect(exits).toEqual([]);
});

test('the second Ctrl-C ends at once', async () => {
  let send = (): void => undefined;
  stage.tests = async (options) => {
    send();
    send();
    options.signal.throwIfAborted();
  };
  const { exits } = await called([], (interrupt) => (send = interrupt));
  expect(exits).toEqual([130]);
});

test('a run that is stopped before the target answers reports nothing', async () => {
  let send = (): void => undefined;
  stage.open = () => {
    send();
    throw new Error('aborted');
  };
  const { exitCode, stdout, report: written } = await called([], (interrupt) => (send = interrupt));
  expect(exitCode).toBe(130);
  expect(stdout).toContain('stopped before the target had answered; there is nothing to report');
  expect(written).toBeUndefined();
});

test('a target that cannot be reached ends with 4', async () => {
  stage.open = () => {
    throw new TargetUnreachable('nobody is there');
  };
  expect(await called()).toMatchObject({ exitCode: 4, stderr: 'error: nobody is there\n', report: undefined });
  expect(stage).toMatchObject({ closed: 0, suitesClosed: 1 });
});

test('a mistake of this program is one line, without a stack trace', async () => {
  stage.open = () => {
    throw new TypeError('x is\nundefined');
  };
  expect(await called()).toMatchObject({
    exitCode: 3,
    stderr: 'a mistake of this program: x is undefined; please report it (MATRIX_CONFORMANCE_DEBUG=1 shows where it happened)\n',
  });
});
