import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

const layout = {
  'layouts/_shortcodes/boxes/note.html': '{{ .Inner }}\n',
  'layouts/_shortcodes/boxes/warning.html': '{{ .Inner }}\n',
  'layouts/_shortcodes/added-in.html': '{{ .Params.v }}\n',
  'layouts/_shortcodes/event-group.html': '{{ .Params.group_name }}\n',
  'layouts/_shortcodes/definition.html': '{{ .Params.path }}\n',
  'data/event-schemas/schema/m.red.dark.yaml': 'type: object\ntitle: Red\ndescription: A red event.\n',
};

function found(text: string, files: Readonly<Record<string, string>> = layout): readonly string[] {
  return checkTree(treeOf({ ...files, 'content/_index.md': text })).findings.map(({ code, line }) => `${code}:${line}`);
}

test.each([
  ['{{% boxes/note %}}\na\n{{% boxes/warning %}}\nb\n{{% /boxes/warning %}}\n{{% /boxes/note %}}\n', []],
  ['{{% boxes/note %}} a {{% /boxes/note %}}\n', []],
  ['{{% added-in v="1.2" %}} a {{% added-in this=true %}}\n', []],
  ['{{< boxes/note >}}a{{< /boxes/note >}}\n', []],
  ['{{%/* boxes/nothing */%}}\n', []],
  ['{{% event-group group_name="m.red" %}}\n', []],
  ['{{% boexs/note %}}\na\n{{% /boxes/note %}}\n', ['markdown/unknown-shortcode:1']],
  ['{{% boxes/note %}}\na\n{{% /boexs/note %}}\n', ['markdown/stray-closing-shortcode:3']],
  ['{{% boxes/note %}}\na\n{{% /boxes/warning %}}\n', ['markdown/stray-closing-shortcode:3']],
  ['{{% boxes/note %}}\n{{% /boxes/warning %}}\n{{% boxes/note %}}\n{{% /boxes/note %}}\n', ['markdown/stray-closing-shortcode:2']],
  ['{{% boxes/note %}}\n{{% boxes/warning %}}\n{{% /boxes/note %}}\n', ['markdown/unclosed-shortcode:2']],
  ['{{% boxes/note >}}\n', ['markdown/broken-shortcode:1']],
  ['{{% boxes/note\n', ['markdown/broken-shortcode:1']],
  ['{{% boxes/note %}}\na\n{{% /boxes/note\n', ['markdown/broken-shortcode:3']],
  ['{{ boxes/note }}\na\n{{ /boxes/note }}\n', ['markdown/broken-shortcode:1', 'markdown/broken-shortcode:3']],
  ['{{ boxes/note }}\na\n{{% /boxes/note %}}\n', ['markdown/broken-shortcode:1']],
  ['{{% boxes/note %}}\na\n{{ /boxes/note }}\n', ['markdown/broken-shortcode:3']],
  ['{{ event-group group_name="m.red" }}\n', ['markdown/broken-shortcode:1']],
  ['So {{ added-in v="1.2" }} it is.\n', ['markdown/broken-shortcode:1']],
  ['So {% added-in v="1.2" %} it is.\n', ['markdown/broken-shortcode:1']],
  ['So {{% added-in v="1.2.3" %}} it is.\n', ['version/unknown-version:1']],
  ['```\n{{ boxes/note }}\n```\n\nWrite `{{ boxes/note }}`, and `so {{ boxes/note }} it is`\n\n{{ red }}\n', []],
  ['{{% event-group group_name="m.blue" %}}\n', ['markdown/shortcode-names-nothing:1']],
  ['{{% definition path="event-schemas/schema/m.red.dark" %}}\n', []],
  ['{{% definition path="event-schemas/schema/m.blue" %}}\n', ['markdown/shortcode-names-nothing:1']],
  ['{{% added-in v="1.2 %}}\n', ['markdown/broken-shortcode:1']],
  ['{{% added-in v=`1"2` %}}\n', ['version/unknown-version:1']],
  ['{{% added-in %}}\n', ['markdown/shortcode-lacks-parameter:1']],
])('%j', (text, codes) => {
  expect(found(text)).toEqual(codes);
});

test('a path out of its folder is not followed', () => {
  const { findings, unjudged } = checkTree(treeOf({ ...layout, 'content/_index.md': '{{% event-group group_name="../red" %}}\n' }));
  expect(findings).toEqual([]);
  expect(unjudged.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '1 this shortcode names a file by a path with "..", which is not followed',
  ]);
});

test('a module may be named by its name', () => {
  const modules = {
    'layouts/_shortcodes/cs-module.html': '{{ .Params.name }}\n',
    'content/client-server-api/modules/red.md': '---\nheadless: true\n---\n## Red\n',
  };
  expect(found('{{% cs-module name="red" %}}\n', { ...layout, ...modules })).toEqual([]);
  expect(found('{{% cs-module %}}\n', { ...layout, ...modules })).toEqual(['markdown/shortcode-lacks-parameter:1']);
});

test('without a layout no name is unknown', () => {
  expect(found('{{% colours %}}\n', {})).toEqual([]);
});
