import type { SourceFile } from './sources/source-file.ts';

/** `error`: certainly wrong; `warning`: very likely; `note`: odd, or worth a look. Only errors make a tree fail. */
export type FindingLevel = 'error' | 'warning' | 'note';

/** A mistake in the sources of the specification, at the place where a person would edit. */
export interface Finding extends FindingPlace {
  /** The kind of mistake, `example/breaks-schema`; never renamed. */
  readonly code: string;
  readonly level: FindingLevel;
  /** What is wanted, what is there, and what to write. One line. */
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  readonly fix?: Fix;
}

/** Lines and columns count from 1, columns in UTF-16 code units; the end is just behind the last character. */
export interface FindingPlace {
  readonly source: SourceFile;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** JSON pointer (RFC 6901) into the file's content, where it has one. */
  readonly pointer?: string;
}

/** Another place that has to do with a mistake, such as the line of the schema that an example breaks. */
interface RelatedPlace extends FindingPlace {
  readonly message: string;
}

/** The one right answer to a mistake. */
export interface Fix {
  readonly edits: readonly Edit[];
}

/** Offsets in UTF-16 code units into the text of the finding's file; `end` is exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
