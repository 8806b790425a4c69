import { describe, expect, test } from 'vitest';
import type { Catalogue, DerivedRule, Operation, Rule, WrittenRule } from '../specs/reader/catalogue.ts';
import type { Level, RecordedExchange } from '../specs/schemas/report.ts';
import type { Outcome, RawVerdict, Watched } from '../suites/support/outcome.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Expectation } from './expectations.ts';
import { isWatched } from './selection.ts';
import type { Gathered } from './settle.ts';
import { settle } from './settle.ts';

function base(id: string, level: Level) {
  const family = id.slice(0, id.indexOf('/'));
  return {
    id,
    family,
    level,
    sentence: `A server ${level} do it.`,
    position: { file: `specs/text/${family}.rst`, line: 7 },
    see: 'https://spec.example/',
  };
}

function written(id: string, level: Level = 'MUST', more: Partial<WrittenRule> = {}): WrittenRule {
  return { ...base(id, level), kind: 'written', basis: 'text', api: [], needs: [], watched: false, ...more };
}

function derived(operation: string, status: number): DerivedRule {
  return { ...base(`api/${operation}/${status}`, 'MUST'), kind: 'derived', operation, status };
}

const login: Operation = {
  id: 'post-login',
  method: 'POST',
  path: '/_matrix/client/v3/login',
  accessToken: 'none',
  interactive: false,
  query: {},
  responses: new Map(),
  position: { file: 'specs/api/login.yaml', line: 1 },
  see: 'https://spec.example/',
};

function catalogueOf(rules: readonly Rule[]): Catalogue {
  return { edition: 'v1.18', rules, operations: new Map([[login.id, login]]), rule: (id) => rules.find((rule) => rule.id === id) };
}

function outcome(rule: string, verdict: RawVerdict, watched: readonly Watched[] = [], more: Partial<Outcome> = {}): Outcome {
  return { rule, verdict, milliseconds: 3, watched, ...more };
}

const exchange: RecordedExchange = {
  request: { method: 'GET', url: 'http://server/', headers: {} },
  milliseconds: 4,
  curl: 'curl http://server/',
};

function breach(message: string) {
  return { message, expected: 'this', received: 'that', exchange };
}

function settled(rules: readonly Rule[], outcomes: readonly Outcome[], more: Partial<Gathered> = {}) {
  const ids = rules.map(({ id }) => id);
  return settle({
    suite: { name: 'matrix-conformance', version: '0' },
    target: { id: 'mock', url: 'http://server' },
    catalogue: catalogueOf(rules),
    selection: { chosen: ids, tested: ids },
    outcomes,
    session: { capabilities: {} },
    required: [],
    rerun: (named) => `again ${named.join(' ')}`,
    milliseconds: 12.6,
    ...more,
  });
}

function only(report: ReturnType<typeof settled>) {
  const [rule] = report.rules;
  if (rule === undefined) throw new Error('the report lists no rule');
  return rule;
}

function listing(...entries: readonly (Partial<Expectation> & { readonly rule: string })[]) {
  return {
    path: 'expectations.yaml',
    entries: entries.map((entry, index) => ({ reason: 'known', path: 'expectations.yaml', line: index + 3, ...entry })),
  };
}

describe('rules with a test of their own', () => {
  test.each<[Level, RawVerdict]>([
    ['MUST', 'failed'],
    ['SHOULD', 'warned'],
    ['MAY', 'unsupported'],
  ])('a broken %s is %s', (level, verdict) => {
    const report = settled([written('login/a', level)], [outcome('login/a', 'failed', [], { message: 'it does not' })]);
    expect(only(report).verdict).toBe(verdict);
    expect(report.totals[verdict]).toBe(1);
  });

  test('a MAY that is not taken up says so', () => {
    const report = settled([written('login/a', 'MAY')], [outcome('login/a', 'failed', [], { message: 'no 429 came' })]);
    expect(only(report).message).toBe('the server makes no use of this MAY: no 429 came');
  });

  test('a rule that no test reports on is broken, never passed', () => {
    expect(only(settled([written('login/a')], [])).verdict).toBe('broken');
  });

  test('the worse of two outcomes stands', () => {
    const report = settled([written('login/a')], [outcome('login/a', 'failed'), outcome('login/a', 'passed')]);
    expect(only(report).verdict).toBe('failed');
  });

  test('rules that were not selected are listed, and counted nowhere', () => {
    const report = settled([written('login/a'), written('login/b')], [outcome('login/a', 'passed')], {
      selection: { chosen: ['login/a'], tested: ['login/a'] },
    });
    expect(report.rules[1]).toMatchObject({ id: 'login/b', verdict: 'unsupported', message: 'not selected' });
    expect(Object.values(report.totals).reduce((sum, count) => sum + count)).toBe(1);
  });

  test('what is not passed comes with the command that runs it again', () => {
    expect(only(settled([written('login/a')], [outcome('login/a', 'failed')])).rerun).toBe('again login/a');
    expect(only(settled([written('login/a')], [outcome('login/a', 'passed')])).rerun).toBeUndefined();
  });
});

describe('watched rules', () => {
  const rule = written('errors/w', 'MUST', { watched: true });
  const test1 = written('login/a');

  test('any breach breaks the rule, and the command to see it names the test that showed it', () => {
    const report = settled([rule, test1], [outcome('login/a', 'passed', [{ rule: 'errors/w', seen: 2, breach: breach('no errcode') }])]);
    expect(only(report)).toMatchObject({
      verdict: 'failed',
      message: 'no errcode',
      exchanges: [exchange],
      rerun: 'again errors/w login/a',
    });
  });

  test('seen without a breach is passed', () => {
    expect(only(settled([rule, test1], [outcome('login/a', 'failed', [{ rule: 'errors/w', seen: 1 }])])).verdict).toBe('passed');
  });

  test('never seen is unsupported', () => {
    const report = settled([rule, test1], [outcome('login/a', 'passed', [{ rule: 'errors/w', seen: 0 }])]);
    expect(only(report)).toMatchObject({ verdict: 'unsupported', message: 'not seen in this run' });
  });
});

describe('the success of an operation that was never seen', () => {
  const success = derived('post-login', 200);
  const refusal = derived('post-login', 403);
  const test1 = written('login/works', 'MUST', { api: ['POST /login 200'] });
  const seen403 = [{ rule: 'api/post-login/403', seen: 1 }];

  test('is inconclusive where the operation answers and a rule about its success was put to the test', () => {
    expect(only(settled([success, refusal, test1], [outcome('login/works', 'failed', seen403)])).verdict).toBe('inconclusive');
  });

  test('is unsupported where every rule about its success was lawfully left out', () => {
    expect(only(settled([success, refusal, test1], [outcome('login/works', 'unsupported', seen403)])).verdict).toBe('unsupported');
  });

  test('is unsupported where the operation never answered as documented', () => {
    expect(only(settled([success, refusal, test1], [outcome('login/works', 'failed')])).verdict).toBe('unsupported');
  });

  test('is unsupported in a run of some rules', () => {
    const rules = [success, refusal, test1, written('login/b')];
    const selection = { chosen: rules.slice(0, 3).map(({ id }) => id), tested: rules.slice(0, 3).map(({ id }) => id) };
    expect(only(settled(rules, [outcome('login/works', 'failed', seen403)], { selection })).verdict).toBe('unsupported');
  });
});

describe('expectations', () => {
  test.each<[Level, RawVerdict]>([
    ['MUST', 'failed'],
    ['SHOULD', 'warned'],
  ])('a listed %s that is broken is expected, with its reason', (level, verdict) => {
    const report = settled([written('login/a', level)], [outcome('login/a', verdict)], { expectations: listing({ rule: 'login/a' }) });
    expect(only(report)).toMatchObject({ verdict: 'expected', reason: 'known' });
    expect(exitCodeOf(report)).toBe(0);
  });

  test.each<RawVerdict>(['passed', 'unsupported'])('a listed rule that is %s no longer holds', (verdict) => {
    const report = settled([written('login/a')], [outcome('login/a', verdict)], { expectations: listing({ rule: 'login/a' }) });
    expect(report.problems).toEqual([`expectations.yaml:3: login/a no longer holds: the rule is ${verdict} now; remove the entry`]);
    expect(exitCodeOf(report)).toBe(1);
  });

  test.each<RawVerdict>(['inconclusive', 'broken'])('a listed rule that is %s stays so and is no problem', (verdict) => {
    const report = settled([written('login/a')], [outcome('login/a', verdict)], { expectations: listing({ rule: 'login/a' }) });
    expect(only(report).verdict).toBe(verdict);
    expect(report.problems).toEqual([]);
  });

  test('an entry for a rule of other editions matches nothing, unless it says so', () => {
    const outcomes = [outcome('login/a', 'passed')];
    const stray = settled([written('login/a')], outcomes, { expectations: listing({ rule: 'login/old' }) });
    expect(stray.problems[0]).toContain('login/old matches nothing');
    const meant = settled([written('login/a')], outcomes, { expectations: listing({ rule: 'login/old', spec: ['r0.1'] }) });
    expect(meant.problems).toEqual([]);
  });

  test('an entry limited to other editions expects nothing in this one', () => {
    const report = settled([written('login/a')], [outcome('login/a', 'failed')], {
      expectations: listing({ rule: 'login/a', spec: ['r0.1'] }),
    });
    expect(only(report).verdict).toBe('failed');
  });

  test('an entry for a rule that was not selected is left alone', () => {
    const report = settled([written('login/a'), written('login/b')], [outcome('login/a', 'passed')], {
      selection: { chosen: ['login/a'], tested: ['login/a'] },
      expectations: listing({ rule: 'login/b' }),
    });
    expect(report.problems).toEqual([]);
  });
});

test('a required capability that is absent is a problem, with the evidence', () => {
  const report = settled([written('login/a')], [outcome('login/a', 'passed')], {
    required: ['guests'],
    session: { capabilities: { guests: { present: false, evidence: '403 to kind=guest' } } },
  });
  expect(report.problems).toEqual(['--require guests: the server does not offer it: 403 to kind=guest']);
});

describe('runs that end early', () => {
  test('leave rules inconclusive when the user stopped them', () => {
    const rules = [written('login/a'), written('login/b'), written('errors/w', 'MUST', { watched: true })];
    const report = settled(rules, [outcome('login/a', 'passed')], { ended: { by: 'user' } });
    expect(report.rules.map(({ verdict }) => verdict)).toEqual(['passed', 'inconclusive', 'inconclusive']);
    expect(report.rules[1]?.message).toBe('the run was stopped');
    expect(report.interrupted).toBe(true);
  });

  test('leave rules broken when this program stopped them', () => {
    const report = settled([written('login/a')], [], { ended: { by: 'mistake', message: 'it fell over' } });
    expect(only(report)).toMatchObject({ verdict: 'broken', message: 'it fell over' });
    expect(exitCodeOf(report)).toBe(3);
  });
});

test('a violation outweighs what could not be put to the test', () => {
  const rules = [written('login/a'), written('login/b')];
  expect(exitCodeOf(settled(rules, [outcome('login/a', 'failed'), outcome('login/b', 'inconclusive')]))).toBe(1);
  expect(exitCodeOf(settled(rules, [outcome('login/a', 'passed'), outcome('login/b', 'inconclusive')]))).toBe(3);
});

test('derived rules are watched', () => {
  expect(isWatched(derived('post-login', 200))).toBe(true);
});
