import type { SampleTree } from './sample-tree.ts';

/** One way in which an editor gets something wrong. */
export interface Slip {
  /** What the editor does. */
  readonly name: string;
  /** How it is known, without asking the checker, that a place is one where this is a mistake; and on which line it has to be found. */
  readonly because: string;
  /** The codes that tell of it; any of them may. */
  readonly codes: readonly string[];
  /** Every place of a tree where it can be made. */
  places(tree: SampleTree): readonly Place[];
}

/** One mistake: what is written instead of a range of a file, and where it is then to be found. */
export interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly by: string;
  /** Offsets into the file as it was before: the mistake is found on the line of one of them. The line of `start` unless given. */
  readonly at?: readonly number[];
  /** How many lines further down that is once the text is changed. */
  readonly down?: number;
}

/** Where a pattern is found: its first group, or all of it. */
export interface Match {
  readonly path: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly groups: readonly string[];
}

/** Every place of the files whose path matches where a pattern (with the flags d and g) does. */
export function matches({ texts }: SampleTree, paths: RegExp, pattern: RegExp): readonly Match[] {
  return texts
    .filter(([path]) => paths.test(path))
    .flatMap(([path, file]) =>
      [...file.matchAll(pattern)].flatMap((match): readonly Match[] => {
        const [whole, ...groups] = match;
        const [start, end] = match.indices?.[groups.length === 0 ? 0 : 1] ?? [match.index, match.index + whole.length];
        return [{ path, file, start, end, text: file.slice(start, end), groups: groups.map((group) => group ?? '') }];
      }),
    );
}

/** The text of a file with mistakes in it, of which no two overlap. */
export function textWith(file: string, places: readonly Place[]): string {
  return places
    .toSorted((one, other) => other.start - one.start)
    .reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), file);
}

/** The lines, from 1, on one of which a mistake has to be found when it and others are made in a file. */
export function linesOf(file: string, place: Place, all: readonly Place[] = [place]): readonly number[] {
  return (place.at ?? [place.start]).map((offset) => {
    const before = all.filter((other) => other !== place && other.start < offset);
    const moved = before.map(({ start, end, by }) => countLines(by) - countLines(file.slice(start, end)));
    return 1 + countLines(file.slice(0, offset)) + moved.reduce((sum, each) => sum + each, 0) + (place.down ?? 0);
  });
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

/** What becomes of a word when two letters are swapped, or one is left out; never one of `others`. */
export function misspellings(word: string, others: readonly string[] = []): readonly string[] {
  const letters = word.split('');
  const swapped = letters.slice(1).map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(''));
  const shorter = letters.map((_, at) => [...letters.slice(0, at), ...letters.slice(at + 1)].join(''));
  return [...new Set([...swapped, ...shorter])].filter((each) => each !== word && each !== '' && !others.includes(each));
}

/** Writes each of the misspellings instead of what was found. */
export function misspelt(found: readonly Match[], others: readonly string[] = []): readonly Place[] {
  return found.flatMap(({ path, start, end, text }) => misspellings(text, others).map((by) => ({ path, start, end, by })));
}
