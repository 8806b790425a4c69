import type { SourceFile } from './source-file.ts';

/** Whether a part is as its author wrote it: nothing that is no YAML had to be left out of it, nor of what it stands in. */
export function isWhole({ source, pointer }: { readonly source: SourceFile; readonly pointer: string }): boolean {
  return source.yaml !== undefined && source.yaml.holes.every((hole) => !isWithin(hole, pointer) && !isWithin(pointer, hole));
}

/** Whether a file is as its author wrote it. */
export function isSound(source: SourceFile): boolean {
  return source.yaml !== undefined && source.yaml.holes.length === 0;
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}
