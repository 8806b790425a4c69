import type { JsonCursor } from './json-cursor.ts';
import type { JsonToken } from './json-tokens.ts';

/** Whether a comma has been found to be too many. */
export function isTold(cursor: JsonCursor, { start }: JsonToken): boolean {
  return cursor.mistakes.some(({ kind, range }) => kind === 'extra-comma' && range.start === start);
}

/** Tells of a comma that nothing follows. */
export function extraComma(cursor: JsonCursor, comma: JsonToken): void {
  cursor.tell('extra-comma', comma, 'a comma too many: nothing follows it; take it out', { edits: [{ range: comma, text: '' }] });
}

/** Tells of a comma that is missing at an index. */
export function missingComma(cursor: JsonCursor, at: number): void {
  const range = { start: at, end: at };
  cursor.tell('missing-comma', range, 'a comma is missing here', { edits: [{ range, text: ',' }] });
}

/** A colon, `;` or the like where a comma is wanted. */
export function wrongMark(cursor: JsonCursor, token: JsonToken, closer: string): boolean {
  if (token.kind !== ':' && token.kind !== 'symbol') return false;
  cursor.take();
  if (token.kind === ':' || token.text === ';') {
    const edits = [{ range: token, text: ',' }];
    const isLast = isEnd(cursor.peek());
    cursor.tell('misplaced-mark', token, `a comma or a ${closer} is wanted here, not ${token.text}`, isLast ? {} : { edits });
  } else cursor.tell('misplaced-mark', token, `a comma or a ${closer} is wanted here, not ${token.text}`);
  return true;
}

/** Whether a piece ends what is around it. */
export function isEnd({ kind }: JsonToken): boolean {
  return kind === 'end' || kind === '}' || kind === ']';
}
