import { describe, expect, test } from 'vitest';
import { treeOf } from '../sources/sample-tree.ts';
import { validateValue } from './validate.ts';

function judged(schema: string, value: unknown, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const tree = treeOf({ 'data/shade.yaml': schema, ...files });
  const source = tree.file('data/shade.yaml');
  if (source?.yaml === undefined) throw new Error('no schema');
  const judgement = validateValue(tree, { source, pointer: '', value: source.yaml.value }, value);
  if (!judgement.judged) return [`unjudged: ${judgement.reason}`];
  return judgement.breaches.map(({ kind, pointer, schema: place, message }) => {
    const line = place.source.lines.at(place.source.yaml?.rangeOf(place.pointer, 'key').start ?? 0).line;
    return `${kind} ${pointer} ${place.source.path}:${line} ${message}`;
  });
}

describe('no breach', () => {
  test.each<readonly [what: string, schema: string, value: unknown]>([
    ['nullable', 'type: string\nnullable: true', null],
    ['nullable with an enum', 'type: string\nenum: [light]\nnullable: true', null],
    ['several types', 'type: [string, "null"]', null],
    ['a file', 'type: file', '<bytes>'],
    ['an unknown format', 'type: string\nformat: colour', 'red'],
    ['a format of numbers', 'type: integer\nformat: int64', 1],
    ['a format of the standard', 'type: string\nformat: mx-user-id', '@otter:example.org'],
    ['a placeholder for a pattern', "type: string\npattern: '^@'", '<user_id or localpart>'],
    ['a placeholder for a format', 'type: string\nformat: uri', 'https://{server}/...'],
    ['a placeholder for an object', 'type: object', '<content of the event>'],
    ['a placeholder in an alternative', "oneOf: [{type: integer}, {type: string, pattern: '^@'}]", '<user>'],
    ['no type for null', 'description: anything', null],
    ['what draft 4 excludes', 'type: integer\nminimum: 1\nexclusiveMinimum: true', 2],
    ['required: true, which is no list', 'type: object\nrequired: true', {}],
    ['a pattern that is none', "type: string\npattern: '('", 'x'],
    ['a type that is none', 'type: strng', 1],
    ['what is neither described nor ruled out', 'type: object\nproperties: {red: {type: integer}}', { blue: 1 }],
    ['a key of the prototype', 'type: object\nproperties: {constructor: {type: string}}', {}],
    ['falsy values', 'type: object\nproperties: {a: {type: integer}, b: {type: boolean}, c: {type: string}}', { a: 0, b: false, c: '' }],
  ])('%s', (_, schema, value) => {
    expect(judged(schema, value).filter((breach) => !breach.startsWith('placeholder'))).toEqual([]);
  });
});

describe('a breach', () => {
  test.each<readonly [schema: string, value: unknown, breaches: readonly string[]]>([
    ['type: string', 5, ['unquoted  data/shade.yaml:1 a string wanted, there is the integer 5; write "5"']],
    ['type: integer', '5', ['quoted  data/shade.yaml:1 an integer wanted, there is the string "5"; write 5 without quotes']],
    ['type: integer\nnullable: true', 'x', ['type  data/shade.yaml:1 an integer or null wanted, there is the string "x"']],
    ['items: {type: array}', [{}], ['type /0 data/shade.yaml:1 an array wanted, there is an object; put it into a list']],
    ['required: [red, blue]', { red: 1 }, ['missing-key  data/shade.yaml:1 the key "blue" is required here and missing; add it']],
    [
      'required: [access_token]',
      { acces_token: 'x' },
      ['missing-key /acces_token data/shade.yaml:1 the key "access_token" is required here, there is "acces_token"; write "access_token"'],
    ],
    [
      'properties: {shade: {}}\nadditionalProperties: false',
      { shdae: 1 },
      ['unknown-key /shdae data/shade.yaml:2 no key "shdae" is allowed here (did you mean "shade"?)'],
    ],
    ['enum: [light, dark]', 'drak', ['value  data/shade.yaml:1 one of "light", "dark" wanted, there is "drak" (did you mean "dark"?)']],
    ['type: string\nformat: email', 'otter', ['format  data/shade.yaml:2 a text in the format "email" wanted, there is "otter"']],
    ['type: string\nformat: mx-user-id', 'otter', ['format  data/shade.yaml:2 a text in the format "mx-user-id" wanted, there is "otter"']],
    ['minimum: 1\nexclusiveMinimum: true', 1, ['bounds  data/shade.yaml:2 exclusiveMinimum: true wanted; 1 is less than 1']],
    ['not: {type: string}', 'x', ['other  data/shade.yaml:1 the schema rules out what is here: "x"']],
    [
      'oneOf: [{type: integer}, {type: number}]',
      1,
      ['ambiguous  data/shade.yaml:1 only one of the alternatives of oneOf may fit, 2 matches'],
    ],
    [
      'properties: {"a#b": {type: string}}',
      { 'a#b': 1 },
      ['unquoted /a#b data/shade.yaml:1 a string wanted, there is the integer 1; write "1"'],
    ],
  ])('of %s', (schema, value, breaches) => {
    expect(judged(schema, value)).toEqual(breaches);
  });

  test('one for each mistake, at the innermost place', () => {
    const schema = 'allOf:\n  - properties: {a: {type: string}}\n  - properties: {a: {type: string, enum: [x]}}';
    expect(judged(schema, { a: 1 })).toEqual(['unquoted /a data/shade.yaml:2 a string wanted, there is the integer 1; write "1"']);
  });

  test('of the nearest of several alternatives', () => {
    const schema = [
      'oneOf:',
      '  - properties: {kind: {enum: [warm]}, red: {type: integer}}',
      '    required: [kind, red]',
      '  - properties: {kind: {enum: [cold]}, blue: {type: integer}}',
      '    required: [kind, blue]',
    ].join('\n');
    expect(judged(schema, { kind: 'cold', blue: {} })).toEqual([
      'type /blue data/shade.yaml:4 an integer wanted, there is an object (by the nearest of 2 alternatives)',
    ]);
    expect(judged(schema, { kind: 'dull', red: 1, blue: 1 })).toEqual([
      'value /kind data/shade.yaml:2 one of "warm", "cold" wanted, there is "dull"',
    ]);
  });

  test('of a choice between types is one', () => {
    expect(judged('anyOf: [{type: string}, {type: array}]', {})).toEqual([
      'type  data/shade.yaml:1 a string or an array wanted, there is an object',
    ]);
  });
});

describe('references', () => {
  const files = {
    'data/red.yaml': 'type: object\nproperties:\n  red: {type: integer}\n  more: {$ref: red.yaml}\nrequired: [red]',
  };

  test('lead into other files, and may recur', () => {
    expect(judged('$ref: red.yaml', { red: 1, more: { red: 2 } }, files)).toEqual([]);
    expect(judged('$ref: red.yaml', { red: 1, more: { red: 'x' } }, files)).toEqual([
      'type /more/red data/red.yaml:3 an integer wanted, there is the string "x"',
    ]);
    expect(judged('items:\n  $ref: red.yaml', [{}], files)).toEqual([
      'missing-key /0 data/red.yaml:5 the key "red" is required here and missing; add it',
    ]);
  });

  test('count together with what stands beside them', () => {
    expect(judged('$ref: red.yaml\nrequired: [blue]', { red: 1 }, files)).toEqual([
      'missing-key  data/shade.yaml:2 the key "blue" is required here and missing; add it',
    ]);
  });

  test('that lead back to themselves cannot be judged', () => {
    expect(judged('$ref: shade.yaml', 1)).toEqual(['unjudged: its schema leads back to itself']);
  });

  test('that lead nowhere ask for nothing', () => {
    expect(judged('$ref: blue.yaml', 1)).toEqual([]);
  });

  test('are written over by what stands beside them in Swagger 2.0', () => {
    const api = { 'api/colours.yaml': "swagger: '2.0'\npaths: {}\n" };
    expect(judged('$ref: red.yaml\nrequired: [blue]', { blue: 1 }, { ...files, ...api })).toEqual([]);
  });
});

test('the parts of the newest edition count', () => {
  const schema =
    'properties:\n  old: {x-removedInMatrixVersion: v1.2, type: string}\nallOf: [{x-removedInMatrixVersion: r0.3, required: [old]}]';
  expect(judged(schema, { old: 1 })).toEqual([]);
});
