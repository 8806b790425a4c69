import type { JsonCursor } from './json-cursor.ts';
import type { JsonNode } from './json-node.ts';
import { stringMistakes, unquoted } from './json-strings.ts';
import { tokenAt } from './json-tokens.ts';
import type { JsonToken } from './json-tokens.ts';

/** Reads a value that is neither an object nor a list: also one that is none, in whose place there is something. */
export function readScalar(cursor: JsonCursor, token: JsonToken): JsonNode {
  switch (token.kind) {
    case 'string':
      return string(cursor, token);
    case 'open-string':
      return openString(cursor, token);
    case 'word':
      return word(cursor, token);
    case 'quoted':
      cursor.take();
      cursor.quoted.push(token);
      return { kind: 'scalar', range: token, value: token.text.slice(1, -1) };
    default:
      if (token.kind === 'placeholder' && lacksFirstQuote(cursor, token)) return toldOfQuote(cursor, token);
      cursor.take();
      return { kind: 'elision', range: token };
  }
}

function string(cursor: JsonCursor, token: JsonToken): JsonNode {
  const next = tokenAt(cursor.text, token.end);
  if (next.isGlued && (next.kind === 'word' || next.kind === 'placeholder') && cursor.restOfLine(token.end).includes('"')) {
    return brokenString(cursor, token, cursor.restOfLine(token.start));
  }
  cursor.take();
  for (const { range, message } of stringMistakes(token)) cursor.tell('bad-string', range, message);
  return { kind: 'scalar', range: token, value: unquoted(token.text) };
}

/** More quotation marks on the line than a string has: one is missing or others lack a backslash. */
function brokenString(cursor: JsonCursor, token: JsonToken, line: string): JsonNode {
  const marks = (line.match(/(?<!\\)"/g) ?? []).length;
  const cut = /^"[^",]*,\s*"$/.test(token.text) ? token.text.indexOf(',') : -1;
  if (marks % 2 === 1 && cut > 0) {
    const range = { start: token.start, end: token.start + cut };
    cursor.tell('unclosed-string', range, 'the second quotation mark of this text is missing; write it before the comma');
    cursor.moveTo(range.end);
    return { kind: 'elision', range };
  }
  const end = token.start + line.replace(/[\s,}\]]*$/, '').length;
  const range = { start: token.start, end };
  cursor.tell('bad-string', range, String.raw`a quotation mark inside of a text needs a backslash before it: \"`);
  cursor.moveTo(end);
  return { kind: 'elision', range };
}

/** Reads a text whose second quotation mark is not on its line. */
export function openString(cursor: JsonCursor, token: JsonToken): JsonNode {
  // A text over several lines ends before a mark that can follow a value.
  const whole = /^"(?:[^"\\]|\\[^]){0,2000}"(?=\s*(?:[,}\]]|$))/.exec(cursor.text.slice(token.start, token.start + 2100))?.[0];
  if (whole !== undefined && !/"\s*:/.test(whole)) {
    const range = { start: token.start, end: token.start + whole.length };
    cursor.tell('line-break-in-string', token, String.raw`this text goes over several lines; in JSON a line break in a text is written \n`);
    cursor.moveTo(range.end);
    return { kind: 'elision', range };
  }
  const end = token.start + Math.max(1, token.text.replace(/[\s,}\]]*$/, '').length);
  const range = { start: token.start, end };
  cursor.tell('unclosed-string', range, 'the second quotation mark of this text is missing');
  cursor.moveTo(end);
  return { kind: 'elision', range };
}

function word(cursor: JsonCursor, token: JsonToken): JsonNode {
  if (lacksFirstQuote(cursor, token)) return toldOfQuote(cursor, token);
  cursor.take();
  const { text } = token;
  if (text === 'true' || text === 'false' || text === 'null') {
    return { kind: 'scalar', range: token, value: text === 'null' ? null : text === 'true' };
  }
  const group = /^(?:,\d{3})*,0\d{2}(?:,\d{3})*(?!\d)/.exec(cursor.text.slice(token.end, token.end + 40))?.[0];
  if (/^-?[1-9]\d{0,2}$/.test(text) && group !== undefined) {
    const range = { start: token.start, end: token.end + group.length };
    const plain = `${text}${group}`.replaceAll(',', '');
    cursor.tell('bad-number', range, `${text}${group} is no number in JSON, which has no commas in numbers; write ${plain}`);
    cursor.moveTo(range.end);
    return { kind: 'elision', range };
  }
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return { kind: 'scalar', range: token, value: Number(text) };
  if (/^(?:\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?|\d+\.\d+\.\d+)$/.test(text)) {
    const edits = [{ range: token, text: JSON.stringify(text) }];
    cursor.tell('unquoted-text', token, `a text stands in quotation marks; write ${JSON.stringify(text)}`, { edits });
  } else if (/^[+-]?0x[\da-f]+$/i.test(text)) {
    cursor.tell('bad-number', token, `${text} is no number in JSON, which has none with letters; write ${Number(text)}`);
  } else if (/^[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    cursor.tell('bad-number', token, `${text} is no number in JSON${/^0\d/.test(text) ? ', which has none that begin with 0' : ''}`);
  } else if (/^(yes|no)$/i.test(text) && isAlone(cursor, token)) {
    const right = /^yes$/i.test(text) ? 'true' : 'false';
    cursor.tell('unquoted-text', token, `JSON has no ${text}; write ${right}`, { edits: [{ range: token, text: right }] });
  } else if (/^(true|false|none|null|undefined|nil|nan|ture|treu|flase|fales|nul|nulll)$/i.test(text)) {
    const right = /^tr|^tu/i.test(text) ? 'true' : /^f/i.test(text) ? 'false' : 'null';
    cursor.tell('unquoted-text', token, `JSON has no ${text}; write ${right}`, { edits: [{ range: token, text: right }] });
  } else if (isIdentifier(text)) {
    const edits = [{ range: token, text: JSON.stringify(text) }];
    cursor.tell('unquoted-text', token, `a text stands in quotation marks; write ${JSON.stringify(text)}`, { edits });
  }
  return { kind: 'elision', range: token };
}

/** Whether a word is a whole value, and no alternative or explanation. */
function isAlone({ text }: JsonCursor, { start, end }: JsonToken): boolean {
  return /[:,[]\s*$/.test(text.slice(Math.max(0, start - 20), start)) && /^\s*(?:[,}\]]|$)/.test(text.slice(end, end + 40));
}

/** Whether what follows on the line is a text up to its second quotation mark. */
function lacksFirstQuote(cursor: JsonCursor, { start }: JsonToken): boolean {
  return /^[^"\n{}[\],]*[^"\s{}[\],:\\]"\s*(?:[,}\]]|$)/.test(cursor.restOfLine(start));
}

function toldOfQuote(cursor: JsonCursor, { start }: JsonToken): JsonNode {
  const range = { start, end: start + cursor.restOfLine(start).indexOf('"') + 1 };
  cursor.tell('unclosed-string', range, 'the first quotation mark of this text is missing');
  cursor.moveTo(range.end);
  return { kind: 'elision', range };
}

/** A text that is certainly meant as itself: an identifier, not a word that explains what stands there. */
function isIdentifier(text: string): boolean {
  return /^(m|org|com|net|io)\.[a-z][\w-]*(\.[\w-]+)*$|^[@!#][^\s:@]+:[\w.-]+$|^https?:\/\/\S+$|^mxc:\/\/\S+$|^M_[A-Z_]+$/.test(text);
}
