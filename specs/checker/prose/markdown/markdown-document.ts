import type { Range } from '../../../yaml/lines.ts';
import type { BrokenShortcode, Shortcode } from './shortcodes.ts';

/** What a text in Markdown holds. All offsets are into that text. */
export interface MarkdownDocument {
  readonly headings: readonly MarkdownHeading[];
  readonly blocks: readonly MarkdownBlock[];
  readonly links: readonly MarkdownLink[];
  /** `[label]: destination` lines. */
  readonly definitions: readonly LinkDefinition[];
  readonly tables: readonly MarkdownTable[];
  /** Ids that the HTML in the text gives to its elements. */
  readonly htmlIds: readonly HtmlId[];
  readonly shortcodes: readonly Shortcode[];
  readonly brokenShortcodes: readonly BrokenShortcode[];
  /** The opening lines of fences that nothing closes. */
  readonly openFences: readonly OpenFence[];
  readonly mistakes: readonly MarkupMistake[];
}

export interface MarkdownHeading {
  readonly level: number;
  /** As written, without the attributes in braces behind it. */
  readonly text: string;
  /** The id that its attributes give it. */
  readonly id: string | undefined;
  readonly range: Range;
}

export interface MarkdownBlock {
  readonly kind: 'fenced' | 'indented';
  readonly language: string | undefined;
  readonly text: string;
  readonly range: Range;
  readonly offsetOf: (index: number) => number;
  readonly headings: readonly string[];
  readonly introduction: string;
}

export interface MarkdownLink {
  /** `reference` is a link whose destination stands elsewhere: `[text][label]`, `[label][]`, `[label]`. */
  readonly kind: 'inline' | 'reference' | 'autolink' | 'html';
  readonly isImage: boolean;
  /** Where it leads; undefined for a reference. */
  readonly destination: string | undefined;
  /** The normalised label of a reference. */
  readonly label: string | undefined;
  /** Whether brackets alone make it one: without a definition it is plain text. */
  readonly perhaps: boolean;
  /** What the reader sees, as written. */
  readonly text: string;
  /** Of the destination or the label, where a person would edit. */
  readonly range: Range;
}

export interface LinkDefinition {
  readonly label: string;
  readonly destination: string;
  readonly range: Range;
  readonly destinationRange: Range;
}

export interface MarkdownTable {
  readonly columns: number;
  readonly rows: readonly { readonly cells: number; readonly range: Range }[];
}

export interface HtmlId {
  readonly id: string;
  readonly range: Range;
}

export interface OpenFence {
  readonly range: Range;
  /** The fence, such as three backticks. */
  readonly fence: string;
  /** The opening line of the next block, which stands inside of this one as it is. */
  readonly next: Range | undefined;
}

/** Something that was meant as markup but is shown as it is. */
export interface MarkupMistake {
  readonly kind:
    | 'broken-link'
    | 'spaced-link'
    | 'unclosed-label'
    | 'reversed-link'
    | 'heading-too-deep'
    | 'table-without-rule'
    | 'heading-without-space'
    | 'table-header'
    | 'rst-link'
    | 'rst-target'
    | 'template-variable';
  readonly range: Range;
  /** What was written, and where that matters what it should be. */
  readonly written: string;
  readonly wanted?: string;
}
