import { resolve } from 'node:path';
import { byPlace } from '../../specs/checker/by-place.ts';
import type { FindingPlace } from '../../specs/checker/finding.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import type { Looked } from './look.ts';
import { rereading } from './rereading.ts';
import type { Reread } from './rereading.ts';
import type { SourcesAt } from './sources-at.ts';
import { foldersOf, watchedFolders } from './watched-folders.ts';

/** What happens whenever something has changed. */
export interface Watching {
  readonly look: (tree: SourceTree) => Looked;
  /** Returns the exit code that the report comes to. */
  readonly report: (looked: Looked) => number;
}

/** Milliseconds of silence after which a change counts as complete. */
const settled = 10;
/** Milliseconds of silence after which everything else is looked at, for what the change means to other files. */
const idle = 150;
/** Changes of more files than this are those of a program, not of a person at a keyboard. */
const mostAtOnce = 20;
const clearScreen = '\u001b[2J\u001b[3J\u001b[H';

/** Checks now and after each change, until the user interrupts it; then the last exit code counts. */
export async function watchSources(sources: SourcesAt, watching: Watching, io: Io): Promise<number> {
  const check = checking(sources, watching, io);
  await new Promise<void>((end, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const folders = watchedFolders(() => later(settled, check.changed));
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      folders.close();
      release();
      settle();
    };
    const orReject = (action: () => void): void => {
      try {
        action();
      } catch (cause) {
        finish(() => reject(cause));
      }
    };
    const later = (milliseconds: number, step: () => boolean): void => {
      clearTimeout(timer);
      timer = setTimeout(() => orReject(() => run(step)), milliseconds);
    };
    const run = (step: () => boolean): void => {
      const isComplete = step();
      folders.follow(foldersOf(sources, check.root()));
      if (!isComplete) later(idle, check.everything);
    };
    const release = io.onInterrupt(() => finish(end));
    orReject(() => {
      folders.follow(foldersOf(sources, check.root()));
      run(check.everything);
    });
  });
  return check.exitCode();
}

interface Checking {
  /** Looks at what has changed. Returns whether this was everything. */
  readonly changed: () => boolean;
  /** Looks at everything. */
  readonly everything: () => boolean;
  readonly root: () => string;
  readonly exitCode: () => number;
}

function checking(sources: SourcesAt, { look, report }: Watching, io: Io): Checking {
  const reread = rereading(sources);
  let root = resolve(sources.path);
  let exitCode: number = exitCodes.conformant;
  let shown: Looked | undefined;
  const show = (looked: Looked): boolean => {
    const isNew = shown === undefined || !isSame(shown, looked);
    shown = looked;
    if (!isNew) return false;
    if (io.stdout.isTerminal) io.stdout.write(clearScreen);
    exitCode = report(looked);
    return true;
  };
  const say = (what: string, started: number): void =>
    io.stderr.write(`${what} in ${Math.round(performance.now() - started)} ms; waiting for changes, Ctrl-C ends\n`);
  /** What is gone for a moment may come back, as it does while a branch is switched. */
  const unlessGone = (action: () => boolean): boolean => {
    try {
      return action();
    } catch (cause) {
      if (!(cause instanceof UsageError)) throw cause;
      io.stderr.write(`error: ${cause.message}; waiting for it\n`);
      exitCode = exitCodes.usage;
      shown = undefined;
      return true;
    }
  };
  const everything = (): boolean =>
    unlessGone(() => {
      const started = performance.now();
      const { tree } = reread();
      root = tree.root;
      if (show(look(tree))) say('checked', started);
      return true;
    });
  return {
    everything,
    changed: () =>
      unlessGone(() => {
        const started = performance.now();
        const again = reread();
        if (shown === undefined || again.changed.length > mostAtOnce) {
          show(look(again.tree));
          say('checked', started);
          return true;
        }
        const touched = again.changed.length + again.gone.length;
        if (touched > 0) {
          show(merged(shown, again, look({ ...again.tree, files: again.changed })));
          say(touched === 1 ? 'checked the changed file' : `checked ${touched} changed files`, started);
        }
        return false;
      }),
    root: () => root,
    exitCode: () => exitCode,
  };
}

/** What was found before, with what has changed since; how much was looked at is not counted anew. */
function merged(before: Looked, { tree, changed, gone }: Reread, now: Looked): Looked {
  const paths = new Set([...changed.map(({ path }) => path), ...gone]);
  const together = <T extends FindingPlace>(old: readonly T[], fresh: readonly T[]): readonly T[] =>
    [...old.filter(({ source }) => !paths.has(source.path)), ...fresh].toSorted(byPlace);
  return {
    ...before,
    tree,
    files: tree.files.filter(({ kind }) => kind !== 'other'),
    findings: together(before.findings, now.findings),
    unjudged: together(before.unjudged, now.unjudged),
  };
}

/** Whether a reader would see no difference. */
function isSame(one: Looked, other: Looked): boolean {
  return whatIsSeen(one) === whatIsSeen(other);
}

function whatIsSeen({ checked, findings, hidden, unjudged, stale, nothing }: Looked): string {
  return JSON.stringify([
    checked,
    findings.map(({ code, message, ...place }) => [code, message, placeText(place), place.source.lines.line(place.line)]),
    hidden,
    unjudged.map(({ reason, ...place }) => [reason, placeText(place)]),
    stale,
    nothing,
  ]);
}

function placeText({ source, line, column }: FindingPlace): string {
  return `${source.path}:${line}:${column}`;
}
