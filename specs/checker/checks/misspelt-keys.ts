import type { Check, Code, Sample } from '../check.ts';
import type { JsonNode } from '../prose/json/json-node.ts';
import { isProposal, readBlocks } from '../prose/json-block.ts';
import { meantKey } from '../schemas/meant-key.ts';
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
    for (const { block, texts } of readBlocks(tree)) {
      if (isProposal(block.source)) continue;
      for (const { json, placeOf } of texts) {
        for (const { key, range } of json.values.flatMap((value) => keysIn(value))) {
          const meant = meantKey(tree, key);
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
