import type { SourceFile } from './source-file.ts';

/** A part of a file of YAML or JSON, by its JSON pointer. */
export interface Place {
  readonly source: SourceFile;
  readonly pointer: string;
}

/** A name for a place that no other place has, and that people understand: `data/colours.yaml#/properties/red`. */
export function placeName({ source, pointer }: Place): string {
  return pointer === '' ? source.path : `${source.path}#${pointer}`;
}
