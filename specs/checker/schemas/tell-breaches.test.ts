import { describe, expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

type Files = Readonly<Record<string, string>>;

function found(files: Files): readonly string[] {
  return checkTree(treeOf(files)).findings.map(({ code, source, line, message }) => `${code} ${source.path}:${line} ${message}`);
}

const folder = 'data/event-schemas';
const names = ['m.red', 'm.green', 'm.blue', 'm.grey'];
const base = '{\n  "type": "m.colour",\n  "sender": "@alice:example.com",\n  "content": {}\n}\n';
const event = (type: string): string =>
  `type: object\nproperties:\n  type: {type: string}\n  sender:\n    type: ${type}\n  content: {type: object}\nrequired: [type, sender, content]\n`;

/** Events of several sorts, all of which have most of their keys from one file, and their schema from another. */
function events(shared: string, schema = event('string'), own: (name: string) => string = () => '$ref: core/event.json\n'): Files {
  const examples = names.map((name) => [`${folder}/examples/${name}.yaml`, `${own(name)}type: ${name}\n`]);
  const schemas = names.map((name) => [`${folder}/schema/${name}.yaml`, 'allOf:\n  - $ref: core-event-schema/event.yaml\n']);
  return {
    ...Object.fromEntries([...examples, ...schemas]),
    [`${folder}/examples/core/event.json`]: shared,
    [`${folder}/schema/core-event-schema/event.yaml`]: schema,
  };
}

const inline = (name: string): string => `sender: '@${name}:example.com'\ncontent: {}\n`;

describe('a mistake that several examples have', () => {
  test('there is none in what the others begin with', () => {
    expect(found(events(base))).toEqual([]);
    expect(found(events(base, event('string'), inline))).toEqual([]);
  });

  test.each<readonly [string, Files, string]>([
    [
      'is that of the file with the misspelt key that they are made of',
      events(base.replace('"sender"', '"sendr"')),
      `example/missing-key ${folder}/examples/core/event.json:3 /sendr: the key "sender" is required here, there is "sendr"; write "sender"`,
    ],
    [
      'is that of the file without the key that they are made of',
      events(base.replace(/ {2}"sender".*\n/, '')),
      `example/missing-key ${folder}/examples/core/event.json:1 the key "sender" is required here and missing; add it: 4 examples that are made of this lack it`,
    ],
    [
      'is that of the file with the wrong value that they are made of',
      events(base.replace('"@alice:example.com"', '5')),
      `example/wrong-type ${folder}/examples/core/event.json:3 /sender: a string wanted, there is the integer 5; write "5"`,
    ],
    [
      'is that of the schema that contradicts all of them',
      events(base, event('integer'), inline),
      `example/wrong-type ${folder}/schema/core-event-schema/event.yaml:5 an integer wanted, there is the string "@m.blue:example.com", and 3 other examples do not fit either; correct the type here, or the examples`,
    ],
  ])('%s', (_, files, finding) => {
    expect(found(files)).toEqual([finding]);
  });

  test('is that of the examples when one of them fits', () => {
    const own = (name: string): string => (name === 'm.grey' ? 'sender: 5\ncontent: {}\n' : inline(name));
    expect(found(events(base, event('integer'), own)).map((line) => line.replace(/:.*/, ''))).toEqual(
      ['m.blue', 'm.green', 'm.red'].map((name) => `example/wrong-type ${folder}/examples/${name}.yaml`),
    );
  });
});

const answer = (schema: string): string =>
  `openapi: 3.1.0\npaths:\n  /colours:\n    get:\n      responses:\n        '200':\n          description: All.\n          content:\n            application/json:\n              schema: {$ref: error.yaml}\n              example: {errcode: M_UNKNOWN}\n${schema}`;

test('a property whose required name another schema describes as well is misspelt', () => {
  const error = 'type: object\nproperties:\n  errcod: {type: string}\nrequired: [errcode]\n';
  const more = 'allOf:\n  - $ref: error.yaml\n  - type: object\n    properties: {errcode: {type: string}}\n';
  const files = { 'data/api/paints/colours.yaml': answer(''), 'data/api/paints/error.yaml': error, 'data/api/paints/more.yaml': more };
  expect(found(files)).toEqual([
    'schema/undefined-required data/api/paints/error.yaml:4 required names "errcode", which no property has (did you mean "errcod"?); describe it in properties, or delete it here',
  ]);
});

test.each<readonly [string, string, string]>([
  [
    'a pattern, a default and an example',
    'type: integer\npattern: "^[a-z]+$"\ndefault: red\nexample: blue\n',
    'the type does not fit pattern, default and example beside it; write type: string',
  ],
  [
    'a list of values and items',
    'type: string\nenum: [[1]]\nitems: {type: integer}\n',
    'the type does not fit enum and items beside it; write type: array',
  ],
  [
    'keywords of two types',
    'type: string\nminimum: 1\nitems: {type: integer}\n',
    'the type does not fit minimum and items beside it; correct it',
  ],
])('a type that %s contradict is one mistake', (_, schema, message) => {
  expect(found({ 'data/red.yaml': schema })).toEqual([`schema/contradicted-type data/red.yaml:1 ${message}`]);
});

test('a type that the values of its schema contradict is not told at its examples', () => {
  const schema = event('string').replace('type: {type: string}', 'type: {type: integer, enum: [m.red, m.green, m.blue, m.grey]}');
  expect(new Set(found(events(base, schema)).map((line) => line.replace(/ ".*/, '')))).toEqual(
    new Set([`schema/wrong-enum ${folder}/schema/core-event-schema/event.yaml:3`]),
  );
});

test('a type that a keyword and an example contradict is told once', () => {
  expect(
    found({ 'data/red.yaml': 'type: object\nproperties:\n  red:\n    type: object\n    items: {type: integer}\nexample: {red: [1]}\n' }),
  ).toEqual(['example/wrong-type data/red.yaml:4 an object wanted, there is an array; correct the type here, or the example']);
});

test('a parameter of Swagger 2.0 that is required is no object', () => {
  const api = (example: string): string =>
    `swagger: '2.0'\npaths:\n  /red:\n    get:\n      parameters:\n        - {in: query, name: red, required: true, type: integer, x-example: ${example}}\n      responses: {200: {description: It.}}\n`;
  expect(found({ 'api/red.yaml': api('"7"') })).toEqual([expect.stringContaining('example/quoted-parameter api/red.yaml:6')]);
});

test('a property that is misspelt in a schema which others are made of is noted once', () => {
  const files = {
    'data/base.yaml': 'type: object\nproperties: {birghtness: {type: integer}}\n',
    'data/red.yaml': 'allOf: [{$ref: base.yaml}, {type: object, properties: {red: {type: integer}}}]\nexample: {brightness: 1, red: 2}\n',
    'data/blue.yaml':
      'allOf: [{$ref: base.yaml}, {type: object, properties: {blue: {type: integer}}}]\nexample: {brightness: 1, blue: 2}\n',
  };
  expect(found(files).map((line) => line.replace(/:.*/, ''))).toEqual(['example/undescribed-key data/blue.yaml']);
});
