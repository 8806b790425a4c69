import type { Operation } from './api-description.ts';
import type { Place } from './place.ts';
import type { SourceFile } from './source-file.ts';

/** Whether a part is as its author wrote it: nothing that is no YAML had to be left out of it, nor of what it stands in. */
export function isWhole({ source, pointer }: Place): boolean {
  return source.yaml !== undefined && source.yaml.holes.every((hole) => !isWithin(hole, pointer) && !isWithin(pointer, hole));
}

/** Whether an operation is as its author wrote it, and so is the path that it stands in. */
export function isWholeOperation(operation: Operation): boolean {
  return isWhole(operation) && isWhole(operation.pathItem);
}

/** Whether a file is as its author wrote it. */
export function isSound(source: SourceFile): boolean {
  return source.yaml !== undefined && source.yaml.holes.length === 0;
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}
