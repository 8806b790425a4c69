import { readFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Level, RecordedExchange, Report, RuleReport, Verdict } from '../specs/schemas/report.ts';
import { consoleText } from './console.ts';
import { formats } from './formats.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';

const exchange: RecordedExchange = {
  request: {
    method: 'POST',
    url: 'http://server/login',
    headers: { 'content-type': 'application/json', accept: '*/*' },
    body: '{"type":"a"}',
  },
  response: { status: 200, headers: { 'content-type': 'text/html', server: 'x' }, body: '<b>\u001b[31m & "quoted"\u0000</b>' },
  milliseconds: 5,
  curl: `curl -i -X POST 'http://server/login'`,
};

function rule(id: string, verdict: Verdict, level: Level = 'MUST', more: Partial<RuleReport> = {}): RuleReport {
  const family = id.slice(0, id.indexOf('/'));
  return {
    id,
    family,
    level,
    verdict,
    sentence: `A server ${level} do ${id}.`,
    position: { file: `specs/text/${family}.rst`, line: 12 },
    see: 'https://spec.example/#login',
    milliseconds: 1500,
    ...more,
  };
}

const rules: readonly RuleReport[] = [
  rule('login/fine', 'passed'),
  rule('login/bad', 'failed', 'MUST', {
    message: 'it answered <oddly>',
    expected: '403',
    received: '200 {"a":\u001b]0;"title"}',
    exchanges: [exchange],
    rerun: 'matrix-conformance run --rule login/bad',
  }),
  rule('login/meh', 'warned', 'SHOULD', { message: 'not quite', expected: '400', received: '401' }),
  rule('register/lacking', 'unsupported', 'MUST', { message: 'no open registration' }),
  rule('register/lacking-too', 'unsupported', 'MUST', { message: 'no open registration' }),
  rule('register/unclear', 'inconclusive', 'MUST', { message: 'it took too long' }),
  rule('register/ours', 'broken', 'MUST', { message: 'x is not a function' }),
  rule('tokens/known', 'expected', 'MUST', { reason: 'their issue 7' }),
  rule('tokens/left-out', 'unsupported', 'MUST', { message: 'not selected' }),
];

function report(more: Partial<Report> = {}): Report {
  return {
    format: 1,
    suite: { name: 'matrix-conformance', version: '0.1.0' },
    target: { id: 'mock', url: 'http://server', software: 'Some/1' },
    spec: 'v1.18',
    capabilities: { guests: { present: false, evidence: '403' } },
    totals: { passed: 1, failed: 1, warned: 1, unsupported: 2, inconclusive: 1, broken: 1, expected: 1 },
    rules,
    problems: ['e.yaml:3: login/x no longer holds'],
    milliseconds: 3210,
    ...more,
  };
}

const plain = { colours: createColors(false), program: 'matrix-conformance' };

test('formats have names of their own', () => {
  expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
});

describe('json', () => {
  const schema = JSON.parse(readFileSync(new URL('../specs/schemas/report.schema.json', import.meta.url), 'utf8'));
  const errorsOf = (value: unknown) =>
    new Validator(schema, '2020-12', false).validate(value).errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);

  test('keeps the published schema', () => {
    expect(errorsOf(JSON.parse(json.render(report())))).toEqual([]);
    expect(errorsOf(JSON.parse(json.render(report({ interrupted: true }))))).toEqual([]);
  });

  test.each([
    ['a key that the schema does not know', { surplus: 1 }],
    ['a fraction of a millisecond', { milliseconds: 1.5 }],
    ['an unknown verdict', { rules: [{ ...rule('a/b', 'passed'), verdict: 'fine' }] }],
  ])('%s breaks the schema', (_, change) => {
    expect(errorsOf({ ...report(), ...change })).not.toEqual([]);
  });
});

describe('junit', () => {
  const xml = junit.render(report());
  const caseOf = (id: string): string =>
    new RegExp(`<testcase classname="[^"]*" name="${id}"[^>]*?(/>|>[\\s\\S]*?</testcase>)`).exec(xml)?.[0] ?? '';

  test.each([
    ['login/fine', '/>'],
    ['login/bad', '<failure type="MUST" message="it answered &lt;oddly&gt;">A server MUST do login/bad.\n'],
    ['login/meh', '<system-out>'],
    ['register/lacking', '<skipped message="no open registration"/>'],
    ['register/unclear', '<error type="inconclusive"'],
    ['register/ours', '<error type="broken"'],
    ['tokens/known', '<skipped message="expected: their issue 7"/>'],
  ])('%s contains %s', (id, part) => {
    expect(caseOf(id)).toContain(part);
  });

  test('a suite counts its cases', () => {
    expect(xml).toContain('<testsuite name="login" tests="3" failures="1" errors="0" skipped="0" time="4.500">');
    expect(xml).toContain('<testsuite name="register" tests="4" failures="0" errors="2" skipped="2" time="6.000">');
  });

  test('problems are failures, rules that were not selected are left out', () => {
    expect(xml).toContain('<failure type="problem" message="e.yaml:3: login/x no longer holds"/>');
    expect(xml).not.toContain('left-out');
  });

  test('what XML cannot hold is left out, and the rest is escaped', () => {
    expect(xml).not.toMatch(/(?![\t\n])\p{Cc}/u);
    expect(xml).toContain('&lt;b&gt;\\x1b[31m &amp; &quot;quoted&quot;\\x00&lt;/b&gt;\n');
  });

  test('a lone surrogate is left out', () => {
    const odd = report({ rules: [rule('login/bad', 'failed', 'MUST', { message: 'a\ud800b\u0007😀' })] });
    expect(junit.render(odd)).toContain('message="ab😀"');
  });
});

describe('console', () => {
  const text = consoleText(report(), plain);

  test('shows a failure in full', () => {
    expect(text).toContain(
      [
        'failed login/bad MUST',
        '  A server MUST do login/bad.',
        '  specs/text/login.rst:12  https://spec.example/#login',
        '  it answered <oddly>',
        '  expected  403',
        '  received  200 {"a":\\x1b]0;"title"}',
        '',
        '  > POST http://server/login',
        '  > content-type: application/json',
        '  > {"type":"a"}',
        '  < 200 (5 ms)',
        '  < content-type: text/html',
        '  < <b>\\x1b[31m & "quoted"\\x00</b>',
        '',
        "  curl -i -X POST 'http://server/login'",
        '  again: matrix-conformance run --rule login/bad',
      ].join('\n'),
    );
  });

  test('names a server by its URL once', () => {
    expect(text).toContain('0.1.0: mock at http://server, Some/1, Client-Server API v1.18\n');
    expect(consoleText(report({ target: { id: 'http://server', url: 'http://server' } }), plain)).toContain(
      '0.1.0: http://server, Client-Server API',
    );
  });

  test('has a row for each family', () => {
    expect(text).toContain(
      [
        '          passed  failed  warned  unsupported  inconclusive  broken  expected',
        'login          1       1       1            ·             ·       ·         ·',
        'register       ·       ·       ·            2             1       1         ·',
        'tokens         ·       ·       ·            ·             ·       ·         1',
      ].join('\n'),
    );
  });

  test('gathers what is unsupported by its reason', () => {
    expect(text).toContain('unsupported\n  no open registration (2: register/lacking, register/lacking-too)');
  });

  test('says that a broken rule is no failure of the server', () => {
    expect(text).toContain('x is not a function\n  a mistake of this program, not of the server; please report it');
  });

  test('ends with the totals, and on the mock with what to type next', () => {
    expect(text).toMatch(
      /Not conformant: 1 passed, 1 failed, 1 warned, 2 unsupported, 1 inconclusive, 1 broken, 1 expected, 1 problem in 3\.2 s\n\nThis was the built-in mock homeserver\. To judge your own:\n {2}matrix-conformance run --target http:\/\/localhost:8008\n$/,
    );
    expect(consoleText(report({ target: { id: 'http://server', url: 'http://server' } }), plain)).not.toContain('mock homeserver');
  });

  test.each<[Partial<Report['totals']>, readonly string[], string]>([
    [{}, [], 'Conformant'],
    [{ warned: 1, unsupported: 1 }, [], 'Conformant'],
    [{ inconclusive: 1 }, [], 'Incomplete'],
    [{ broken: 1 }, [], 'Incomplete'],
    [{ inconclusive: 1 }, ['a problem'], 'Not as expected'],
    [{ failed: 1, inconclusive: 1 }, [], 'Not conformant'],
  ])('%o with problems %o is called %s', (counts, problems, word) => {
    const totals = { passed: 1, failed: 0, warned: 0, unsupported: 0, inconclusive: 0, broken: 0, expected: 0, ...counts };
    expect(consoleText(report({ totals, problems }), plain)).toContain(`\n${word}: `);
  });

  test('shows only the last exchanges of many', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...exchange, curl: `curl number-${index}` }));
    const long = consoleText(report({ rules: [rule('login/bad', 'failed', 'MUST', { exchanges: many })] }), plain);
    expect(long).toContain('(5 earlier exchanges are in the JSON report)');
    expect(long.match(/> POST/g)).toHaveLength(4);
  });
});
