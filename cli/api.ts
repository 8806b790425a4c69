import { parseTarget } from '../fixtures/targets/parse-target.ts';
import type { OpenTarget, Target } from '../fixtures/targets/target.ts';
import type { Edition } from '../specs/reader/edition.ts';
import { allRuleIds, loadCatalogue } from '../specs/reader/load-catalogue.ts';
import type { Level, Report } from '../specs/schemas/report.ts';
import type { Outcome } from '../suites/support/outcome.ts';
import { capabilityNames, prepareSession } from '../suites/support/prepare-session.ts';
import type { Suites } from '../suites/support/run-suites.ts';
import type { Session } from '../suites/support/session.ts';
import { editionNamed } from './edition-named.ts';
import { readExpectations } from './expectations.ts';
import type { Ended } from './finding.ts';
import { Interrupted } from './interrupted.ts';
import { suggestion } from './nearest.ts';
import { loadSuites } from './load-suites.ts';
import { rerunCommand } from './rerun.ts';
import type { Selection } from './selection.ts';
import { checkGlobs, isWatched, select } from './selection.ts';
import type { Gathered } from './settle.ts';
import { settle } from './settle.ts';
import { suite } from './suite.ts';
import { readTargets } from './target-configuration.ts';
import { UsageError } from './usage-error.ts';

export type { Capability, Level, Position, RecordedExchange, Report, RuleReport, Verdict } from '../specs/schemas/report.ts';
export { TargetMisconfigured, TargetUnreachable } from '../fixtures/targets/target.ts';
export { exitCodeOf } from './exit-code.ts';
export { Interrupted } from './interrupted.ts';
export { UsageError } from './usage-error.ts';

/** What to judge, and how; each option is what the command line's option of that name is. */
export interface JudgeOptions {
  /** `mock` unless given. */
  readonly target?: string;
  /** Path of the target file; `./matrix-conformance.yaml` is read when there is one. */
  readonly config?: string;
  readonly image?: string;
  readonly network?: 'host' | 'bridge';
  readonly allowRemote?: boolean;
  /** Edition to judge by; the newest that both sides know unless given. */
  readonly spec?: string;
  /** Globs over rule ids; every rule unless given. */
  readonly rules?: readonly string[];
  /** The weakest level that is looked at; `MAY` unless given. */
  readonly level?: Level;
  /** Path of an expectations file. */
  readonly expect?: string;
  /** Capabilities whose absence is a problem. */
  readonly require?: readonly string[];
  /** Rules put to the test at the same time; 4 unless given. */
  readonly jobs?: number;
  /** Seconds that one rule may take; 20 unless given. */
  readonly timeout?: number;
  /** Seed of the order of the rules; the order of the sources unless given. */
  readonly shuffle?: number;
  /** How the reports' rerun commands call this program. */
  readonly program?: string;
  /** Stops the run; what is known by then is reported. */
  readonly signal?: AbortSignal;
  /** Receives a line for the user: what is being waited for. */
  readonly onProgress?: (line: string) => void;
  /** Called once, before the first rule is put to the test. */
  readonly onStart?: (started: Started) => void;
  /** Called for each rule put to the test. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** What is known when the tests begin. */
export interface Started {
  readonly target: { readonly id: string; readonly url: string };
  readonly spec: string;
  /** Rules that will be put to the test, in the order of the catalogue. */
  readonly tests: readonly { readonly id: string; readonly family: string; readonly level: Level }[];
}

const defaultJobs = 4;
const defaultTimeout = 20;

/** Milliseconds that one rule may take, and a server that should be running to answer at all. */
function timeoutOf({ timeout }: JudgeOptions): number {
  return (timeout ?? defaultTimeout) * 1000;
}

/** Milliseconds that a server which is started for the run may take until it answers. */
const readyTimeout = 60_000;

/**
 * Judges a homeserver and reports on every rule of the edition. Whatever is opened is closed again.
 * @throws UsageError or TargetMisconfigured when an option, or a file that it names, is wrong; nothing has been opened then.
 * @throws TargetUnreachable when the target cannot be started, does not answer or is no homeserver.
 * @throws Interrupted when `signal` stops the run before the server has answered.
 */
export async function judge(options: JudgeOptions = {}): Promise<Report> {
  const started = performance.now();
  const edition = options.spec === undefined ? undefined : editionNamed(options.spec);
  if (options.rules !== undefined) checkGlobs(options.rules, allRuleIds());
  checkCapabilities(options.require ?? []);
  const expectations = options.expect === undefined ? undefined : await readExpectations(options.expect, allRuleIds());
  const described = await targetOf(options);

  const run = {
    options,
    edition,
    signal: options.signal ?? new AbortController().signal,
    progress: options.onProgress ?? (() => undefined),
  };
  // The suites take a moment to load; the target's start hides it.
  const loading = loadSuites({ jobs: options.jobs ?? defaultJobs, ...(options.shuffle === undefined ? {} : { shuffle: options.shuffle }) });
  loading.catch(() => undefined);
  let opened: OpenTarget | undefined;
  try {
    const target = await unlessStopped(run.signal, () =>
      described.open({
        ...(edition === undefined ? {} : { edition }),
        readyTimeout,
        answerTimeout: timeoutOf(options),
        signal: run.signal,
        progress: run.progress,
      }),
    );
    opened = target;
    const { outcomes, ...gathered } = await gather(target, loading, run);
    return settle({
      suite,
      target: { id: target.id, url: target.url },
      ...gathered,
      outcomes,
      required: options.require ?? [],
      ...(expectations === undefined ? {} : { expectations }),
      rerun: (rules) => rerunCommand({ program: options.program ?? 'matrix-conformance', options: rerunOptions(options) }, rules),
      milliseconds: performance.now() - started,
    });
  } finally {
    const suites = loading.then((loaded) => loaded.close());
    await Promise.all([
      withinGrace(suites).catch((cause: unknown) => run.progress(`the suites could not be closed: ${messageOf(cause)}`)),
      opened?.close().catch((cause: unknown) => run.progress(`${described.id} could not be closed: ${messageOf(cause)}`)),
    ]);
  }
}

/** A run under way. */
interface Run {
  readonly options: JudgeOptions;
  readonly edition: Edition | undefined;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** Asks an opened target what it offers, puts the rules to the test, and gathers what that shows. */
async function gather(
  target: OpenTarget,
  loading: Promise<Suites>,
  run: Run,
): Promise<Pick<Gathered, 'session' | 'catalogue' | 'selection' | 'outcomes' | 'ended'>> {
  const { options, signal, progress } = run;
  const session = await unlessStopped(signal, () => sessionOn(target, run));
  const catalogue = loadCatalogue(session.edition);
  const selection = selectionFor(session.edition, options);
  options.onStart?.({
    target: { id: target.id, url: target.url },
    spec: session.edition,
    tests: catalogue.rules.filter((rule) => !isWatched(rule) && selection.tested.includes(rule.id)),
  });
  const outcomes: Outcome[] = [];
  const ended = await putToTheTest(await loading, session, run, outcomes);
  if (outcomes.some(({ verdict }) => verdict === 'inconclusive')) await showLog(target, progress);
  return { session, catalogue, selection, outcomes, ...(ended === undefined ? {} : { ended }) };
}

async function targetOf(options: JudgeOptions): Promise<Target> {
  const { image, network, allowRemote } = options;
  const configuration = await readTargets(options.config);
  return parseTarget(options.target ?? 'mock', {
    ...configuration,
    ...(image === undefined ? {} : { image }),
    ...(network === undefined ? {} : { network }),
    allowRemote: allowRemote ?? false,
  });
}

function sessionOn(target: OpenTarget, { options, edition, signal, progress }: Run): Promise<Session> {
  return prepareSession({
    target,
    ...(edition === undefined ? {} : { edition }),
    select: (settled) => selectionFor(settled, options).tested,
    required: options.require ?? [],
    timeout: timeoutOf(options),
    signal,
    progress,
  });
}

function selectionFor(edition: Edition, { rules = [], level = 'MAY' }: JudgeOptions): Selection {
  return select(loadCatalogue(edition), { rules, level });
}

/** Gathers outcomes until every rule is put to the test, and says why if it ends earlier. */
async function putToTheTest(suites: Suites, session: Session, { options, signal }: Run, outcomes: Outcome[]): Promise<Ended | undefined> {
  const running = suites.run({
    session,
    signal,
    onOutcome(outcome) {
      outcomes.push(outcome);
      options.onOutcome?.(outcome);
    },
  });
  try {
    await Promise.race([running, abortedFor(signal)]);
  } catch (cause) {
    // What has been gathered so far is reported all the same.
    if (!signal.aborted) return { by: 'mistake', message: `the tests broke off: ${messageOf(cause)}` };
  }
  return signal.aborted ? { by: 'user' } : undefined;
}

/** What a server of ours has logged last may say why rules could not be put to the test. */
async function showLog(target: OpenTarget, progress: (line: string) => void): Promise<void> {
  const log = await target.log().catch((cause: unknown) => `it cannot be read: ${messageOf(cause)}`);
  if (log.trim() !== '') progress(`some rules could not be put to the test; the log of ${target.id} ends with\n${log.trimEnd()}`);
}

/** Milliseconds that whatever is under way may still take once the run is to end. */
const grace = 3_000;

/** Settles a while after the signal. A rule that waits for a silent server must not hold up the end of a stopped run. */
function abortedFor(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const later = (): void => void setTimeout(resolve, grace).unref();
    if (signal.aborted) later();
    else signal.addEventListener('abort', later, { once: true });
  });
}

function withinGrace(work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, grace).unref())]);
}

async function unlessStopped<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
  try {
    signal.throwIfAborted();
    return await action();
  } catch (cause) {
    if (signal.aborted) throw new Interrupted('stopped before the target had answered', { cause });
    throw cause;
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function checkCapabilities(names: readonly string[]): void {
  for (const name of names) {
    if (capabilityNames.includes(name)) continue;
    throw new UsageError(
      `--require ${name}: no such capability${suggestion(name, capabilityNames)}; there are ${capabilityNames.join(', ')}`,
    );
  }
}

function rerunOptions(options: JudgeOptions): Record<string, string | true | undefined> {
  return {
    target: options.target === 'mock' ? undefined : options.target,
    config: options.config,
    image: options.image,
    network: options.network,
    'allow-remote': options.allowRemote === true ? true : undefined,
    spec: options.spec,
  };
}
