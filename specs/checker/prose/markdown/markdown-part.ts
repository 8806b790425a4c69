/** A block of Markdown that holds no other. Lines count from 0; `end` is behind the last one. */
export interface MarkdownPart {
  readonly kind: 'heading' | 'paragraph' | 'fenced' | 'indented' | 'html' | 'table';
  readonly line: number;
  readonly end: number;
  /** Without the marks and the indentation of what it stands in; a table's is empty. */
  readonly content: string;
  /** Of a heading. */
  readonly level?: number;
  /** What stands behind the opening fence. */
  readonly info?: string;
}
