import type { Range } from '../lines.ts';
import type { YamlError } from '../yaml-content.ts';

/** What makes the parser go on: a change that keeps every offset. */
export interface Mend extends Range {
  /** What to put there; blanks when there is nothing. */
  readonly by?: string;
  /** A part was cut out: the value is not whole. */
  readonly isCut: boolean;
  /** Where the part begins in its line, if that is not where its first character is. */
  readonly column?: number;
  /** Nothing but the part itself was cut out: all that stands around it is as it was. */
  readonly isExact?: boolean;
  /** The key of the part stays. */
  readonly keepsKey?: boolean;
}

/** A mistake in a text that is no YAML: what to say of it, where a person would edit, and how to read on. */
export interface Flaw {
  readonly error: YamlError;
  readonly mend: Mend;
}
