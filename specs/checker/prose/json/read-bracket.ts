import { balanceOf, closerOf, indentationAt, missingBracket } from './json-brackets.ts';
import type { MissingBracket } from './json-brackets.ts';
import { GiveUp } from './json-cursor.ts';
import type { JsonCursor } from './json-cursor.ts';
import type { JsonToken } from './json-tokens.ts';

const mostLevels = 200;

/** Whether a key of the object around a list, or an item of the list around an object, follows, as its indentation says. */
export function endsEarly(cursor: JsonCursor, opener: JsonToken, token: JsonToken): boolean {
  const around = cursor.openers.at(-2)?.text;
  if (around === undefined || around === opener.text || !token.startsLine) return false;
  const belongsThere = around === '{' ? token.kind === 'string' && cursor.isKey(token) : isItem(cursor, token);
  return belongsThere && indentationAt(cursor.text, token.start) <= indentationAt(cursor.text, opener.start);
}

function isItem(cursor: JsonCursor, token: JsonToken): boolean {
  if (token.kind === '{' || token.kind === '[') return true;
  const isScalar = token.kind === 'string' || (token.kind === 'word' && /^(?:true|false|null|-?\d.*)$/.test(token.text));
  return isScalar && !cursor.isKey(token);
}

/** @param next what follows, in what is around. */
export function endEarly(cursor: JsonCursor, next: JsonToken): void {
  tellMissing(cursor, missingBracket(cursor.text, cursor.openers, next.start));
  cursor.openers.pop();
  cursor.at = next.start;
}

/** Takes what is opened; gives up when that is too deep. */
export function openBracket(cursor: JsonCursor, token: JsonToken): void {
  if (cursor.openers.length >= mostLevels) throw new GiveUp();
  cursor.openers.push({ text: token.text, start: token.start, end: token.end });
}

/** @returns whether this ends what was opened: false when the closing bracket is superfluous. */
export function closeBracket(cursor: JsonCursor, opener: JsonToken, token: JsonToken): boolean {
  const wanted = closerOf(opener.text);
  if (token.text === wanted) {
    cursor.take();
    cursor.openers.pop();
    return true;
  }
  const verdict = balanceOf(cursor.text, cursor.openers, token);
  const related = { range: { start: opener.start, end: opener.end }, message: `the ${opener.text} that it would close` };
  if (verdict.kind === 'superfluous') {
    cursor.take();
    cursor.tell('wrong-bracket', token, `nothing is open that this ${token.text} could close; take it out`);
    return false;
  }
  cursor.openers.pop();
  if (verdict.kind === 'wrong') {
    cursor.take();
    cursor.tell('wrong-bracket', token, `a ${wanted} is wanted here, not ${token.text}`, {
      related,
      edits: [{ range: token, text: wanted }],
    });
    return true;
  }
  const known = cursor.mistakes.some(({ kind, related: other }) => kind === 'unclosed-bracket' && other !== undefined);
  if (!known || token.kind !== 'end') {
    tellMissing(cursor, verdict);
  }
  return true;
}

function tellMissing(cursor: JsonCursor, { at, of }: MissingBracket): void {
  const related = { range: { start: of.start, end: of.end }, message: `the ${of.text} that is not closed` };
  cursor.tell('unclosed-bracket', { start: at, end: at }, `a ${closerOf(of.text)} is missing here`, { related });
}
