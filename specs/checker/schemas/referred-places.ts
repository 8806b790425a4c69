import { pointerInto } from '../../yaml/pointer.ts';
import type { Place } from '../sources/place.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { describedParts } from './described-parts.ts';

/** Places in a file. */
interface Places {
  /** To which a `$ref` leads. */
  readonly referred: Set<string>;
  /** To which a `$ref` leads, or into which. */
  readonly entered: Set<string>;
}

const ofTrees = new WeakMap<SourceTree, ReadonlyMap<SourceFile, Places>>();

/** Whether a `$ref` of the tree leads to a part, or into it, or to what it stands in but not to the whole file; also whether one may be meant to. */
export function isReferredTo(tree: SourceTree, { source, pointer }: Place): boolean {
  let known = ofTrees.get(tree);
  if (known === undefined) ofTrees.set(tree, (known = referredPlaces(tree)));
  const places = known.get(source);
  return places !== undefined && (places.entered.has(pointer) || upwards(pointer).some((each) => places.referred.has(each)));
}

function referredPlaces(tree: SourceTree): ReadonlyMap<SourceFile, Places> {
  const all = new Map<SourceFile, Places>();
  const add = (source: SourceFile, pointer: string): void => {
    let known = all.get(source);
    if (known === undefined) all.set(source, (known = { referred: new Set(), entered: new Set() }));
    if (known.referred.has(pointer)) return;
    known.referred.add(pointer);
    for (const each of upwards(pointer)) known.entered.add(each);
  };
  for (const { source, pointer, target } of describedParts(tree).references) {
    if (target === undefined) {
      // It may be meant for any part of its own file.
      for (const key of Object.keys(Object(source.yaml?.value))) add(source, pointerInto('', key));
    } else if (!target.found) {
      // What it is meant for may stand beside where it leads.
      const file = target.file === undefined ? undefined : tree.file(target.file);
      if (file !== undefined && target.pointer !== undefined) add(file, target.pointer.slice(0, target.pointer.lastIndexOf('/')));
      // A part that only refers to itself is not used by that.
    } else if (target.source !== source || (pointer !== target.pointer && !pointer.startsWith(`${target.pointer}/`))) {
      add(target.source, target.pointer);
    }
  }
  return all;
}

/** A pointer and those of the parts around it, without the whole. */
function upwards(pointer: string): readonly string[] {
  const found: string[] = [];
  for (let each = pointer; each !== ''; each = each.slice(0, Math.max(0, each.lastIndexOf('/')))) found.push(each);
  return found;
}
