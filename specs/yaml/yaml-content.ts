import type { Range } from './lines.ts';

/** What a YAML or JSON file holds. */
export interface YamlContent {
  /**
   * Plain data: mappings are objects. Whatever is no YAML is left out; where its key is known, it is undefined.
   * Frozen in spirit: never change it.
   */
  readonly value: unknown;
  /** Every reason why this is no YAML, in order; empty for a sound file. */
  readonly errors: readonly YamlError[];
  /** Pointers of the parts that are not whole, because something that is no YAML was left out of them. */
  readonly holes: readonly string[];
  /** Pointers of mappings and lists out of which a line was left that is no YAML; what else stands in them is whole. */
  readonly gaps: readonly string[];
  /**
   * The place of the part that a JSON pointer names: of its value, or of the key (or the entry of a list) that it stands under.
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
