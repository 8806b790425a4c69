import { isMapping } from '../../reader/resolve.ts';
import { knownOperations } from '../sources/describe-apis.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { walkSchemas } from './walk-schemas.ts';

interface Knowledge {
  /** The names of properties and parameters, by their length. */
  readonly names: ReadonlyMap<number, readonly string[]>;
  readonly judged: Map<string, string | undefined>;
}

const ofTrees = new WeakMap<SourceTree, Knowledge>();

/** The described key that a key surely is a slip of: nobody else writes it so, and it differs in one letter, or in two that are swapped. */
export function meantKey(tree: SourceTree, key: string): string | undefined {
  if (key.length < 5 || !/^[a-z]+([_.][a-z]+)*$/i.test(key)) return undefined;
  let known = ofTrees.get(tree);
  if (known === undefined) ofTrees.set(tree, (known = { names: knownNames(tree), judged: new Map() }));
  if (!known.judged.has(key)) known.judged.set(key, meantBy(tree, known.names, key));
  return known.judged.get(key);
}

/** The names of properties and parameters, by their length. */
function knownNames(tree: SourceTree): ReadonlyMap<number, readonly string[]> {
  const names = new Set<string>();
  for (const { value } of walkSchemas(tree)) {
    const properties = isMapping(value) ? value['properties'] : undefined;
    if (isMapping(properties)) for (const name of Object.keys(properties)) names.add(name);
  }
  for (const { parameters } of knownOperations(tree)) for (const { name } of parameters) names.add(name);
  const byLength = new Map<number, string[]>();
  for (const name of names) {
    const alike = byLength.get(name.length);
    if (alike === undefined) byLength.set(name.length, [name]);
    else alike.push(name);
  }
  return byLength;
}

/** One letter makes the difference, or two that are swapped, but not one that makes a plural. */
function isSlip(key: string, name: string): boolean {
  if (key === `${name}s` || name === `${key}s`) return false;
  const shorter = Math.min(key.length, name.length);
  let start = 0;
  while (start < shorter && key[start] === name[start]) start += 1;
  let end = 0;
  while (end < shorter - start && key.at(-1 - end) === name.at(-1 - end)) end += 1;
  const [wrong, right] = [key.slice(start, key.length - end), name.slice(start, name.length - end)];
  return (
    (wrong.length <= 1 && right.length <= 1) || (wrong.length === 2 && right.length === 2 && wrong[0] === right[1] && wrong[1] === right[0])
  );
}

function meantBy(tree: SourceTree, names: ReadonlyMap<number, readonly string[]>, key: string): string | undefined {
  if (names.get(key.length)?.includes(key)) return undefined;
  const near = [-1, 0, 1].flatMap((more) => names.get(key.length + more) ?? []).find((name) => isSlip(key, name));
  if (near === undefined) return undefined;
  let uses = 0;
  for (const source of tree.files) {
    if (source.kind === 'other') continue;
    const { text } = source;
    for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
      if (!/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + key.length] ?? '')) uses += 1;
      if (uses > 1) return undefined;
    }
  }
  return near;
}
