import { placeName } from '../sources/place.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { ReferenceUse } from './described-parts.ts';

/** Below these a schema speaks of the same value again. */
const inPlace = /^(\/(allOf|anyOf|oneOf)\/\d+|\/(not|if|then|else))*$/;

/**
 * Circles of references that can never be resolved, each once: a chain of `$ref`s that leads back to where it began. A schema that has
 * itself among its properties or items is no such circle.
 */
export function circularReferences(references: readonly ReferenceUse[]): readonly (readonly ReferenceUse[])[] {
  const ofFile = new Map<SourceFile, ReferenceUse[]>();
  for (const reference of references) {
    const known = ofFile.get(reference.source);
    if (known === undefined) ofFile.set(reference.source, [reference]);
    else known.push(reference);
  }
  for (const ofOne of ofFile.values()) ofOne.sort((one, other) => (one.pointer < other.pointer ? -1 : 1));
  const memory = new Map<string, readonly ReferenceUse[]>();
  const nextOf = ({ target, wanted }: ReferenceUse): readonly ReferenceUse[] => {
    if (target?.found !== true) return [];
    const name = `${wanted === 'value'} ${placeName(target)}`;
    let next = memory.get(name);
    if (next === undefined) {
      next = startingWith(ofFile.get(target.source) ?? [], target.pointer).filter(({ pointer }) => {
        const rest = pointer.slice(target.pointer.length);
        return rest === '' || (wanted === 'value' ? rest.startsWith('/') : inPlace.test(rest));
      });
      memory.set(name, next);
    }
    return next;
  };

  const circles: ReferenceUse[][] = [];
  const done = new Set<ReferenceUse>();
  for (const start of references) {
    if (done.has(start)) continue;
    const path = [{ reference: start, next: nextOf(start), at: 0 }];
    const onPath = new Map([[start, 0]]);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.next[top.at];
      top.at += 1;
      if (next === undefined) {
        path.pop();
        onPath.delete(top.reference);
        done.add(top.reference);
      } else if (onPath.has(next)) {
        circles.push(path.slice(onPath.get(next)).map(({ reference }) => reference));
      } else if (!done.has(next)) {
        onPath.set(next, path.length);
        path.push({ reference: next, next: nextOf(next), at: 0 });
      }
    }
  }
  return circles;
}

/** @param references in the order of their pointers. */
function startingWith(references: readonly ReferenceUse[], prefix: string): readonly ReferenceUse[] {
  let [low, high] = [0, references.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((references[middle]?.pointer ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (references[end]?.pointer.startsWith(prefix) === true) end += 1;
  return references.slice(low, end);
}
