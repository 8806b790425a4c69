import { describe, expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

const schema = [
  'type: object',
  'properties:',
  '  type: {type: string}',
  '  event_id: {type: string}',
  '  content:',
  '    type: object',
  '    properties:',
  '      warm: {type: boolean}',
  '      shade: {type: string, pattern: "^[a-z]+$"}',
  '      tint: {type: string, enum: [light, dark]}',
  '    required: [warm]',
  'required: [type, event_id, content]',
  '',
].join('\n');

const api = [
  'openapi: 3.1.0',
  'info: {title: Colours, version: "1"}',
  'servers: [{url: "https://example.org/_matrix/colours/v1"}]',
  'paths:',
  '  /shades/{shadeId}:',
  '    put:',
  '      summary: A shade.',
  '      operationId: putShade',
  '      parameters:',
  '        - {name: shadeId, in: path, required: true, schema: {type: string}, example: scarlet}',
  '      requestBody:',
  '        content:',
  '          application/json:',
  '            schema: {type: object, properties: {warm: {type: boolean}}}',
  '      responses:',
  '        "200":',
  '          description: It is there.',
  '          content:',
  '            application/json:',
  '              schema: {type: object, properties: {bright: {type: boolean}}}',
  '              example: {bright: true}',
  '  /shades/{shadeId}/tint/dark:',
  '    get:',
  '      summary: A tint.',
  '      operationId: getTint',
  '      parameters:',
  '        - {name: shadeId, in: path, required: true, schema: {type: string}, example: scarlet}',
  '      responses:',
  '        "200":',
  '          description: It is there.',
  '',
].join('\n');

function found(block: string, path = 'text/colours.md'): readonly string[] {
  const files = {
    'data/event-schemas/schema/m.colour.yaml': schema,
    'data/api/colours/shades.yaml': api,
    [path]: `A block.\n\n\`\`\`\n${block}\n\`\`\`\n`,
  };
  return checkTree(treeOf(files)).findings.map(({ code, line, message }) => `${code} ${line} ${message}`);
}

function unjudged(block: string, path: string): readonly string[] {
  const files = { 'data/event-schemas/schema/m.colour.yaml': schema, [path]: `A block.\n\n\`\`\`\n${block}\n\`\`\`\n` };
  return checkTree(treeOf(files)).unjudged.map(({ line, reason }) => `${line} ${reason}`);
}

describe('what is left out of an event is not missing', () => {
  test.each([
    ['a part of it', '{"type": "m.colour", "content": {"warm": true}}'],
    ['other fields', '{"type": "m.colour", "content": {\n  // other fields\n}}'],
    ['an ellipsis', '{"type": "m.colour", "content": {...}}'],
    ['placeholders', '{"type": "m.colour", "content": {"warm": $warm, "shade": "<shade>", "tint": $tint}}'],
    ['an event without a schema', '{"type": "org.example.colour", "content": {"warm": 1}}'],
  ])('%s', (_, block) => {
    expect(found(block)).toEqual([]);
  });
});

test('an event is held against its schema', () => {
  expect(found('{\n  "type": "m.colour",\n  "content": {\n    "warm": 1\n  }\n}')).toEqual([
    expect.stringMatching(/^json\/breaks-schema 7 \/content\/warm: .*boolean/),
  ]);
  expect(found('{\n  "type": "m.colour",\n  "content": {}\n}')).toEqual([expect.stringMatching(/^json\/lacks-key 6 \/content: .*"warm"/)]);
});

test('proposals and old rooms are let be', () => {
  const event = '{"type": "m.colour", "content": {"warm": 1}}';
  expect(found(event, 'proposals/1-colours.md')).toEqual([]);
  expect(unjudged(event, 'proposals/1-colours.md')).toEqual([expect.stringMatching(/^4 proposals, drafts and old documents/)]);
  expect(found(event, 'content/rooms/v1.md')).toEqual([]);
  expect(unjudged(event, 'content/rooms/v1.md')).toEqual([expect.stringMatching(/^4 events differ between the versions of rooms/)]);
  expect(unjudged(event.replace('1', 'true'), 'text/colours.md')).toEqual([]);
});

describe('a request that is not described', () => {
  test.each([
    ['by a slip', 'PUT /_matrix/colours/v1/shadse/x', ['http/unknown-path']],
    ['with its steps in another order', 'GET /_matrix/colours/v1/shades/x/dark/tint', ['http/unknown-path']],
    ['in a version above the newest', 'PUT /_matrix/colours/v2/shades/x', ['http/unknown-path']],
    ['in another version', 'PUT /_matrix/colours/v2/shadse/x', []],
    ['at all', 'PUT /_matrix/colours/v1/paints/x', []],
  ])('%s', (_, block, codes) => {
    expect(found(block).map((finding) => finding.split(' ')[0])).toEqual(codes);
  });
});

test('why a request is not judged', () => {
  const reasons = (block: string): readonly string[] =>
    checkTree(treeOf({ 'data/api/colours/shades.yaml': api, 'a.md': `\`\`\`\n${block}\n\`\`\`\n` })).unjudged.map(({ reason }) => reason);
  expect(reasons('PUT /_matrix/colours/unstable/shades/x')).toEqual([
    'no API description of these sources has paths of this API and version',
  ]);
  expect(reasons('PUT /_matrix/paints/v1/shades/x')).toEqual(['no API description of these sources has paths of this API and version']);
  expect(reasons('PUT /_matrix/colours/v1/paints/x')).toEqual(['no API description of these sources has this path, or one like it']);
});

test.each([
  ['application/json', []],
  ['application/jsn+json', []],
  ['aplication/json', ['http/wrong-content-type']],
  ['text/html', ['http/wrong-content-type']],
  ['<the type>', []],
])('a body of JSON with the type %s', (type, codes) => {
  const block = `PUT /_matrix/colours/v1/shades/x\nContent-Type: ${type}\n\n{"warm": true}`;
  expect(found(block).map((finding) => finding.split(' ')[0])).toEqual(codes);
});

test('each block is counted once', () => {
  const files = { 'a.md': 'A block.\n\n```\n{"red": 1}\n```\n\n```c\nint red;\n```\n', 'b.rst': 'A block::\n\n  {"red": 1}\n' };
  expect(checkTree(treeOf(files)).checked.blocks).toBe(2);
});

describe('blocks in descriptions', () => {
  const described = (text: string): Readonly<Record<string, string>> => ({
    'api/red.yaml': `type: object\ndescription: |-\n${text.replaceAll(/^(?=.)/gm, '  ')}\n`,
  });
  const rst = 'A block::\n\n  {\n    "red": 1,\n  }\n';
  const markdown = 'A block:\n\n```json\n{"red": 1,}\n```\n';
  const errors = (files: Readonly<Record<string, string>>): readonly string[] =>
    checkTree(treeOf(files))
      .findings.filter(({ level }) => level === 'error')
      .map(({ code, line, column }) => `${code} ${line}:${column}`);

  test.each([
    ['in reStructuredText', described(rst), { 'specification/red.rst': 'Red\n===\n\nWarm.\n' }, ['json/extra-comma 6:15']],
    ['in Markdown', described(markdown), { 'content/red.md': 'Warm.\n' }, ['json/extra-comma 6:12']],
    ['in either', described(markdown), {}, ['json/extra-comma 6:12']],
    ['not in Markdown where they are reStructuredText', described(markdown), { 'specification/red.rst': 'Red\n===\n\nWarm.\n' }, []],
  ])('%s', (_, files, others, expected) => {
    expect(errors({ ...files, ...others })).toEqual(expected);
  });
});

test('a body is held against the schema of its request', () => {
  expect(found('PUT /_matrix/colours/v1/shades/$shade\n\n{"warm": "very"}')).toEqual([
    expect.stringMatching(/^json\/breaks-schema 6 \/warm: /),
  ]);
  expect(found('PUT /_matrix/colours/v1/shades/<shade>\n\n{"warm": true}')).toEqual([]);
  expect(found('POST /_matrix/colours/unstable/shades/x\n\n{"warm": "very"}')).toEqual([]);
  expect(found('PUT /_matrix/colours/v1/shades/x/?a=b\n\n{"warm": "very"}')).toEqual([expect.stringMatching(/^json\/breaks-schema/)]);
});

describe('a body in a block of its own, right behind its message', () => {
  const put = 'PUT /_matrix/colours/v1/shades/x';
  const codes = (text: string, path: string): readonly string[] =>
    checkTree(treeOf({ 'data/api/colours/shades.yaml': api, [path]: text })).findings.map(({ code, line }) => `${code} ${line}`);

  test.each([
    ['in Markdown', `\`\`\`\n${put}\n\`\`\`\n\n\`\`\`json\n{"warm": 1}\n\`\`\`\n`, 'a.md', ['json/breaks-schema 6']],
    ['in reStructuredText', `.. code::\n\n  ${put}\n\n.. code:: json\n\n  {"warm": 1}\n`, 'a.rst', ['json/breaks-schema 7']],
    ['with headers', `\`\`\`\n${put}\nAccept: a\n\`\`\`\n\n\`\`\`json\n{"warm": true}\n\`\`\`\n`, 'a.md', ['http/no-content-type 2']],
    ['not with words between', `\`\`\`\n${put}\n\`\`\`\n\nAnd:\n\n\`\`\`json\n{"warm": 1}\n\`\`\`\n`, 'a.md', []],
    ['not a second one', `\`\`\`\n${put}\n\n{"warm": true}\n\`\`\`\n\n\`\`\`json\n{"warm": 1}\n\`\`\`\n`, 'a.md', []],
    ['not a third', `\`\`\`\n${put}\n\`\`\`\n\n\`\`\`json\n{}\n\`\`\`\n\n\`\`\`json\n{"warm": 1}\n\`\`\`\n`, 'a.md', []],
    [
      'and the answer behind that',
      `\`\`\`\n${put}\n\`\`\`\n\n\`\`\`json\n{}\n\`\`\`\n\n\`\`\`\nHTTP/1.1 200 OK\n\n{"bright": 1}\n\`\`\`\n`,
      'a.md',
      ['json/breaks-schema 12'],
    ],
  ])('%s', (_, text, path, expected) => {
    expect(codes(text, path)).toEqual(expected);
  });
});

test('a counterexample of a request is let be', () => {
  const block = 'A block that is invalid:\n\n```\nPOST /_matrix/colours/v1/shades/x\n```\n';
  const { findings, unjudged } = checkTree(treeOf({ 'data/api/colours/shades.yaml': api, 'a.md': block }));
  expect(findings).toEqual([]);
  expect(unjudged.map(({ line, reason }) => `${line} ${reason}`)).toEqual(['4 the text before this request says that it is wrong']);
});

describe('an answer that may be wrong is no fix', () => {
  function fixesOf(line: string): readonly boolean[] {
    const { findings } = checkTree(treeOf({ 'a.md': `\`\`\`json\n{\n${line}\n}\n\`\`\`\n` }));
    return findings.map(({ fix }) => fix !== undefined);
  }

  test.each([
    ['more is wrong on the line', '"a": <foo>", "b": 1'],
    ['braces stand where a list is meant', '"a": {"x", "y"}'],
    ['the mark may be a part of the text', '"a": $abc:example.org'],
    ['a point stands for a comma', '"b": "x".\n"c": 1'],
  ])('where %s', (_, line) => {
    const fixes = fixesOf(line);
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes).not.toContain(true);
  });

  test('but a clear one is', () => {
    expect(fixesOf('"a": {"x", 1, "z": 2}')).toEqual([true]);
    expect(fixesOf('"a": 1\n"b": 2')).toEqual([true]);
  });
});

test.each(['TRUE', 'ture', 'flase', 'nul', 'NaN'])('%s is no value', (word) => {
  const { findings } = checkTree(treeOf({ 'a.md': `\`\`\`json\n{\n"a": ${word}\n}\n\`\`\`\n` }));
  expect(findings.map(({ code, line }) => `${code}:${line}`)).toEqual(['json/unquoted-text:3']);
});

describe('what has a schema in a block', () => {
  const auth = 'type: object\nproperties:\n  type: {type: string}\n  session: {type: string}\nadditionalProperties: {type: object}\n';
  const answer =
    'type: object\nproperties:\n  flows:\n    type: array\n    items: {type: object, properties: {stages: {type: array, items: {type: string}}}, required: [stages]}\n  completed: {type: array, items: {type: string}}\n  session: {type: string}\nrequired: [flows]\n';
  const breaches = (block: string): readonly string[] => {
    const files = {
      'data/event-schemas/schema/m.colour.yaml': schema,
      'data/api/client-server/definitions/auth_data.yaml': auth,
      'data/api/client-server/definitions/auth_response.yaml': answer,
      'text/colours.md': `A block.\n\n\`\`\`json\n${block}\n\`\`\`\n`,
    };
    return checkTree(treeOf(files)).findings.map(({ code, line, message }) => `${code}:${line} ${message}`);
  };
  const warm = '{"type": "m.colour", "content": {"warm": "very"}}';

  test.each<readonly [string, string, string]>([
    [
      'an answer that asks for authentication',
      '{\n"session": "x",\n"flows": [{"stages": "m.login.dummy"}]}',
      'json/breaks-schema:6 /flows/0/stages: an array wanted',
    ],
    [
      'a flow without stages',
      '{\n"session": "x",\n"flows": [{"stage": []}]}',
      'json/lacks-key:6 /flows/0/stage: the key "stages" is required here, there is "stage"',
    ],
    ['stages that are completed', '{"flows": [],\n"completed": "m.login.dummy"}', 'json/breaks-schema:5 /completed: an array wanted'],
    [
      'what a client sends under `auth`',
      '{"auth": {\n"type": "m.login.dummy",\n"session": 5}}',
      'json/breaks-schema:6 /session: a string wanted',
    ],
    ['events in a list', `[\n${warm}]`, 'json/breaks-schema:5 /content/warm: a boolean wanted'],
    ['events further in', `{"rooms": {"events": [\n${warm}]}}`, 'json/breaks-schema:5 /content/warm: a boolean wanted'],
    ['an event whose content is a text', '{"type": "m.colour",\n"content": "warm"}', 'json/breaks-schema:5 /content: an object wanted'],
    [
      'an event whose type is misspelt',
      '{\n"type": "m.color",\n"content": {}}',
      'json/unknown-event:5 no event is called "m.color"; write "m.colour"',
    ],
  ])('%s is held against it', (_, block, finding) => {
    expect(breaches(block)).toEqual([expect.stringContaining(finding)]);
  });

  test.each<readonly [string, string]>([
    ['credentials of any kind', '{"auth": {"type": "m.login.password", "session": "x", "password": "<secret>"}}'],
    ['the login types of a server', '{"flows": [{"type": "m.login.password"}]}'],
    ['an event of another name', '{"type": "m.paint", "content": {}}'],
    ['an event whose content is left out', '{"type": "m.colour", "content": <content>}'],
  ])('%s is well', (_, block) => {
    expect(breaches(block)).toEqual([]);
  });
});
