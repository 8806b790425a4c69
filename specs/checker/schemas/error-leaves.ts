import { valueAt } from '../../yaml/pointer.ts';
import type { OutputUnit } from '@cfworker/json-schema';
import { hasPlaceholder, isPlaceholder } from './placeholder.ts';
import { decoded } from './keyword-place.ts';

/** An error of the validator that has no further cause. */
export interface Leaf {
  /** Where in the value. */
  readonly pointer: string;
  /** That of the schema; `placeholder` for a placeholder in the place of something that is no text. */
  readonly keyword: string;
  /** How the validator came to the keyword; several when alternatives say the same of the same place. */
  readonly locations: readonly string[];
  /** In the validator's words, a line for each location. */
  readonly error: string;
  /** How many alternatives there were, of which this is about the nearest; 1 when there was no choice. */
  readonly alternatives: number;
}

/** Keywords whose errors only say that one further in has failed, which follows. */
const combining: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'allOf',
  '$ref',
  'if',
  'dependentSchemas',
]);

/** Keywords that what follows is a part of. */
const gathering: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

/** What an editor would have to put right, out of all that the validator says. */
export function leavesOf(errors: readonly OutputUnit[], value: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let at = 0;
  while (at < errors.length) {
    const unit = errors[at];
    at += 1;
    if (unit === undefined || combining.has(unit.keyword)) continue;
    const { keyword, keywordLocation: location, instanceLocation, error } = unit;
    const inner: OutputUnit[] = [];
    if (gathering.has(keyword)) {
      for (let next = errors[at]; next !== undefined; next = errors[at]) {
        if (!next.keywordLocation.startsWith(`${location}/`) || !next.instanceLocation.startsWith(instanceLocation)) break;
        inner.push(next);
        at += 1;
      }
    }
    const pointer = decoded(instanceLocation.slice(1));
    if (keyword === 'anyOf' || (keyword === 'oneOf' && error.endsWith('(0 matches).'))) {
      leaves.push(...nearestBranch(branchesOf(inner, location, value), pointer));
    } else if (keyword === 'propertyNames') {
      const [first] = inner;
      const key = first === undefined ? pointer : decoded(first.instanceLocation.slice(1));
      if (!hasPlaceholder(key)) leaves.push({ pointer: key, keyword, locations: [location], error, alternatives: 1 });
    } else if (keyword === 'type' && isPlaceholder(valueAt(value, pointer))) {
      leaves.push({ pointer, keyword: 'placeholder', locations: [location], error, alternatives: 1 });
    } else if ((keyword !== 'pattern' && keyword !== 'format') || !hasPlaceholder(valueAt(value, pointer))) {
      leaves.push({ pointer, keyword, locations: [location], error, alternatives: 1 });
    }
  }
  return leaves;
}

function branchesOf(errors: readonly OutputUnit[], location: string, value: unknown): readonly (readonly Leaf[])[] {
  const branches = new Map<string, OutputUnit[]>();
  for (const unit of errors) {
    const number = /^\d+/.exec(unit.keywordLocation.slice(location.length + 1))?.[0] ?? '';
    const branch = branches.get(number);
    if (branch === undefined) branches.set(number, [unit]);
    else branch.push(unit);
  }
  return [...branches.values()].map((branch) => leavesOf(branch, value));
}

/** What is wrong with the alternative that the value was most likely meant for; nothing when one fits but for its placeholders. */
function nearestBranch(branches: readonly (readonly Leaf[])[], pointer: string): readonly Leaf[] {
  const fitting = branches.find((leaves) => leaves.every(({ keyword }) => keyword === 'placeholder'));
  if (fitting !== undefined) return fitting;
  const alternatives = branches.length;
  const shared = sharedLeaf(branches, pointer);
  if (shared !== undefined) return [shared];
  let [best, least] = [branches[0] ?? [], Infinity];
  for (const leaves of branches) {
    const cost = leaves.reduce((sum, leaf) => sum + costOf(leaf, pointer), 0);
    if (cost < least) [best, least] = [leaves, cost];
  }
  return best.map((leaf) => (leaf.alternatives > 1 ? leaf : { ...leaf, alternatives }));
}

function costOf({ keyword, pointer }: Leaf, of: string): number {
  // An alternative that is not there in this edition is ruled out as a whole.
  if (pointer === of && (keyword === 'type' || keyword === 'not')) return keyword === 'type' ? 1000 : 2000;
  // A key that tells the alternatives apart: another `type` than that of the alternative.
  const isDirect = pointer.slice(0, pointer.lastIndexOf('/')) === of;
  return (keyword === 'enum' || keyword === 'const') && isDirect ? 100 : 10;
}

/** What all alternatives say of the same place, each with other words: no type fits, or no value. */
function sharedLeaf(branches: readonly (readonly Leaf[])[], pointer: string): Leaf | undefined {
  const groups = [
    (leaf: Leaf) => leaf.keyword === 'type' && leaf.pointer === pointer,
    (leaf: Leaf) => (leaf.keyword === 'enum' || leaf.keyword === 'const') && leaf.pointer === told(branches),
  ];
  for (const isShared of groups) {
    const leaves = branches.map((branch) => branch.find(isShared));
    const [first] = leaves;
    if (first === undefined || !leaves.every((leaf) => leaf !== undefined)) continue;
    const error = leaves.map((leaf) => leaf?.error ?? '').join('\n');
    return { ...first, locations: leaves.flatMap((leaf) => leaf?.locations ?? []), error, alternatives: 1 };
  }
  return undefined;
}

function told(branches: readonly (readonly Leaf[])[]): string | undefined {
  return branches[0]?.find(({ keyword }) => keyword === 'enum' || keyword === 'const')?.pointer;
}
