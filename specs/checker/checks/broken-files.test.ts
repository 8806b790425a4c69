import { describe, expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

type Files = Readonly<Record<string, string>>;

function found(files: Files): readonly string[] {
  return checkTree(treeOf(files)).findings.map(({ code, source, line }) => `${code} ${source.path}:${line}`);
}

const path = 'data/api/client-server/colours.yaml';
const lines = [
  'openapi: 3.1.0',
  'servers:',
  "  - url: 'https://example.org{basePath}'",
  '    variables:',
  '      basePath:',
  '        default: /_matrix/client/v3',
  'paths:',
  '  /colours/{name}:',
  '    put:',
  '      summary: Changes a colour.',
  '      security:',
  '        - painter: []',
  '      parameters:',
  '        - in: path',
  '          name: name',
  '          required: true',
  '          schema: {type: string}',
  '        - in: query',
  '          name: shade',
  '          schema:',
  '            type: string',
  '      responses:',
  "        '200':",
  '          description: |-',
  '            What it was',
  '            before that.',
  '          content:',
  '            application/json:',
  '              schema:',
  '                type: object',
  '                properties:',
  '                  red:',
  '                    type: integer',
  '                  more:',
  "                    $ref: '#/components/schemas/more'",
  '              example: {red: 1, more: {}}',
  'components:',
  '  schemas:',
  '    more: {type: object}',
  '  securitySchemes:',
  '    painter: {type: http, scheme: bearer}',
];

/** The description with lines changed, by what they are. */
function changed(...changes: readonly (readonly [from: string, to: string])[]): Files {
  return { [path]: `${changes.reduce((text, [from, to]) => text.replace(from, to), lines.join('\n'))}\n` };
}

test('there is no mistake to begin with', () => {
  expect(found(changed())).toEqual([]);
});

describe('in a file that is no YAML, another mistake is found', () => {
  const summary = ['      summary: C', '      summary C'] as const;
  test.each<readonly [string, readonly [string, string], string]>([
    ['a security scheme', ['- painter: []', '- pianter: []'], 'operation/undefined-security'],
    ['a status', ["'200':", "'20x':"], 'operation/unknown-status'],
    ['a reference', ['schemas/more', 'schemas/mroe'], 'reference/no-part'],
    ['a type', ['type: integer', 'type: intger'], 'schema/unknown-type'],
    ['the place of a parameter', ['in: query', 'in: qeury'], 'operation/unknown-parameter-location'],
    ['a keyword', ['properties:', 'propertes:'], 'schema/misspelt-keyword'],
    ['a key', ['responses:', 'reponses:'], 'operation/unknown-key'],
    ['an example', ['{red: 1', '{red: x'], 'example/wrong-type'],
  ])('%s', (_, change, code) => {
    const places = found(changed(summary, change)).map((each) => each.replace(/ .*/, ''));
    expect(places).toContain('yaml/syntax');
    expect(places).toContain(code);
    expect(places).toHaveLength(2);
  });

  test.each<readonly [string, readonly [string, string], string]>([
    ['of a part of the same schema', ['properties:', 'propertes:'], 'schema/misspelt-keyword'],
    ['of a neighbour in a list', ['in: query', 'in: qeury'], 'operation/unknown-parameter-location'],
  ])('%s', (_, change, code) => {
    const slips = [
      ['                    type: integer', '                    type: @integer'],
      ['          name: name', '          name name'],
    ] as const;
    const places = found(changed(...slips, change)).map((each) => each.replace(/ .*/, ''));
    expect(places.toSorted()).toEqual([code, 'yaml/syntax', 'yaml/syntax'].toSorted());
  });
});

describe('what is no YAML is told once', () => {
  const page = 'See [it](#put_matrixclientv3coloursname), and [its answer](#put_matrixclientv3coloursname_response-200_colour).\n\n';
  const site = {
    'content/client-server-api/_index.md': `---\ntitle: API\n---\n\n${page}{{% http-api spec="client-server" api="colours" %}}\n`,
  };

  test.each<readonly [string, Files, string]>([
    ['a tab before the first line of a text', changed(['            What', '\tWhat']), `yaml/tab ${path}:25`],
    ['a tab before the last line of a text', changed(['            before', '\tbefore']), `yaml/tab ${path}:26`],
    ['a tab before the key behind a text', changed(['          content:', '\t  content:']), `yaml/tab ${path}:27`],
    ['a tab before a parameter’s key', changed(['          name: shade', '\t  name: shade']), `yaml/tab ${path}:19`],
    ['a line that is a blank too far to the right', changed(['      responses:', '       responses:']), `yaml/syntax ${path}:22`],
    [
      'a mapping in braces over lines without its colon',
      changed(['example: {red: 1, more: {}}', 'example {\n                "red": 1\n              }']),
      `yaml/syntax ${path}:36`,
    ],
    ['a tab in what is referred to', changed(['    more: {type: object}', '    more:\n\t  type: object']), `yaml/tab ${path}:40`],
    ['a tab in what a page shows', { ...site, ...changed(['        default:', '\tdefault:']) }, `yaml/tab ${path}:6`],
  ])('%s', (_, files, place) => {
    expect(found(files)).toEqual([place]);
  });

  test('the schema of an event, whose example no other schema is for', () => {
    const event = 'type: object\nproperties:\n  content:\n    type: object\n    properties:\n      red: {type: @integer}\n';
    const files = {
      'data/event-schemas/schema/m.colour$m.red.yaml': event,
      'data/event-schemas/schema/m.colour.yaml':
        'type: object\nproperties: {content: {type: object, properties: {shade: {type: integer}}}}\n',
      'data/event-schemas/examples/m.colour$m.red.yaml': 'content: {red: 1}\n',
      'data/event-schemas/examples/m.colour.yaml': 'content: {shade: 1}\n',
    };
    expect(found(files)).toEqual(['yaml/syntax data/event-schemas/schema/m.colour$m.red.yaml:6']);
  });
});
