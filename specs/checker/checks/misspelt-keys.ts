import { isMapping } from '../../reader/resolve.ts';
import type { Check, Code, Sample } from '../check.ts';
import type { JsonNode } from '../prose/json/json-node.ts';
import { isProposal, readBlocks } from '../prose/json-block.ts';
import { walkSchemas } from '../schemas/walk-schemas.ts';
import { knownOperations } from '../sources/describe-apis.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import type { Range } from '../../yaml/lines.ts';

const path = 'text/colours.rst';

function sample(key: string): Sample {
  const schema = 'type: object\nproperties:\n  brightness: {type: integer}\n';
  return { files: { 'data/colour.yaml': schema, [path]: `A colour:\n\n.. code:: json\n\n  {"${key}": 10}\n` } };
}

const misspelt: Code = {
  name: 'key/misspelt',
  level: 'note',
  givesWay: true,
  explanation:
    'A key in a block of JSON is used nowhere else in these sources, and one letter away from a key that the schemas describe. Correct it if it is meant to be that one. Examples in API descriptions are held against their own schemas.',
  wrong: { ...sample('brigthness'), at: `${path}:5` },
  right: sample('brightness'),
};

/** The spelling of keys in blocks of JSON. */
export const misspeltKeys: Check = {
  codes: [misspelt],
  run(tree, report) {
    let names: ReadonlyMap<number, readonly string[]> | undefined;
    const judged = new Map<string, string | undefined>();
    for (const { block, texts } of readBlocks(tree)) {
      if (isProposal(block.source)) continue;
      for (const { json, placeOf } of texts) {
        for (const { key, range } of json.values.flatMap((value) => keysIn(value))) {
          if (key.length < 5 || !/^[a-z]+([_.][a-z]+)*$/i.test(key)) continue;
          names ??= knownNames(tree);
          if (!judged.has(key)) judged.set(key, meantBy(tree, names, key));
          const meant = judged.get(key);
          if (meant === undefined) continue;
          const wanted = JSON.stringify(meant);
          report.finding(
            misspelt,
            { source: block.source, range: placeOf(range) },
            `no schema describes a key ${JSON.stringify(key)}; is ${wanted} meant?`,
          );
        }
      }
    }
  },
};

function keysIn(node: JsonNode): readonly { readonly key: string; readonly range: Range }[] {
  switch (node.kind) {
    case 'object':
      return node.members.flatMap(({ key, keyRange, value }) => [
        ...(key === undefined ? [] : [{ key, range: keyRange }]),
        ...keysIn(value),
      ]);
    case 'array':
      return node.items.flatMap(keysIn);
    default:
      return [];
  }
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

/** The described key that a key surely is a slip of: nobody else writes it so, and it differs in one letter, or in two that are swapped. */
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
