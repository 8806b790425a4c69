import type { Range } from './lines.ts';
import { pointerInto } from './pointer.ts';
import type { YamlContent, YamlError } from './yaml-content.ts';
import { flawOf } from './flaws/flaw-of.ts';
import type { Mend } from './flaws/flaw.ts';
import { readNodes } from './yaml-nodes.ts';
import type { YamlStop } from './yaml-nodes.ts';
import { yamlRanges } from './yaml-ranges.ts';
import type { YamlRanges } from './yaml-ranges.ts';

/** How often a text is read again at most, and how many characters in all. */
const [mostReadings, mostCharacters] = [100, 100_000_000];

/**
 * Reads YAML that has mistakes: at each, the parser gives up; it is mended where that is clear, otherwise the smallest part around it is
 * blanked out, and the parser begins anew. So one mistake is one error, and what comes after it is read as well.
 */
export function mendYaml(text: string): YamlContent {
  const errors: YamlError[] = [];
  const cuts: Mend[] = [];
  let mended = text;
  for (let reading = 0; reading < mostReadings && reading * text.length <= mostCharacters; reading += 1) {
    const nodes = readNodes(mended);
    if ('documents' in nodes) {
      const [first, second] = nodes.documents;
      if (second !== undefined) errors.push(secondDocument(text, second.start));
      return contentOf(text, yamlRanges(mended, first), first?.result, errors, cuts);
    }
    if (nodes.reason.startsWith('nesting exceeded')) {
      const range = { start: nodes.offset, end: Math.min(nodes.offset + 1, text.length) };
      errors.push({ kind: 'too-deep', range, message: 'this is nested too deep to look at: more than 100 levels' });
      break;
    }
    const { error, mend } = flawOf(mended, nodes);
    if (!isEcho(text, nodes, cuts)) errors.push({ ...error, range: within(text, error.range) });
    const next = applied(mended, mend);
    if (next === mended) break;
    if (mend.isCut) cuts.push(mend);
    mended = next;
  }
  return { value: undefined, errors: inOrder(errors), holes: [''], gaps: [], rangeOf: () => ({ start: 0, end: 0 }) };
}

function within(text: string, { start, end }: Range): Range {
  const first = Math.min(start, text.length);
  return { start: first, end: Math.min(Math.max(first, end), text.length) };
}

/** An alias whose anchor stood in what has been cut out. */
function isEcho(text: string, { reason }: YamlStop, cuts: readonly Mend[]): boolean {
  const [, name] = /^unidentified alias "(.+)"$/.exec(reason) ?? [];
  return name !== undefined && cuts.some(({ start, end }) => text.slice(start, end).includes(`&${name}`));
}

function applied(text: string, { start, end, by }: Mend): string {
  const blank = text.slice(start, end).replaceAll(/[^\r\n]/g, ' ');
  return text.slice(0, start) + (by ?? blank) + text.slice(end);
}

function contentOf(text: string, ranges: YamlRanges, result: unknown, errors: readonly YamlError[], cuts: readonly Mend[]): YamlContent {
  const doubles = ranges.duplicates().map(({ key, range, first }): YamlError => {
    return { kind: 'duplicate-key', range, first, message: `the key ${JSON.stringify(key)} stands here twice` };
  });
  const holeOf = ({ start, keepsKey, column }: Mend): string => {
    const steps = ranges.pointersAt(start);
    if (keepsKey === true) {
      const at = steps.at(-1) ?? [];
      forget(result, at);
      return at.reduce(pointerInto, '');
    }
    const wanted = column ?? columnOf(text, start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0));
    // What has been cut out is a part of whatever begins further to the left.
    const holder = steps.findLast((each) => {
      const pointer = each.reduce(pointerInto, '');
      return pointer === '' || columnOf(text, entryStart(text, ranges.rangeOf(pointer, 'key').start)) < wanted;
    });
    forget(result, holder ?? []);
    return (holder ?? []).reduce(pointerInto, '');
  };
  const isGap = ({ isExact, keepsKey }: Mend): boolean => isExact === true && keepsKey !== true;
  return {
    value: result ?? null,
    errors: inOrder([...errors, ...doubles]),
    holes: cuts.filter((cut) => !isGap(cut)).map(holeOf),
    gaps: cuts.filter(isGap).flatMap((cut) => (cut.column === undefined ? [holeOf(cut)] : around(holeOf(cut)))),
    rangeOf: (pointer, part = 'value') => ranges.rangeOf(pointer, part),
  };
}

/** A pointer, and those of all that it is a part of: how deep a line with tabs was meant to be is not certain. */
function around(pointer: string): readonly string[] {
  const steps = pointer.split('/');
  return steps.map((_, at) => steps.slice(0, at + 1).join('/'));
}

/** Where the line of an entry of a list begins with its dash; of all else, where it begins itself. */
function entryStart(text: string, start: number): number {
  const [dashes] = /(?:- +)*$/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) ?? [];
  return start - (dashes?.length ?? 0);
}

/** The key of a part that was cut out is known, and its value is not. */
function forget(result: unknown, steps: readonly string[]): void {
  let holder = result;
  for (const step of steps.slice(0, -1)) holder = typeof holder === 'object' && holder !== null ? Reflect.get(holder, step) : undefined;
  const last = steps.at(-1);
  if (last === undefined || typeof holder !== 'object' || holder === null || Reflect.get(holder, last) !== null) return;
  Reflect.set(holder, last, undefined);
}

function secondDocument(text: string, start: number): YamlError {
  const before = text.lastIndexOf('---', start);
  const range: Range = before < 0 ? { start, end: start } : { start: before, end: before + 3 };
  return { kind: 'syntax', range, message: 'a second document begins here; a file holds one' };
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function inOrder(errors: readonly YamlError[]): readonly YamlError[] {
  return errors.toSorted((one, other) => one.range.start - other.range.start);
}
