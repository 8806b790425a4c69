import type { Range } from './lines.ts';

/** What a YAML or JSON file holds. */
export interface YamlContent {
  /** Plain data: mappings are objects, whatever is no YAML is left out. Frozen in spirit: never change it. */
  readonly value: unknown;
  /** Every reason why this is no YAML, in order; empty for a sound file. */
  readonly errors: readonly YamlError[];
  /**
   * The place of the part that a JSON pointer names: of its value, or of the key (or the `-`) before it.
   * Of the nearest part above when there is none.
   */
  rangeOf(pointer: string, part?: 'key' | 'value'): Range;
}

/** A reason why a text is no YAML. */
export interface YamlError {
  readonly kind: 'syntax' | 'duplicate-key' | 'tab' | 'alias-bomb' | 'too-deep';
  readonly range: Range;
  readonly message: string;
  /** For a duplicate key: where the first one stands. */
  readonly first?: Range;
}
