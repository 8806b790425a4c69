import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

test.each([
  ['a.json', '{"red": 1}\n', []],
  ['a.json', '\uFEFF{"red": [1, -2.5e3, null]}\n', []],
  [
    'a.json',
    '{\n"red": [1,\n2,],\n"green": 3\n}\n',
    ['yaml/syntax 3 a comma too many: nothing follows it; YAML allows this, JSON does not'],
  ],
  [
    'a.json',
    '{\n# warm\n"red": 1\n}\n',
    ['yaml/syntax 2 this is no JSON: strings and keys stand in double quotes; YAML allows this, JSON does not'],
  ],
  ['a.json', '{\n"red": 1,\n"red": 2\n}\n', ['yaml/duplicate-key 3 the key "red" stands here twice; delete one of the two']],
  ['a.json', '{\n"red": [1, 2\n}\n', ['yaml/syntax 2 this [ is never closed; a ] is wanted']],
  ['a.yaml', '{\n"red": 1,\n}\n', []],
  ['event-schemas/schema/m.red', '{\n"title": "Red",\n}\n', []],
])('%s: %j', (path, text, expected) => {
  expect(checkTree(treeOf({ [path]: text })).findings.map(({ code, line, message }) => `${code} ${line} ${message}`)).toEqual(expected);
});
