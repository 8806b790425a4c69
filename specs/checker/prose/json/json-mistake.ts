import type { Range } from '../../../yaml/lines.ts';

/** A reason why a text in prose is not the JSON that it is meant to be. Ranges are indices into the text. */
export interface JsonMistake {
  readonly kind: JsonMistakeKind;
  readonly range: Range;
  readonly message: string;
  readonly related?: { readonly range: Range; readonly message: string };
  /** What to write, where there is one right answer. */
  readonly edits?: readonly { readonly range: Range; readonly text: string }[];
}

export type JsonMistakeKind =
  | 'missing-comma'
  | 'extra-comma'
  | 'missing-colon'
  | 'missing-value'
  | 'misplaced-mark'
  | 'wrong-quotes'
  | 'unquoted-key'
  | 'unquoted-text'
  | 'unclosed-string'
  | 'line-break-in-string'
  | 'bad-string'
  | 'bad-number'
  | 'unclosed-bracket'
  | 'wrong-bracket'
  | 'duplicate-key';
