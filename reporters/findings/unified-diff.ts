import type { Colours } from '../colours.ts';
import { visible } from '../visible-text.ts';

const context = 3;

/** A step from one list of lines to another. */
interface Step {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** The difference of two texts, as `patch -p1` takes it. With colours it is for a terminal, and shows what could steer one. */
export function unifiedDiff(path: string, before: string, after: string, colours?: Colours): string {
  if (before === after) return '';
  const steps = stepsBetween(linesOf(before), linesOf(after));
  const shown = (line: string): string => (colours === undefined ? line : visible(line));
  const painted = ({ kind, line }: Step): string => {
    const text = `${kind}${shown(line)}`;
    const whole = text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`;
    return colours === undefined || kind === ' ' ? whole : kind === '-' ? colours.red(whole) : colours.green(whole);
  };
  const hunks = hunksOf(steps).map(({ from, to }) => {
    const count = (kinds: string, start: number, end: number): number =>
      steps.slice(start, end).filter(({ kind }) => kinds.includes(kind)).length;
    const [old, fresh] = [count(' -', from, to), count(' +', from, to)];
    const header = `@@ -${range(count(' -', 0, from), old)} +${range(count(' +', 0, from), fresh)} @@\n`;
    return `${colours === undefined ? header : colours.cyan(header)}${steps.slice(from, to).map(painted).join('')}`;
  });
  return `--- a/${visible(path)}\n+++ b/${visible(path)}\n${hunks.join('')}`;
}

function range(before: number, count: number): string {
  return `${count === 0 ? before : before + 1},${count}`;
}

/** Lines with what ends them. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunksOf(steps: readonly Step[]): readonly { readonly from: number; readonly to: number }[] {
  const hunks: { from: number; to: number }[] = [];
  for (const [index, { kind }] of steps.entries()) {
    if (kind === ' ') continue;
    const from = Math.max(0, index - context);
    const to = Math.min(steps.length, index + context + 1);
    const last = hunks.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  return hunks;
}

/** The shortest way from one list to the other (Myers 1986). */
function stepsBetween(before: readonly string[], after: readonly string[]): readonly Step[] {
  const trace: ReadonlyMap<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let distance = 0; ; distance += 1) {
    trace.push(reach);
    const next = new Map(reach);
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = startOn(diagonal, distance, reach).x;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return backwards(before, after, trace);
    }
    reach = next;
  }
}

/** Where a path of `distance` changes begins on a diagonal, and from which one it comes. */
function startOn(diagonal: number, distance: number, reach: ReadonlyMap<number, number>): { readonly x: number; readonly from: number } {
  const [left, right] = [reach.get(diagonal - 1) ?? -1, reach.get(diagonal + 1) ?? -1];
  const isDown = diagonal === -distance || (diagonal !== distance && left < right);
  return isDown ? { x: right, from: diagonal + 1 } : { x: left + 1, from: diagonal - 1 };
}

function backwards(before: readonly string[], after: readonly string[], trace: readonly ReadonlyMap<number, number>[]): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = [before.length, after.length];
  for (let distance = trace.length - 1; distance >= 0; distance -= 1) {
    const reach = trace[distance] ?? new Map<number, number>();
    const { x: start, from } = startOn(x - y, distance, reach);
    const startY = start - (x - y);
    while (x > start && y > startY) {
      x -= 1;
      y -= 1;
      steps.push({ kind: ' ', line: before[x] ?? '' });
    }
    if (distance === 0) break;
    if (from > start - startY) {
      y -= 1;
      steps.push({ kind: '+', line: after[y] ?? '' });
    } else {
      x -= 1;
      steps.push({ kind: '-', line: before[x] ?? '' });
    }
  }
  return steps.toReversed();
}
