import type { Range } from '../../../yaml/lines.ts';
import type { Opener } from './json-brackets.ts';
import type { JsonMistake, JsonMistakeKind } from './json-mistake.ts';
import { tokenAt } from './json-tokens.ts';
import type { JsonToken } from './json-tokens.ts';

const mostMistakes = 20;

/** The rest of a text makes no sense, or is too much. */
export class GiveUp extends Error {}

/** A place in a text that is being read as JSON, and what is wrong up to there. */
export class JsonCursor {
  readonly text: string;
  readonly mistakes: JsonMistake[] = [];
  readonly openers: Opener[] = [];
  /** What stands between wrong quotation marks. */
  readonly quoted: Range[] = [];
  at = 0;
  /** How many alternatives for a value there were. */
  alternatives = 0;
  /** Where the last piece ended that was neither comment nor ellipsis. */
  lastEnd = 0;

  #next: { readonly at: number; readonly token: JsonToken } | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The next piece. */
  peek(): JsonToken {
    if (this.#next?.at !== this.at) this.#next = { at: this.at, token: tokenAt(this.text, this.at) };
    return this.#next.token;
  }

  /** The piece after another, comments aside. */
  peekAfter(token: JsonToken): JsonToken {
    let next = tokenAt(this.text, token.end);
    while (next.kind === 'comment') next = tokenAt(this.text, next.end);
    return next;
  }

  /** Goes on behind the next piece. */
  take(): JsonToken {
    const token = this.peek();
    this.moveTo(token.end);
    return token;
  }

  /** Goes on somewhere else. */
  moveTo(index: number): void {
    this.at = index;
    this.lastEnd = index;
  }

  /** Takes a mistake. */
  tell(kind: JsonMistakeKind, { start, end }: Range, message: string, more: Pick<JsonMistake, 'related' | 'edits'> = {}): void {
    this.mistakes.push({ kind, range: { start, end }, message, ...more });
    if (this.mistakes.length >= mostMistakes) throw new GiveUp();
  }

  /** Comments and ellipses; and whether one of them stands for what is left out. */
  skipElisions(): { readonly isAny: boolean; readonly standsForMore: boolean } {
    let [isAny, standsForMore] = [false, false];
    for (let token = this.peek(); token.kind === 'comment' || token.kind === 'ellipsis'; token = this.peek()) {
      isAny = true;
      if (token.kind === 'ellipsis' || saysMore.test(token.text)) standsForMore = true;
      this.at = token.end;
      // "..." may be explained behind it.
      if (token.kind === 'ellipsis') this.skipRemark();
    }
    return { isAny, standsForMore };
  }

  /** Words that explain what stands before them, on the same line. */
  skipRemark(): boolean {
    let isAny = false;
    for (let token = this.peek(); !token.startsLine; token = this.peek()) {
      if (token.kind === 'word' && token.text.startsWith('(')) {
        const close = this.text.slice(token.start).search(/[)\n\r]/);
        if (close < 0) this.at = this.text.length;
        else this.at = token.start + close + (this.text[token.start + close] === ')' ? 1 : 0);
      } else if (token.kind === 'word' || token.kind === 'placeholder' || token.kind === 'ellipsis') {
        if (this.peekAfter(token).kind === ':') break;
        this.at = token.end;
      } else break;
      isAny = true;
    }
    return isAny;
  }

  /** Whether a piece is the key of a member. */
  isKey(token: JsonToken): boolean {
    const { kind } = token;
    if (kind === 'string' || kind === 'quoted' || kind === 'placeholder') return this.peekAfter(token).kind === ':';
    return kind === 'word' && (this.peekAfter(token).kind === ':' || token.text.includes(':'));
  }

  /** The rest of the line that an index lies on, or the beginning of that. */
  restOfLine(index: number): string {
    return this.text.slice(index, index + 1000).split(/[\n\r]/, 1)[0] ?? '';
  }
}

const saysMore =
  /\.\.\.|…|\b(other|others|more|irrelevant|omitted|elided|excluded|snip|snipped|etc|not shown|remaining|rest|truncated|additional|same format)\b/i;
