/** A piece of a JSON text in prose, where not everything is JSON. */
export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether it is the first on its line, or of the text. */
  readonly startsLine: boolean;
  /** Whether nothing stands between it and what is before it. */
  readonly isGlued: boolean;
}

/**
 * `open-string`: a quotation mark that has no second one on its line, with the rest of the line; `quoted`: a text between quotation marks
 * that JSON does not know; `placeholder`: `<name>`, `$name`, `{{name}}`; `word`: also numbers, `true` and the like; `symbol`: any other character.
 */
type JsonTokenKind =
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | 'string'
  | 'open-string'
  | 'quoted'
  | 'comment'
  | 'ellipsis'
  | 'placeholder'
  | 'word'
  | 'symbol'
  | 'end';

const blanks = /[\s\uFEFF]*/y;
const strings: readonly (readonly [JsonTokenKind, RegExp])[] = [
  ['string', /"(?:[^"\\\n\r]|\\[^\n\r])*"/y],
  ['open-string', /"[^\n\r]*/y],
];
const patterns: readonly (readonly [JsonTokenKind, RegExp])[] = [
  ['quoted', /'(?:[^'\\\n\r]|\\[^\n\r]){0,1000}'|[“”„][^“”„"\n\r]*[“”"]/y],
  ['comment', /\/\/[^\n\r]*|\/\*[^]{0,2000}?\*\/|#(?=[ \t\n\r]|$)[^\n\r]*|<!--[^]{0,2000}?-->/y],
  ['ellipsis', /(?:\.{2,}|…)[^\s{}[\]",:]*/y],
  ['placeholder', /<[^<>\n\r]*>|\$\{[^{}\n\r]*\}|\{\{[^{}\n\r]*\}\}|%[A-Z_]+%|\$[\w.-]+/y],
  // A colon right before a letter may belong to an identifier that lacks its quotation marks.
  ['word', /(?!:)(?:[^\s{}[\]",:'|;=<>“”„]|:(?=[\w!@#$/]))+/y],
];
const marks = ['{', '}', '[', ']', ',', ':'] as const;

/** The piece that begins at an index, or after the blanks there. */
export function tokenAt(text: string, index: number): JsonToken {
  blanks.lastIndex = index;
  blanks.test(text);
  const start = blanks.lastIndex;
  const startsLine = index === 0 || start === 0 || /[\n\r]/.test(text.slice(index, start));
  const token = (kind: JsonTokenKind, end: number): JsonToken => ({
    kind,
    start,
    end,
    text: text.slice(start, end),
    startsLine,
    isGlued: start === index && index > 0,
  });
  const first = text[start];
  if (first === undefined) return token('end', start);
  const mark = marks.find((each) => each === first);
  // Most pieces are punctuation; two braces may begin a placeholder.
  if (mark !== undefined && !text.startsWith('{{', start)) return token(mark, start + 1);
  for (const [kind, pattern] of first === '"' ? strings : patterns) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return token(kind, pattern.lastIndex);
  }
  return mark === undefined ? token('symbol', start + 1) : token(mark, start + 1);
}
