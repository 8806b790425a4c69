import * as fc from 'fast-check';
import type { Check } from '../../specs/checker/check.ts';
import { checkTree } from '../../specs/checker/check-specs.ts';
import { checks } from '../../specs/checker/checks/all.ts';
import type { Finding } from '../../specs/checker/finding.ts';
import { sampleTrees, treeWith } from './sample-tree.ts';
import type { SampleTree } from './sample-tree.ts';
import { linesOf, textWith } from './slip.ts';
import type { Place, Slip } from './slip.ts';

/** A file of a tree in which an editor has slipped, once or more. */
export interface Slipped {
  readonly tree: SampleTree;
  readonly path: string;
  readonly made: readonly (readonly [slip: Slip, place: Place])[];
  /** How a property that fails names it. */
  readonly [fc.toStringMethod]: () => string;
}

/** Every place of the sample trees where a slip can be made. */
export function everyPlace(slip: Slip): readonly Slipped[] {
  return sampleTrees.flatMap((tree) => slip.places(tree).map((place) => slipped(tree, place.path, [[slip, place]])));
}

/** Two slips in one file. */
export function bothOf(one: Slipped, other: Slipped): Slipped {
  return slipped(one.tree, one.path, [...one.made, ...other.made]);
}

/** The same tree as it was before. */
export function unslipped({ tree, path, made }: Slipped): Slipped {
  return slipped(
    tree,
    path,
    made.map(([slip, place]) => [slip, { ...place, end: place.start, by: '' }]),
  );
}

function slipped(tree: SampleTree, path: string, made: Slipped['made']): Slipped {
  const file = textOf(tree, path);
  const named = ([{ name }, { start, end, by }]: Slipped['made'][number]): string => {
    const line = file.slice(0, start).split('\n').length;
    return `${name}: ${JSON.stringify(by)} for ${JSON.stringify(file.slice(start, end))} in ${tree.name}/${path}:${line}`;
  };
  return { tree, path, made, [fc.toStringMethod]: () => made.map(named).join(', and ') };
}

export function textOf({ texts }: SampleTree, path: string): string {
  return texts.find(([each]) => each === path)?.[1] ?? '';
}

/** What an editor is told: `missed` are the slips of which nothing is said on their lines, `surplus` is what is said besides. */
export function told(
  { tree, path, made }: Slipped,
  by: readonly Check[] = checks,
): Readonly<Record<'missed' | 'surplus', readonly string[]>> {
  const file = textOf(tree, path);
  const places = made.map(([, place]) => place);
  const { findings } = checkTree(treeWith(tree, path, textWith(file, places)), by);
  const left = new Set(findings);
  const missed = made.flatMap(([{ name, codes }, place]) => {
    const lines = linesOf(file, place, places);
    const found = findings.find(({ source, line, code }) => source.path === path && codes.includes(code) && lines.includes(line));
    if (found === undefined) return [`${path}:${lines.join(' or ')} ${name}`];
    left.delete(found);
    return [];
  });
  return { missed, surplus: [...left].map(inWords) };
}

/** A finding on one line. */
export function inWords({ code, source, line, message }: Finding): string {
  return `${source.path}:${line} ${code} ${message}`;
}
