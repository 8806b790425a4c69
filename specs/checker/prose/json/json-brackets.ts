import type { Range } from '../../../yaml/lines.ts';
import { tokenAt } from './json-tokens.ts';
import type { JsonToken } from './json-tokens.ts';

/** A bracket that waits to be closed. */
export interface Opener extends Range {
  readonly text: string;
}

/** What is wrong at a closing bracket, or an end, that does not fit what is open. */
export type Balance = { readonly kind: 'wrong' } | { readonly kind: 'superfluous' } | MissingBracket;

/** A bracket is missing, at an index; `of` is the one that it would close. */
export interface MissingBracket {
  readonly kind: 'missing';
  readonly at: number;
  readonly of: Opener;
}

/** The bracket that closes another. */
export function closerOf(opener: string): string {
  return opener === '{' ? '}' : ']';
}

/** Finds the reading of a closing bracket that does not fit which leaves the fewest brackets in the rest of the text unpaired. */
export function balanceOf(text: string, openers: readonly Opener[], token: JsonToken): Balance {
  const stack = openers.map((opener) => closerOf(opener.text));
  if (token.kind === 'end') return missingBracket(text, openers, text.length);
  const rest = bracketsFrom(text, token.end);
  const below = stack.lastIndexOf(token.text);
  const costs: readonly (readonly [cost: number, balance: Balance])[] = [
    [unpaired(stack.slice(0, -1), rest), { kind: 'wrong' }],
    ...(below < 0
      ? []
      : [[unpaired(stack.slice(0, below), rest) + stack.length - 2 - below, missingBracket(text, openers, token.start)] as const]),
    [unpaired(stack, rest), { kind: 'superfluous' }],
  ];
  let best = costs[0];
  for (const each of costs) if (best === undefined || each[0] < best[0]) best = each;
  return best?.[1] ?? { kind: 'wrong' };
}

/** Where indentation says that a bracket is missing: before the first line that is no deeper than the line that opens it. */
export function missingBracket(text: string, openers: readonly Opener[], upTo: number): MissingBracket {
  const innermost = openers.at(-1) ?? { text: '{', start: 0, end: 0 };
  const other = byIndentation(text, upTo, innermost);
  return other ?? { kind: 'missing', at: endOfBlock(text, innermost, upTo), of: innermost };
}

/** The end of what stands indented below an opening bracket. */
function endOfBlock(text: string, opener: Opener, upTo: number): number {
  const own = indentationAt(text, opener.start);
  const lines = /\n([ \t]*)(?=[^\s])/g;
  lines.lastIndex = opener.end;
  for (let line = lines.exec(text); line !== null && line.index < upTo; line = lines.exec(text)) {
    if ((line[1] ?? '').length <= own) return text.slice(0, line.index).trimEnd().length;
  }
  return text.slice(0, upTo).trimEnd().length;
}

/** A pair whose closing bracket begins a line that is less indented than the one with the opening bracket: that one closes another. */
function byIndentation(text: string, upTo: number, wanted: Opener): MissingBracket | undefined {
  const open: Opener[] = [];
  let index = 0;
  for (let token = tokenAt(text, index); token.kind !== 'end' && token.start < upTo; token = tokenAt(text, index)) {
    index = token.end;
    if (token.kind === '{' || token.kind === '[') open.push({ text: token.text, start: token.start, end: token.end });
    else if (token.kind === '}' || token.kind === ']') {
      const opener = open.pop();
      if (opener === undefined) return undefined;
      if (token.startsLine && opener.text === wanted.text && indentationAt(text, token.start) < indentationAt(text, opener.start)) {
        return { kind: 'missing', at: endOfBlock(text, opener, token.start), of: opener };
      }
    }
  }
  return undefined;
}

/** How deep the line is indented that an index lies on. */
export function indentationAt(text: string, index: number): number {
  const line = text.slice(text.lastIndexOf('\n', index - 1) + 1, index + 1);
  return line.length - line.trimStart().length;
}

function bracketsFrom(text: string, from: number): readonly string[] {
  const found: string[] = [];
  let index = from;
  for (let token = tokenAt(text, index); token.kind !== 'end'; token = tokenAt(text, index)) {
    if ('{}[]'.includes(token.kind)) found.push(token.text);
    index = token.end;
  }
  return found;
}

/** How many brackets find no partner. */
function unpaired(closers: readonly string[], brackets: readonly string[]): number {
  const stack = [...closers];
  let count = 0;
  for (const bracket of brackets) {
    if (bracket === '{' || bracket === '[') stack.push(closerOf(bracket));
    else if (stack.at(-1) === bracket) stack.pop();
    else {
      count += 1;
      const below = stack.lastIndexOf(bracket);
      if (below >= 0) stack.length = below;
    }
  }
  return count + stack.length;
}
