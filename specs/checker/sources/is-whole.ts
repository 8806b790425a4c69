import type { Place } from './place.ts';
import type { SourceFile } from './source-file.ts';

/** Whether a part is as its author wrote it: nothing that is no YAML had to be left out of it, nor of what it stands in. */
export function isWhole({ source, pointer }: Place): boolean {
  if (source.yaml === undefined) return false;
  const { holes, gaps } = source.yaml;
  return holes.every((hole) => !isWithin(hole, pointer) && !isWithin(pointer, hole)) && gaps.every((gap) => !isWithin(gap, pointer));
}

/** Whether what there is of a part stands where its author put it, though something of it or in it may have been left out. */
export function isInPlace({ source, pointer }: Place): boolean {
  return source.yaml !== undefined && source.yaml.holes.every((hole) => !isWithin(pointer, hole));
}

/** Whether every key of a part, or entry of a list, is known, though something further in may have been left out. */
export function hasAllKeys(place: Place): boolean {
  return isInPlace(place) && place.source.yaml?.gaps.includes(place.pointer) === false;
}

/** Whether a file is as its author wrote it. */
export function isSound(source: SourceFile): boolean {
  return source.yaml !== undefined && source.yaml.holes.length === 0 && source.yaml.gaps.length === 0;
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}
