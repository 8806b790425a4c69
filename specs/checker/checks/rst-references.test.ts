import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return checkTree(treeOf(files))
    .findings.filter(({ code }) => code.startsWith('rst/'))
    .map(({ code, source, line }) => `${source.path}:${line} ${code}`);
}

const listing = [
  'targets:',
  '  colours:',
  '    files:',
  '      - colours.rst',
  '      - { 1: "group:shades" }',
  'groups:',
  '  shades:',
  '    - shades/red.rst',
  'title_styles: ["=", "-", "~"]',
  '',
].join('\n');

test('a document that is joined from files has one set of names', () => {
  const files = {
    'specification/targets.yaml': listing,
    'specification/colours.rst': 'Colours\n=======\n\nSee `Deep Red`_, |warm|_ and [1]_.\n\n.. _here: `deep red`_\n',
    'specification/shades/red.rst':
      'Deep red\n========\n\nSee here_.\n\n.. |warm| replace:: *warm*\n.. _warm: https://example.org\n.. [1] So.\n',
  };
  expect(found(files)).toEqual([]);
  expect(found({ ...files, 'specification/shades/red.rst': 'Red\n===\n\nSee here_.\n' })).toEqual([
    'specification/colours.rst:4 rst/undefined-target',
    'specification/colours.rst:4 rst/undefined-substitution',
    'specification/colours.rst:4 rst/undefined-footnote',
    'specification/colours.rst:6 rst/undefined-target',
  ]);
});

test('a name may come from what a template is filled with, but only if there is such a thing', () => {
  const files = {
    'specification/targets.yaml': listing.replace('      - { 1: "group:shades" }\n', ''),
    'specification/shades/_red.rst': 'Red\n===\n',
    'specification/colours.rst': 'Colours\n=======\n\nSee `m.colour`_ and `m.shade`_.\n\n{{m_colour_event}}\n',
    'event-schemas/schema/m.colour': 'type: object\nproperties:\n  warm:\n    type: boolean\n',
  };
  expect(found(files)).toEqual(['specification/colours.rst:4 rst/undefined-target']);
});

test('titles are of the level that the listing gives to their style, or relative to the last other one', () => {
  const files = {
    'specification/targets.yaml': listing,
    'specification/colours.rst': 'Colours\n=======\n\nWarm\n<<<<\n\nHot\n<<<\n\nCold\n----\n\nIcy\n~~~\n\nOther\n>>>>>\n',
    'specification/shades/red.rst': 'Red\n---\n\nDeep\n~~~~\n',
  };
  expect(found(files)).toEqual([]);
  expect(found({ ...files, 'specification/colours.rst': 'Colours\n=======\n\nWarm\n~~~~\n\nCold\n----\n\nOther\n^^^^^\n' })).toEqual([
    'specification/colours.rst:4 rst/wrong-title-level',
    'specification/colours.rst:10 rst/wrong-title-level',
  ]);
});

test('descriptions are held against all documents', () => {
  const api = (text: string): string =>
    `type: object\ndescription: |-\n  A shade.\n\n  ${text}\nproperties:\n  warm:\n    type: boolean\n    description: Whether it is warm.\n`;
  const files = {
    'specification/colours.rst': 'Colours\n=======\n\nThere are many.\n',
    'event-schemas/schema/m.colour': api('See `Colours`_ and `this <#a>`_.'),
  };
  expect(found(files)).toEqual([]);
  expect(found({ ...files, 'event-schemas/schema/m.colour': api('See `Colors`_ or ``red`.') })).toEqual([
    'event-schemas/schema/m.colour:5 rst/undefined-target',
    'event-schemas/schema/m.colour:5 rst/unclosed-literal',
  ]);
});

test('the same address may be named twice, and the same title be there twice if nobody refers to it', () => {
  expect(
    found({
      'text/colours.rst':
        'Red\n===\n\nSee `this <https://example.org>`_ and `this <https://example.org>`_.\n\nShades\n------\n\nFour.\n\nBlue\n====\n\nShades\n------\n\nFive. See Blue_.\n',
    }),
  ).toEqual([]);
});

test.each([
  ['Red [#]_ and [#]_.\n\n.. [#] Warm.\n', ['a.rst:1 rst/undefined-footnote']],
  ['Red [*]_.\n\n.. [1] Warm.\n', ['a.rst:1 rst/undefined-footnote']],
  ['Red [#]_ and [#]_.\n\n.. [#] Warm.\n.. [#] Hot.\n', []],
  ['Red [#]_ and [#warm]_.\n\n.. [#] Hot.\n.. [#warm] Warm.\n', []],
])('footnotes without a name are as many as their references: %j', (text, expected) => {
  expect(found({ 'a.rst': text })).toEqual(expected);
});
