import type { Level, Verdict } from '../specs/schemas/report.ts';
import { verdicts } from '../specs/schemas/report.ts';
import type { Colours } from './colours.ts';
import { inColourOf } from './colours.ts';
import { nameOf } from './target-name.ts';
import { visible } from './visible-text.ts';

/** Where progress is shown. */
export interface ProgressOutput {
  readonly isTerminal: boolean;
  readonly columns: number;
  write(text: string): void;
}

/** A rule that will be put to the test. */
interface AwaitedRule {
  readonly id: string;
  readonly family: string;
  readonly level: Level;
}

/** Shows a run while it lasts: one line that changes on a terminal, elsewhere a line for each family that is through. */
export interface Progress {
  /** A line for the user that stays. */
  readonly note: (line: string) => void;
  readonly start: (run: {
    readonly target: { readonly id: string; readonly url: string };
    readonly spec: string;
    readonly tests: readonly AwaitedRule[];
  }) => void;
  readonly outcome: (outcome: { readonly rule: string; readonly verdict: Verdict }) => void;
  readonly end: () => void;
}

const eraseLine = '\r\u001b[2K';

export function startProgress(output: ProgressOutput, colours: Colours): Progress {
  const awaited = new Map<string, AwaitedRule>();
  const counts = new Map<Verdict, number>();
  const families = new Map<string, { left: number; readonly counts: Map<Verdict, number> }>();
  let all = 0;
  let lineShown = false;

  const erase = (): void => {
    if (lineShown) output.write(eraseLine);
    lineShown = false;
  };
  const show = (current: string): void => {
    if (!output.isTerminal) return;
    const done = all - awaited.size;
    const plain = `${done}/${all}  ${countsText(counts, uncoloured)}`;
    const room = output.columns - plain.length - 3;
    erase();
    output.write(
      `${done}/${all}  ${countsText(counts, (verdict, text) => inColourOf(verdict, text, colours))}  ${room > 0 ? colours.dim(current.slice(0, room)) : ''}`,
    );
    lineShown = true;
  };

  return {
    note(line) {
      erase();
      output.write(`${visible(line)}\n`);
    },
    start({ target, spec, tests }) {
      erase();
      output.write(`${nameOf(target)}, Client-Server API ${spec}: ${tests.length} rules to put to the test\n`);
      all = tests.length;
      for (const test of tests) {
        awaited.set(test.id, test);
        const family = families.get(test.family) ?? { left: 0, counts: new Map<Verdict, number>() };
        family.left += 1;
        families.set(test.family, family);
      }
      show('');
    },
    outcome({ rule: id, verdict: raw }) {
      const rule = awaited.get(id);
      if (rule === undefined) return;
      awaited.delete(id);
      const verdict = weighed(raw, rule.level);
      increment(counts, verdict);
      show(id);
      const family = families.get(rule.family);
      if (family === undefined) return;
      increment(family.counts, verdict);
      family.left -= 1;
      if (family.left === 0 && !output.isTerminal) output.write(`${rule.family.padEnd(16)} ${countsText(family.counts, uncoloured)}\n`);
    },
    end: erase,
  };
}

function uncoloured(_verdict: Verdict, text: string): string {
  return text;
}

function increment(counts: Map<Verdict, number>, verdict: Verdict): void {
  counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
}

/** The tests know no levels below failure; the final report does, and progress says the same. */
function weighed(verdict: Verdict, level: Level): Verdict {
  if (verdict !== 'failed' && verdict !== 'warned') return verdict;
  return level === 'MUST' ? 'failed' : level === 'SHOULD' ? 'warned' : 'unsupported';
}

function countsText(counts: ReadonlyMap<Verdict, number>, colour: (verdict: Verdict, text: string) => string): string {
  return verdicts
    .filter((verdict) => counts.has(verdict))
    .map((verdict) => colour(verdict, `${counts.get(verdict)} ${verdict}`))
    .join('  ');
}
