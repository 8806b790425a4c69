import type { Range } from '../../../yaml/lines.ts';
import type { JsonCursor } from './json-cursor.ts';
import { stringMistakes, unquoted } from './json-strings.ts';
import type { JsonToken } from './json-tokens.ts';
import { openString } from './read-scalar.ts';

/** The key of a member; without a name when it is a placeholder. */
export interface JsonKey {
  readonly name: string | undefined;
  readonly range: Range;
}

/** Whether a key is written as in `"key:" value`: what stands behind it apart is surely a value, and not the text of an unclosed key. */
function hasColonInside(cursor: JsonCursor, token: JsonToken): boolean {
  if (token.kind !== 'string' || !/^"[\w.-]+:"$/.test(token.text) || !/\s/.test(cursor.text[token.end] ?? '')) return false;
  const { kind, text, startsLine } = cursor.peekAfter(token);
  if (startsLine) return false;
  return kind === 'string' || kind === '{' || kind === '[' || (kind === 'word' && /^(?:-?\d|(?:true|false|null)$)/.test(text));
}

/** Reads the key of a member; undefined for a text that stands for members, or something that is no key, which are skipped. */
export function readKey(cursor: JsonCursor, token: JsonToken): JsonKey | undefined {
  const { start, text } = token;
  switch (token.kind) {
    case 'string':
    case 'open-string': {
      // The second quotation mark is missing when the colon stands inside of what looks like the text.
      const inside = /^"[\w.-]+(?=\s*:\s*(?:[[{]*\s*"|[^"]*$))/.exec(text)?.[0];
      if (inside !== undefined && hasColonInside(cursor, token)) {
        cursor.take();
        return { name: inside.slice(1), range: token };
      }
      if (inside !== undefined && (token.kind === 'open-string' || cursor.peekAfter(token).kind !== ':')) {
        const range = { start, end: start + inside.length };
        cursor.tell('unclosed-string', range, `the second quotation mark of this key is missing; write ${inside}"`, {
          edits: [{ range: { start: range.end, end: range.end }, text: '"' }],
        });
        cursor.moveTo(range.end);
        return { name: inside.slice(1), range };
      }
      if (token.kind === 'open-string') {
        openString(cursor, token);
        return undefined;
      }
      cursor.take();
      for (const { range, message } of stringMistakes(token)) cursor.tell('bad-string', range, message);
      return { name: /^"<[^<>]*>"$|^"(\.\.\.|…)"$/.test(text) ? undefined : unquoted(text), range: token };
    }
    case 'quoted':
      cursor.take();
      cursor.quoted.push(token);
      return { name: text.slice(1, -1), range: token };
    case 'placeholder':
      cursor.take();
      if (cursor.peek().kind === ':') return { name: undefined, range: token };
      cursor.skipRemark();
      cursor.lastEnd = cursor.at;
      return undefined;
    case 'word': {
      const lacksQuote = /^[\w.-]+(?="\s*:)/.exec(cursor.restOfLine(start))?.[0];
      if (lacksQuote !== undefined) {
        const range = { start, end: start + lacksQuote.length + 1 };
        cursor.tell('unclosed-string', range, `the first quotation mark of this key is missing; write "${lacksQuote}"`, {
          edits: [{ range: { start, end: start }, text: '"' }],
        });
        cursor.moveTo(range.end);
        return { name: lacksQuote, range };
      }
      const name = text.includes(':') && cursor.peekAfter(token).kind !== ':' ? text.slice(0, text.indexOf(':')) : text;
      if (!cursor.isKey(token) || name === '') {
        cursor.take();
        cursor.skipRemark();
        cursor.lastEnd = cursor.at;
        return undefined;
      }
      const range = { start, end: start + name.length };
      cursor.moveTo(range.end);
      cursor.tell('unquoted-key', range, `a key stands in quotation marks; write ${JSON.stringify(name)}`, {
        edits: [{ range, text: JSON.stringify(name) }],
      });
      return { name, range };
    }
    default:
      cursor.take();
      cursor.tell('misplaced-mark', token, `a key in quotation marks is wanted here, not ${text}`);
      return undefined;
  }
}
