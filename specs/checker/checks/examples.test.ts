import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import { isMapping } from '../../reader/resolve.ts';
import { treeOf } from '../sources/sample-tree.ts';
import { examplePlaces } from './example-places.ts';
import { examples } from './examples.ts';

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return checkTree(treeOf(files))
    .findings.filter(({ code }) => code.startsWith('example/'))
    .map(({ code, level, source, line, message }) => `${level} ${code} ${source.path}:${line} ${message}`);
}

const start = 'info: {title: Colours, version: 1.0.0}\npaths:\n  /colours:\n    get:\n';
const today = (...lines: readonly string[]): string => `openapi: '3.1.0'\n${start}${lines.map((line) => `      ${line}\n`).join('')}`;
const then = (...lines: readonly string[]): string => `swagger: '2.0'\n${start}${lines.map((line) => `      ${line}\n`).join('')}`;
const response = ['responses:', "  '200':", '    description: All of them.'];
const json = [
  ...response,
  '    content:',
  '      application/json:',
  '        schema:',
  '          type: object',
  '          properties: {red: {type: integer}}',
];

describe('an example is looked at', () => {
  test.each<readonly [where: string, text: string, line: number]>([
    ['in a body', today(...json, '        example: {red: x}'), 14],
    ['in the examples of a body', today(...json, '        examples: {dark: {value: {red: x}}}'), 14],
    ['in a schema', today(...json, '          example: {red: x}'), 14],
    ['in the examples of a schema', today(...json, '          examples: [{red: 1}, {red: x}]'), 14],
    ['in a header', today(...response, '    headers:', '      Shade: {schema: {type: integer}, example: x}'), 10],
    ['in a parameter', today('parameters:', '  - {name: red, in: query, schema: {type: integer}, example: x}', ...response), 7],
    [
      'in the examples of a parameter',
      today('parameters:', '  - {name: red, in: query, schema: {type: integer}, examples: {a: {value: x}}}', ...response),
      7,
    ],
    ['in a request body', today('requestBody:', '  content: {application/json: {schema: {type: integer}, example: x}}', ...response), 7],
    ['in a parameter of Swagger', then('parameters:', '  - {name: red, in: query, type: integer, x-example: x}', ...response), 7],
    [
      'in the body of Swagger',
      then(
        'parameters:',
        '  - {name: body, in: body, schema: {type: object, properties: {red: {type: integer}}, example: \'{"red": {}}\'}}',
        ...response,
      ),
      7,
    ],
    [
      'in a response of Swagger',
      then(...response, '    schema: {type: object, properties: {red: {type: integer}}}', '    examples: {application/json: {red: x}}'),
      10,
    ],
  ])('%s', (_, text, line) => {
    expect(found({ 'api/colours.yaml': text })).toEqual([
      expect.stringMatching(new RegExp(`^error example/wrong-type api/colours\\.yaml:${line} (/red: )?an integer wanted`)),
    ]);
  });

  test('as an event, by its name', () => {
    const schema = 'type: object\nproperties:\n  content: {type: object}\n  type: {enum: [m.red]}\nrequired: [type, content]\n';
    const files = {
      'data/event-schemas/schema/m.red.yaml': schema,
      'data/event-schemas/examples/m.red.yaml': '{"type": "m.red", "content": {}}\n',
      'data/event-schemas/examples/m.red$dark.yaml': '{"$ref": "m.red.yaml", "content": 1}\n',
    };
    expect(found(files)).toEqual([
      'error example/wrong-type data/event-schemas/examples/m.red$dark.yaml:1 /content: an object wanted, there is the integer 1',
    ]);
  });
});

describe('an example that others refer to', () => {
  const dark = {
    'api/examples/dark.json': '{"red": "x"}\n',
    'api/definitions/text.yaml': 'type: object\nproperties: {red: {type: string}}\n',
  };
  const use = (schema: string): string =>
    today(
      ...response,
      '    content:',
      '      application/json:',
      `        schema: ${schema}`,
      '        example: {$ref: examples/dark.json}',
    );
  const number = '{type: object, properties: {red: {type: integer}}}';

  test('is told once where it is always wrong', () => {
    expect(found({ ...dark, 'api/a.yaml': use(number), 'api/b.yaml': use(number) })).toEqual([
      'error example/wrong-type api/examples/dark.json:1 /red: an integer wanted, there is the string "x"',
    ]);
  });

  test('is told at the reference where it is right elsewhere', () => {
    expect(found({ ...dark, 'api/a.yaml': use(number), 'api/b.yaml': use('{$ref: definitions/text.yaml}') })).toEqual([
      expect.stringMatching(/^error example\/wrong-type api\/a\.yaml:12 .*api\/examples\/dark\.json is right elsewhere/),
    ]);
  });
});

describe('no mistake', () => {
  test.each<readonly [what: string, files: Readonly<Record<string, string>>]>([
    [
      'a deliberate one',
      {
        'data/red.yaml':
          'type: object\nexample: {\n  # We deliberately break it.\n  "more": 1\n}\nproperties: {red: {}}\nrequired: [red]\n',
      },
    ],
    [
      'more keys in an error',
      {
        'data/error.yaml':
          'type: object\nproperties: {errcode: {type: string}, error: {type: string}}\nexample: {errcode: M_RED, error: Red, shade: 1}\n',
      },
    ],
    [
      'other keys where they are foreseen',
      { 'data/red.yaml': 'type: object\nproperties: {red: {}}\nadditionalProperties: {type: integer}\nexample: {blue: 1}\n' },
    ],
    [
      'a string of JSON in Swagger',
      { 'api/colours.yaml': then(...response, '    schema: {type: object}', "    examples: {application/json: '{}'}") },
    ],
    ['an example that is null', { 'data/red.yaml': 'type: [string, "null"]\nexample: null\n' }],
    [
      'an example of an older edition',
      {
        'api/colours.yaml': today(
          ...json,
          '          allOf: [{x-addedInMatrixVersion: v1.4, required: [red]}]',
          '        examples: {old: {x-removedInMatrixVersion: r0.3, value: {}}}',
        ),
      },
    ],
  ])('%s', (_, files) => {
    expect(found(files)).toEqual([]);
  });
});

test('what many examples have is missing in their schema', () => {
  const examples = 'examples:\n  - {red: 1, blue: 2}\n  - {blue: 2}\n';
  expect(found({ 'data/red.yaml': `type: object\nproperties: {red: {type: integer}}\n${examples}` })).toEqual([
    'note example/undescribed-key data/red.yaml:4 the schema says nothing of a key "blue" here, nor in 1 other places; correct it, or describe it',
  ]);
});

describe('an example that nobody sees', () => {
  test.each<readonly [where: string, text: string, line: number]>([
    ['beside the content of a response', today(...json, '    example: {red: 1}'), 14],
    ['in an operation', today('example: {red: 1}', ...response), 6],
    [
      'under the key of another version',
      today('parameters:', '  - {name: red, in: query, schema: {type: integer}, x-example: 1}', ...response),
      7,
    ],
    ['as a mapping in a schema', today(...json, '          examples: {dark: {red: 1}}', '        example: {red: 1}'), 14],
    ['beside the schema of Swagger', then(...response, '    schema: {type: object}', '    example: {}'), 10],
    ['without its media type', then(...response, '    schema: {type: object}', '    examples: {red: 1}'), 10],
  ])('%s', (_, text, line) => {
    expect(found({ 'api/colours.yaml': text })).toEqual([
      expect.stringMatching(new RegExp(`^warning example/ignored-place api/colours\\.yaml:${line} `)),
    ]);
  });
});

const schema = {
  type: 'object',
  required: ['shade', 'parts'],
  properties: {
    shade: { type: 'string' },
    parts: {
      type: 'array',
      items: { type: 'object', required: ['channel', 'amount'], properties: { channel: { type: 'string' }, amount: { type: 'integer' } } },
    },
  },
};
const good = {
  shade: 'teal',
  parts: [
    { channel: 'green', amount: 128 },
    { channel: 'blue', amount: 127 },
  ],
};

/** A value as JSON, a part on each line, and the lines by the pointers of the parts. */
function written(value: unknown): { readonly text: string; readonly lines: ReadonlyMap<string, number> } {
  const text: string[] = [];
  const lines = new Map<string, number>();
  const write = (part: unknown, pointer: string, before: string, after: string): void => {
    lines.set(
      pointer,
      text.push(
        `${before}${typeof part === 'object' && part !== null ? (Array.isArray(part) ? '[' : '{') : `${JSON.stringify(part)}${after}`}`,
      ),
    );
    if (typeof part !== 'object' || part === null) return;
    const entries = Object.entries(part);
    for (const [at, [key, below]] of entries.entries()) {
      write(below, pointerInto(pointer, key), Array.isArray(part) ? '' : `${JSON.stringify(key)}: `, at < entries.length - 1 ? ',' : '');
    }
    text.push(`${Array.isArray(part) ? ']' : '}'}${after}`);
  };
  write(value, '', '', '');
  return { text: text.join('\n'), lines };
}

/** A value with one part changed: to something else, or left out when that is undefined. */
function changed(value: unknown, pointer: string, to: unknown, at = ''): unknown {
  if (at === pointer) return to;
  if (Array.isArray(value)) return value.map((item, index) => changed(item, pointer, to, pointerInto(at, index)));
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).map(([key, below]) => [key, changed(below, pointer, to, pointerInto(at, key))] as const);
  return Object.fromEntries(entries.filter(([, below]) => below !== undefined));
}

describe('a mistake at any place of an example is found at its line', () => {
  const leaves = ['/shade', '/parts/0/channel', '/parts/0/amount', '/parts/1/channel', '/parts/1/amount'];
  const findings = (value: unknown): readonly string[] => {
    const { text } = written({ ...schema, example: value });
    return found({ 'data/colours.json': text }).map((line) => line.split(' ').slice(1, 3).join(' '));
  };
  const lineOf = (value: unknown, pointer: string): number => written({ ...schema, example: value }).lines.get(`/example${pointer}`) ?? 0;

  test('another type', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves, '/parts', '/parts/1'), fc.constantFrom(true, null, 1.5), (pointer, other) => {
        const wrong = changed(good, pointer, other);
        expect(findings(wrong)).toEqual([`example/wrong-type data/colours.json:${lineOf(wrong, pointer)}`]);
      }),
    );
  });

  test('a missing key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves, '/parts'), (pointer) => {
        const wrong = changed(good, pointer, undefined);
        expect(findings(wrong)).toEqual([
          `example/missing-key data/colours.json:${lineOf(wrong, pointer.slice(0, pointer.lastIndexOf('/')))}`,
        ]);
      }),
    );
  });

  test('none in a right one', () => {
    expect(findings(good)).toEqual([]);
  });
});

test('nothing that stands at any place makes it fail', () => {
  const api = {
    openapi: '3.1.0',
    paths: {
      '/colours': {
        get: {
          parameters: [{ name: 'red', in: 'query', schema: { type: 'integer' }, example: 1 }],
          responses: { 200: { content: { 'application/json': { schema, examples: { good: { value: good } } } } } },
        },
      },
    },
  };
  const pointers = [...written(api).lines.keys()];
  fc.assert(
    fc.property(
      fc.constantFrom(...pointers),
      fc.oneof(fc.jsonValue(), fc.constantFrom({ $ref: '#' }, { $ref: '#/paths' }, [{}])),
      (pointer, value) => {
        const tree = treeOf({ 'api/colours.json': JSON.stringify(changed(api, pointer, value) ?? null) });
        const report = { finding: () => undefined, looked: () => undefined, unjudged: () => undefined };
        for (const check of [examples, examplePlaces]) check.run(tree, report);
      },
    ),
    { numRuns: 500 },
  );
});
