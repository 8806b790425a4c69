import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

const settings = `[tool.towncrier]
filename = "rendered.md"

[[tool.towncrier.type]]
    directory = "feature"
    name = "Features"

[[tool.towncrier.section]]
    name = "Colours"
    path = "colours"
`;

function found(
  name: string,
  text: string,
  files: Readonly<Record<string, string>> = { 'changelogs/pyproject.toml': settings },
): readonly string[] {
  return checkTree(treeOf({ ...files, [`changelogs/colours/newsfragments/${name}`]: text })).findings.map(({ code }) => code);
}

test.each([
  ['12.feature', 'Add red.\n', []],
  ['12.feature.1', 'Add red.', []],
  ['12.feature.md', 'Add `red.`', []],
  ['+red.feature', 'Add red (the colour.)\n', []],
  ['README.md', 'No entry\n', []],
  ['12.fix', 'Mend red.\n', ['changelog/unknown-type']],
  ['12', 'Mend red.\n', ['changelog/bad-name']],
  ['red.feature', 'Mend red.\n', ['changelog/bad-name']],
  ['12.feature', 'Add `red`\n', ['changelog/no-full-stop']],
  ['12.feature', '', ['changelog/empty']],
])('%s with %j', (name, text, codes) => {
  expect(found(name, text)).toEqual(codes);
});

test('a tree without settings has no types that could be held against it', () => {
  expect(found('12.fix', 'Mend red.\n', {})).toEqual([]);
});

test('the settings of a folder of its own come before those of all', () => {
  const own = '[tool.towncrier]\n[[tool.towncrier.type]]\ndirectory = "fix"\n';
  expect(found('12.fix', 'Mend red.\n', { 'changelogs/pyproject.toml': settings, 'changelogs/colours/pyproject.toml': own })).toEqual([]);
});

test('entries of a changelog in reStructuredText are not read as Markdown', () => {
  const rst = settings.replace('rendered.md', '../CHANGELOG.rst');
  expect(found('12.feature', 'Add `red <https://example.org>`_\n', { 'changelogs/pyproject.toml': rst })).toEqual([]);
});

test('a section with settings of its own is in no list of sections', () => {
  const files = { 'changelogs/colours/pyproject.toml': settings.replace('path = "colours"', 'path = "paints"') };
  expect(found('12.feature', 'Add red.\n', files)).toEqual([]);
});

test('reStructuredText needs no full stop', () => {
  const files = { 'changelogs/pyproject.toml': settings.replace('rendered.md', 'rendered.rst') };
  expect(found('12.feature', 'Add red\n', files)).toEqual([]);
  expect(found('12.feature', 'Add red\n')).toEqual(['changelog/no-full-stop']);
});

test.each(['changelogs/colours/12.feature', 'changelogs/colours/newsfragment/12.feature', 'changelogs/colour/12.feature'])(
  'an entry at %s is gathered by nobody',
  (path) => {
    const tree = treeOf({ 'changelogs/pyproject.toml': settings, [path]: 'Add the colour red.\n' });
    expect(checkTree(tree).findings.map(({ code, source }) => `${code} ${source.path}`)).toEqual([`changelog/unknown-section ${path}`]);
  },
);

test('other files beside the entries are let be', () => {
  const tree = treeOf({ 'changelogs/pyproject.toml': settings, 'changelogs/colours/12.html': 'x\n', 'changelogs/colours/notes': 'x\n' });
  expect(checkTree(tree).findings).toEqual([]);
});
