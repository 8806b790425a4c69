import { GiveUp, JsonCursor } from './json/json-cursor.ts';
import type { JsonMistake } from './json/json-mistake.ts';
import type { JsonNode } from './json/json-node.ts';
import { readObject, readValue } from './json/read-value.ts';

/** What a text in prose says that is meant as JSON, with whatever people leave out or explain in it. */
export interface ElidedJson {
  /** One after another; mostly one. */
  readonly values: readonly JsonNode[];
  /** In their order; there may be more than were looked for when `isComplete` is false. */
  readonly mistakes: readonly JsonMistake[];
  /** Whether all of the text was understood. */
  readonly isComplete: boolean;
}

/**
 * Reads JSON as it stands in prose: with `// comments`, `...`, placeholders for values (`$token`, `<a user ID>`, `integer (optional)`),
 * parts that are left out, and single members without the braces around them. Whatever else is no JSON is a mistake. Never throws.
 */
export function elidedJson(text: string): ElidedJson {
  const cursor = new JsonCursor(text);
  const values: JsonNode[] = [];
  let isComplete = true;
  try {
    isComplete = readAll(cursor, values);
    tellQuotes(cursor);
  } catch (cause) {
    if (!(cause instanceof GiveUp)) throw cause;
    isComplete = false;
  }
  const unclosed = new Set(cursor.mistakes.filter(({ kind }) => kind === 'unclosed-bracket').map(({ range }) => range.start));
  // Without a bracket its comma is missing as well, and the keys of two objects are in one.
  const mistakes = cursor.mistakes.filter(
    ({ kind, range }) => (kind !== 'missing-comma' || !unclosed.has(range.start)) && (kind !== 'duplicate-key' || unclosed.size === 0),
  );
  return { values, mistakes: mistakes.toSorted((one, other) => one.range.start - other.range.start), isComplete };
}

/** @returns whether all of the text was understood. */
function readAll(cursor: JsonCursor, values: JsonNode[]): boolean {
  for (;;) {
    cursor.skipElisions();
    const token = cursor.peek();
    const isFirst = values.length === 0;
    if (token.kind === 'end') return true;
    if (token.kind === '}' || token.kind === ']') {
      cursor.take();
      cursor.tell('wrong-bracket', token, `nothing is open that this ${token.text} could close; take it out`);
    } else if (token.kind === ',' && !isFirst) cursor.take();
    else if (!isFirst && !token.startsLine) return false;
    else if (cursor.isKey(token)) values.push(readObject(cursor, undefined));
    else if (token.kind === '{' || token.kind === '[' || (isFirst && token.kind === 'string')) values.push(readValue(cursor));
    else return false;
  }
}

/** Wrong quotation marks are one habit, and one mistake. */
function tellQuotes(cursor: JsonCursor): void {
  const { text, quoted } = cursor;
  const [first] = quoted;
  if (first === undefined) return;
  const marks = text[first.start] === "'" ? 'single quotation marks' : 'curly quotation marks';
  const more = quoted.length > 1 ? ` (and ${quoted.length - 1} more in this block)` : '';
  const edits = quoted.map((range) => ({
    range,
    text: JSON.stringify(text.slice(range.start + 1, range.end - 1).replaceAll(String.raw`\'`, "'")),
  }));
  cursor.tell('wrong-quotes', first, `JSON has no ${marks}${more}; write ${edits[0]?.text}`, { edits });
}
