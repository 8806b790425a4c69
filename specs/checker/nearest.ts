import { editDistance } from '../edit-distance.ts';

/**
 * The name that somebody who wrote `written` has most likely meant: one that differs in a quarter of its letters at most, or only in
 * capitals, `-` and `_`. Undefined when there is none, or when `written` is too short or too long to tell.
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  if (written.length < 3 || written.length > 200) return undefined;
  const plain = plainly(written);
  let best: string | undefined;
  let least = Math.floor(Math.min(3, Math.max(1, written.length / 4))) + 1;
  let [names, compared] = [0, 0];
  for (const name of known) {
    // Who has written very many names gets no less of a message, but no advice from beyond these.
    if (++names > mostNames || compared > mostCompared) break;
    if (name === written || name.length < 3 || Math.abs(name.length - written.length) > 5) continue;
    if (plainly(name) === plain) return name;
    const sharesAnEnd = name[0] === written[0] || name.at(-1) === written.at(-1);
    if (!sharesAnEnd || Math.abs(name.length - written.length) >= least) continue;
    compared += 1;
    const distance = editDistance(written, name);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** The name that is meant, when no other one could be. */
export function onlyNearest(written: string, known: Iterable<string>): string | undefined {
  const all = [...known];
  const near = nearest(written, all);
  return near === undefined ||
    nearest(
      written,
      all.filter((each) => each !== near),
    ) !== undefined
    ? undefined
    : near;
}

const mostNames = 5000;
const mostCompared = 150;

/** ` (did you mean X?)`, or nothing. */
export function meant(written: string, known: Iterable<string>): string {
  const name = nearest(written, known);
  return name === undefined ? '' : ` (did you mean ${JSON.stringify(name)}?)`;
}

function plainly(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** Suggestions in the messages of one check. After two hundred of them there are none: each compares with all names there are. */
export interface LimitedHints {
  any(): boolean;
  nearest(written: string, known: Iterable<string>): string | undefined;
  meant(written: string, known: Iterable<string>): string;
}

/** Counts suggestions, from the first one. */
export function limitedHints(): LimitedHints {
  let left = 200;
  const isLeft = (): boolean => (left -= 1) >= 0;
  return {
    any: () => left > 0,
    nearest: (written, known) => (isLeft() ? nearest(written, known) : undefined),
    meant: (written, known) => (isLeft() ? meant(written, known) : ''),
  };
}
