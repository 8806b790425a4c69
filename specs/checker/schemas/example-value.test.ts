import { describe, expect, test } from 'vitest';
import { treeOf } from '../sources/sample-tree.ts';
import { exampleValue, jsonExample } from './example-value.ts';

function followed(files: Readonly<Record<string, string>>, path: string) {
  const tree = treeOf(files);
  const source = tree.file(path);
  if (source?.yaml === undefined) throw new Error('no example');
  return exampleValue(tree, { source, pointer: '', value: source.yaml.value });
}

const files = {
  'examples/base.json': '{"type": "m.red", "content": {"shade": 1}}',
  'examples/red.yaml': '$ref: base.json\ncontent: {tint: 2}\n',
  'examples/all.yaml': 'allOf:\n  - $ref: base.json\n  - content: {tint: 2}\ntype: m.blue\n',
  'examples/list.yaml': '- $ref: red.yaml\n- 1\n',
  'examples/circle.yaml': 'more: {$ref: circle.yaml}\n',
  'examples/lost.yaml': 'more: {$ref: nothing.yaml}\n',
};

describe('an example', () => {
  test.each([
    ['examples/red.yaml', { type: 'm.red', content: { tint: 2 } }],
    ['examples/all.yaml', { type: 'm.blue', content: { shade: 1, tint: 2 } }],
    ['examples/list.yaml', [{ type: 'm.red', content: { tint: 2 } }, 1]],
  ])('%s is merged with what it refers to', (path, value) => {
    expect(followed(files, path)).toMatchObject({ found: true, example: { value } });
  });

  test.each([
    ['examples/red.yaml', '/type', 'examples/base.json#/type'],
    ['examples/red.yaml', '/content/tint', 'examples/red.yaml#/content/tint'],
    ['examples/all.yaml', '/content/shade', 'examples/base.json#/content/shade'],
    ['examples/all.yaml', '/content/tint', 'examples/all.yaml#/allOf/1/content/tint'],
    ['examples/list.yaml', '/0/type', 'examples/base.json#/type'],
    ['examples/list.yaml', '/0/nothing', 'examples/red.yaml#'],
  ])('%s has its %s at %s', (path, pointer, place) => {
    const result = followed(files, path);
    const spot = result.found ? result.example.spotOf(pointer) : undefined;
    expect(`${spot?.source.path}#${spot?.pointer}`).toBe(place);
  });

  test('knows where in its own file it refers to a part', () => {
    const result = followed(files, 'examples/list.yaml');
    expect(result.found && result.example.siteOf('/0/type').pointer).toBe('/0');
    expect(result.found && [...result.example.otherFiles].map(({ path }) => path)).toEqual(['examples/red.yaml', 'examples/base.json']);
  });

  test('knows which mappings of other files a mapping is put together from', () => {
    const result = followed({ ...files, 'examples/dark.yaml': '$ref: red.yaml\ncontent: {tint: 3}\n' }, 'examples/dark.yaml');
    const layers = result.found ? result.example.layersOf('') : [];
    expect(layers.map(({ source, pointer }) => `${source.path}#${pointer}`)).toEqual(['examples/base.json#', 'examples/red.yaml#']);
  });

  test.each(['examples/circle.yaml', 'examples/lost.yaml'])('%s cannot be put together', (path) => {
    expect(followed(files, path).found).toBe(false);
  });
});

describe('a string of JSON', () => {
  function errors(yaml: string): readonly string[] {
    const source = treeOf({ 'data/red.yaml': yaml }).file('data/red.yaml');
    if (source?.yaml === undefined) throw new Error('no example');
    const [key = ''] = Object.keys(Object(source.yaml.value));
    const read = jsonExample({ source, pointer: `/${key}`, value: Reflect.get(Object(source.yaml.value), key) });
    return read.errors.map(({ at, message }) => {
      const { line, column } = source.lines.at('range' in at ? at.range.start : 0);
      return `${line}:${column} ${message}`;
    });
  }

  test.each<readonly [yaml: string, found: readonly string[]]>([
    ['example: |-\n  {\n    "red": 1\n  }\n', []],
    [
      'example: |-\n  {\n    "red", 1,\n    "blue": 2\n  }\n',
      ['3:10 a colon is wanted between a key and its value, there is ","; write ":"'],
    ],
    ['example: |-\n  {\n    "red": 1\n    "blue": 2\n  }\n', ['3:13 a comma is missing here']],
    ['example: |-\n  {\n    "red": 1,\n  }\n', ['3:13 a comma too many: nothing follows it']],
    ['example: "{\\"red\\" 1}"\n', ['1:19 a colon is missing here, between the key and its value']],
  ])('%j', (yaml, found) => {
    expect(errors(yaml)).toEqual(found);
  });
});
