import type { Range } from '../../../yaml/lines.ts';
import type { JoinedLines } from './rst-lines.ts';

/** What a text in reStructuredText holds. Ranges are offsets into that text. */
export interface RstDocument {
  readonly titles: RstTitle[];
  readonly blocks: RstBlock[];
  readonly targets: RstTarget[];
  readonly references: RstReference[];
  readonly substitutions: RstName[];
  readonly substitutionReferences: RstName[];
  readonly footnotes: RstName[];
  readonly footnoteReferences: RstName[];
  /** Names of the roles that the text itself defines. */
  readonly roles: Set<string>;
  readonly roleReferences: RstName[];
  readonly mistakes: RstMistake[];
  /** How many references `__` without a place of their own there are, and how many places for them. */
  readonly anonymous: { readonly references: Range[]; readonly targets: Range[] };
}

/** A name, as it is compared (lower case, one blank between its words), and where it stands. */
export interface RstName {
  readonly name: string;
  /** As it is written. */
  readonly text: string;
  readonly range: Range;
}

export interface RstTitle extends RstName {
  /** The character of its line, twice for a title with a line above it too. */
  readonly style: string;
  /** The line under it. */
  readonly underline: Range;
  /** How many blocks there were when it came. */
  readonly blocksBefore: number;
}

export interface RstTarget extends RstName {
  /** `title`s are targets too; `link` is one that a reference brings with it: `` `name <uri>`_ ``. */
  readonly kind: 'explicit' | 'link' | 'title';
  /** Where it leads: an address, another name, or the place itself (undefined). */
  readonly uri?: string;
  readonly indirect?: string;
}

interface RstReference extends RstName {
  /** Whether it is written as `|name|_`. */
  readonly substitution: boolean;
  /** Whether it stands in a target that leads to another one: `.. _here: there_`. */
  readonly indirect: boolean;
}

export interface RstBlock {
  readonly kind: 'directive' | 'literal';
  readonly language: string | undefined;
  readonly content: JoinedLines;
  readonly range: Range;
  readonly headings: readonly string[];
  readonly introduction: string;
}

/** A mistake that the text has by itself, whatever else there is. */
interface RstMistake {
  readonly kind: RstMistakeKind;
  readonly range: Range;
  readonly message: string;
  /** What the range is to be replaced by, if there is one right answer. */
  readonly replacement?: string;
}

export type RstMistakeKind =
  | 'title-line-too-short'
  | 'title-line-mismatch'
  | 'misplaced-title'
  | 'unexpected-indentation'
  | 'missing-blank-line'
  | 'missing-literal-block'
  | 'glued-literal-block'
  | 'unclosed-literal'
  | 'unclosed-markup'
  | 'link-without-underscore'
  | 'misshapen-table'
  | 'unknown-directive'
  | 'wrong-option'
  | 'wrong-argument'
  | 'empty-directive'
  | 'comment-like-directive'
  | 'malformed-target';

/** A document with nothing in it. */
export function emptyDocument(): RstDocument {
  return {
    titles: [],
    blocks: [],
    targets: [],
    references: [],
    substitutions: [],
    substitutionReferences: [],
    footnotes: [],
    footnoteReferences: [],
    roles: new Set(),
    roleReferences: [],
    mistakes: [],
    anonymous: { references: [], targets: [] },
  };
}

/** A name as it is compared: backslashes taken away, one blank between words, lower case. */
export function normalName(text: string): string {
  return unescaped(text).replace(/\s+/g, ' ').trim().toLowerCase();
}

/** A text without its backslashes, and without the blanks that they take away. */
export function unescaped(text: string): string {
  return text.replace(/\\(\s)?/g, '');
}
