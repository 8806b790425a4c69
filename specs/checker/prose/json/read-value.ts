import { tellDuplicates } from './duplicate-keys.ts';
import { closerOf } from './json-brackets.ts';
import { GiveUp } from './json-cursor.ts';
import type { JsonCursor } from './json-cursor.ts';
import type { JsonMember, JsonNode } from './json-node.ts';
import type { JsonToken } from './json-tokens.ts';
import { closeBracket, endEarly, endsEarly, openBracket } from './read-bracket.ts';
import { extraComma, isEnd, isTold, missingComma, wrongMark } from './read-comma.ts';
import { readKey } from './read-key.ts';
import type { JsonKey } from './read-key.ts';
import { readScalar } from './read-scalar.ts';
import { tokenAt } from './json-tokens.ts';

const mostAlternatives = 200;

/** Reads a value, and what is said behind it on its line. */
export function readValue(cursor: JsonCursor): JsonNode {
  const token = cursor.peek();
  if (token.kind === '{' || token.kind === '[') {
    cursor.take();
    if (token.kind === '{' && isListMeant(cursor, token)) {
      const edits = [{ range: token, text: '[' }];
      cursor.tell('wrong-bracket', token, 'a [ is wanted here, not {: what follows is a list, which a ] closes', { edits });
      return readArray(cursor, { ...token, kind: '[', text: '[' });
    }
    if (token.kind === '[' && isObjectMeant(cursor, token)) {
      const edits = [{ range: token, text: '{' }];
      cursor.tell('wrong-bracket', token, 'a { is wanted here, not [: what follows has keys, and a } closes it', { edits });
      return readObject(cursor, { ...token, kind: '{', text: '{' });
    }
    return token.kind === '{' ? readObject(cursor, token) : readArray(cursor, token);
  }
  const scalar = readScalar(cursor, token);
  return afterValue(cursor) ? { kind: 'elision', range: scalar.range } : scalar;
}

/** Whether a brace stands for a bracket: values without keys follow, and a bracket closes them. */
function isListMeant(cursor: JsonCursor, opener: JsonToken): boolean {
  const token = cursor.peek();
  return (token.kind === '{' || token.kind === '[') && closerFound(cursor, opener, token) === ']';
}

/** Whether a bracket stands for a brace: a key follows, and a brace closes what it opens. */
function isObjectMeant(cursor: JsonCursor, opener: JsonToken): boolean {
  const token = cursor.peek();
  return token.kind === 'string' && tokenAt(cursor.text, token.end).kind === ':' && closerFound(cursor, opener, token) === '}';
}

/** The bracket that closes another one, whatever that is; undefined where more than one is wrong, or it is far away. */
function closerFound(cursor: JsonCursor, opener: JsonToken, first: JsonToken): string | undefined {
  let token = first;
  const open = [opener.text];
  for (let left = 1000; token.kind !== 'end' && open.length < 20 && left > 0; left -= 1, token = tokenAt(cursor.text, token.end)) {
    if (token.kind === '{' || token.kind === '[') open.push(token.text);
    else if (token.kind === '}' || token.kind === ']') {
      const last = open.pop();
      if (open.length === 0) return token.kind;
      if (last === undefined || closerOf(last) !== token.text) return undefined;
    }
  }
  return undefined;
}

/** Alternatives (`"a" | "b"`, `true or false`) and remarks behind a value. */
function afterValue(cursor: JsonCursor): boolean {
  let isAny = false;
  for (;;) {
    const token = cursor.peek();
    const isOr =
      !token.startsLine && ((token.kind === 'symbol' && token.text === '|') || (token.kind === 'word' && /^(or|and|to)$/.test(token.text)));
    if (isOr) {
      cursor.take();
      if ((cursor.alternatives += 1) > mostAlternatives) throw new GiveUp();
      const next = cursor.peek();
      if (!['string', 'word', 'quoted', 'placeholder', '{', '['].includes(next.kind)) return true;
      readValue(cursor);
      isAny = true;
    } else {
      const from = cursor.at;
      if (!cursor.skipRemark()) return isAny;
      cursor.lastEnd = cursor.at;
      if (cursor.at === from) return isAny;
      isAny = true;
    }
  }
}

/**
 * Reads the members of an object.
 * @param opener undefined for members without braces.
 */
export function readObject(cursor: JsonCursor, opener: JsonToken | undefined): JsonNode {
  if (opener !== undefined) openBracket(cursor, opener);
  const members: JsonMember[] = [];
  let isPartial = opener === undefined;
  const start = opener?.start ?? cursor.peek().start;
  const node = (): JsonNode => {
    tellDuplicates(cursor, members);
    return { kind: 'object', range: { start, end: cursor.lastEnd }, members, isPartial };
  };
  let comma: JsonToken | undefined;
  let isFirst = true;
  let isToldNameless = false;
  for (;;) {
    const before = cursor.lastEnd;
    const { isAny, standsForMore } = cursor.skipElisions();
    if (isAny) isPartial = true;
    const token = cursor.peek();
    if (
      opener === undefined &&
      (token.kind === 'end' || token.kind === '}' || token.kind === ']' || (token.startsLine && !cursor.isKey(token)))
    ) {
      return node();
    }
    if (token.kind === ',') {
      cursor.take();
      if ((comma !== undefined && !isAny) || (isFirst && !isAny)) extraComma(cursor, token);
      comma = token;
      continue;
    }
    if (isEnd(token)) {
      if (comma !== undefined && !isAny && !isTold(cursor, comma) && opener !== undefined && token.kind !== 'end')
        extraComma(cursor, comma);
      if (opener === undefined || closeBracket(cursor, opener, token)) return node();
      continue;
    }
    if (opener !== undefined && endsEarly(cursor, opener, token)) {
      endEarly(cursor, comma ?? token);
      return node();
    }
    if (!isFirst && comma === undefined && !standsForMore && !isBehindEllipsis(cursor, token)) {
      const isApart = opener === undefined && /\n\s*\n/.test(cursor.text.slice(before, token.start));
      if (wrongMark(cursor, token, '}')) {
        comma = token;
        continue;
      }
      if (!isApart && !isText(cursor, token)) missingComma(cursor, before);
    }
    const isNameless = token.kind === '{' || token.kind === '[';
    const member = isNameless ? undefined : readMember(cursor, token);
    if (isNameless) isToldNameless = nameless(cursor, token, isToldNameless) || isToldNameless;
    if (member === undefined) isPartial = true;
    else members.push(member);
    comma = undefined;
    isFirst = false;
  }
}

function readArray(cursor: JsonCursor, opener: JsonToken): JsonNode {
  openBracket(cursor, opener);
  const items: JsonNode[] = [];
  let isPartial = false;
  let comma: JsonToken | undefined;
  let isFirst = true;
  let hasKeys = false;
  for (;;) {
    const before = cursor.lastEnd;
    const { isAny } = cursor.skipElisions();
    if (isAny) isPartial = true;
    const token = cursor.peek();
    if (token.kind === ',') {
      cursor.take();
      if ((comma !== undefined && !isAny) || (isFirst && !isAny)) extraComma(cursor, token);
      comma = token;
      continue;
    }
    if (isEnd(token)) {
      if (comma !== undefined && !isAny && !isTold(cursor, comma) && token.kind !== 'end') extraComma(cursor, comma);
      if (closeBracket(cursor, opener, token))
        return { kind: 'array', range: { start: opener.start, end: cursor.lastEnd }, items, isPartial };
      continue;
    }
    if (token.kind === ':' || token.kind === 'symbol') {
      const isKey = token.kind === ':' && isPlainValue(cursor, cursor.peekAfter(token)) && items.at(-1)?.kind === 'scalar';
      if (isKey) {
        cursor.take();
        if (!hasKeys)
          cursor.tell('misplaced-mark', token, 'a list has no keys: write { and } around its members, or a comma for this colon');
        hasKeys = true;
        readValue(cursor);
        comma = undefined;
        continue;
      }
      wrongMark(cursor, token, ']');
      comma = token;
      continue;
    }
    if (endsEarly(cursor, opener, token)) {
      endEarly(cursor, comma ?? token);
      return { kind: 'array', range: { start: opener.start, end: before }, items, isPartial };
    }
    if (!isFirst && comma === undefined && !isAny) missingComma(cursor, before);
    items.push(readValue(cursor));
    comma = undefined;
    isFirst = false;
  }
}

function readMember(cursor: JsonCursor, token: JsonToken): JsonMember | undefined {
  const key = readKey(cursor, token);
  if (key === undefined) return undefined;
  const named = key.name === undefined ? 'this key' : JSON.stringify(key.name);
  const mark = cursor.peek();
  if (mark.kind === ':') cursor.take();
  else if (mark.kind === 'symbol' && (mark.text === '=' || mark.text === ';')) {
    cursor.take();
    const arrow = cursor.text[cursor.at] === '>' ? 1 : 0;
    cursor.moveTo(cursor.at + arrow);
    const range = { start: mark.start, end: mark.end + arrow };
    cursor.tell(
      'missing-colon',
      range,
      `a colon is wanted between ${named} and its value, not ${cursor.text.slice(range.start, range.end)}`,
      {
        edits: [{ range, text: ':' }],
      },
    );
  } else if (mark.kind === ',' && isPlainValue(cursor, cursor.peekAfter(mark))) {
    cursor.take();
    cursor.tell('missing-colon', mark, `a colon is wanted between ${named} and its value, not a comma`, {
      edits: [{ range: mark, text: ':' }],
    });
  } else if (!mark.startsLine && isPlainValue(cursor, mark) && isColonInside(cursor, key)) {
    const { end } = key.range;
    cursor.tell('missing-colon', key.range, `the colon of this key stands inside of its quotation marks; write ${named}:`, {
      edits: [{ range: { start: end - 2, end }, text: '":' }],
    });
  } else if (!mark.startsLine && isPlainValue(cursor, mark)) {
    const at = { start: key.range.end, end: key.range.end };
    cursor.tell('missing-colon', at, `a colon is missing here, between ${named} and its value`, { edits: [{ range: at, text: ':' }] });
  } else {
    const parts = /^([\w.-]+): *(.*)$/.exec(key.name ?? '');
    const advice = parts === null ? 'write a colon and its value behind it' : `write "${parts[1]}": ${JSON.stringify(parts[2])}`;
    cursor.tell('missing-value', key.range, `the key ${named} has no value; ${advice}`);
    return { key: key.name, keyRange: key.range, value: { kind: 'elision', range: key.range } };
  }
  cursor.skipElisions();
  const first = cursor.peek();
  if (first.kind === ':') {
    cursor.take();
    cursor.tell('misplaced-mark', first, 'one colon is enough; take this one out', { edits: [{ range: first, text: '' }] });
  }
  const next = cursor.peek();
  const isElided = cursor.at !== cursor.lastEnd;
  if (isEnd(next) || next.kind === ',') {
    if (!isElided) cursor.tell('missing-value', key.range, `the key ${named} has no value; write one behind its colon`);
    cursor.lastEnd = Math.max(cursor.lastEnd, cursor.at);
    return { key: key.name, keyRange: key.range, value: { kind: 'elision', range: key.range } };
  }
  if (isElided && cursor.isKey(next)) return { key: key.name, keyRange: key.range, value: { kind: 'elision', range: key.range } };
  if (!isElided && next.startsLine && next.kind !== '{' && next.kind !== '[' && cursor.isKey(next)) {
    cursor.tell('missing-value', key.range, `the key ${named} has no value; write one behind its colon`);
    cursor.lastEnd = cursor.at;
    return { key: key.name, keyRange: key.range, value: { kind: 'elision', range: key.range } };
  }
  return { key: key.name, keyRange: key.range, value: readValue(cursor) };
}

function isColonInside(cursor: JsonCursor, { name, range }: JsonKey): boolean {
  return name !== undefined && cursor.text.slice(range.start, range.end) === `"${name}:"`;
}

function isBehindEllipsis(cursor: JsonCursor, { start }: JsonToken): boolean {
  return /(?:\.{3}|…)\s*$/.test(cursor.text.slice(Math.max(0, start - 100), start));
}

/** Whether a token begins a text that stands for members. */
function isText(cursor: JsonCursor, token: JsonToken): boolean {
  return (token.kind === 'word' || token.kind === 'placeholder') && !cursor.isKey(token);
}

/** Something that is surely the value of the key before it, and no key itself. */
function isPlainValue(cursor: JsonCursor, token: JsonToken): boolean {
  if (token.kind === '{' || token.kind === '[' || token.kind === 'open-string') return true;
  if (token.kind !== 'string' && token.kind !== 'word' && token.kind !== 'placeholder' && token.kind !== 'quoted') return false;
  return cursor.peekAfter(token).kind !== ':';
}

/** A value where a member is wanted: what is left out, or a mistake, which is told of the first. */
function nameless(cursor: JsonCursor, { start, end, text }: JsonToken, isTold: boolean): boolean {
  const value = readValue(cursor);
  const isElided = (value.kind === 'object' && value.members.length === 0) || (value.kind === 'array' && value.items.length === 0);
  if (!isElided && !isTold)
    cursor.tell('missing-value', { start, end }, `a key and a colon are wanted before this ${text}; a list of values stands in [ and ]`);
  return !isElided;
}
