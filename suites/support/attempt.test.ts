import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../../fixtures/homeserver/listening.ts';
import type { WrittenRule } from '../../specs/reader/catalogue.ts';
import { newestEdition } from '../../specs/reader/edition.ts';
import { loadCatalogue } from '../../specs/reader/load-catalogue.ts';
import type { Level } from '../../specs/schemas/report.ts';
import type { RuleBody } from './attempt.ts';
import { attempt } from './attempt.ts';
import type { Session } from './session.ts';
import { Inconclusive, NotApplicable, Violation } from './violation.ts';

const catalogue = loadCatalogue(newestEdition);
let url = '';
const encodings = new Set<string>();
const server = createServer((request, response) => {
  if (request.url?.includes('stall') === true) return;
  if (request.url?.startsWith('/moved/') === true) {
    response.writeHead(308, { location: request.url.slice('/moved'.length) }).end();
    return;
  }
  if (request.url?.startsWith('/elsewhere/') === true) {
    response.writeHead(308, { location: 'http://localhost:9/' }).end();
    return;
  }
  if (request.url?.includes('proxy') === true) {
    response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>No homeserver</h1>');
    return;
  }
  encodings.add(request.headers['accept-encoding'] ?? 'any');
  response
    .writeHead(403, { 'content-type': 'application/json', 'set-cookie': ['sid=cookiesecret; Path=/', 'token=syt_secretvalue'] })
    .end('{"errcode": "M_FORBIDDEN", "error": "token syt_secretvalue is wrong", "access_token": "syt_secretvalue"}');
});

beforeAll(async () => {
  ({ url } = await listen(server));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function ruleOf(level: Level, needs: readonly string[] = []): WrittenRule {
  return {
    kind: 'written',
    id: 'login/made-up',
    family: 'login',
    level,
    sentence: `A server ${level} do it.`,
    position: { file: 'specs/text/login.rst', line: 1 },
    see: 'https://spec.matrix.org/',
    basis: 'text',
    api: [],
    needs,
    watched: false,
  };
}

function judged(level: Level, body: RuleBody, session: Partial<Session> = {}, needs: readonly string[] = []): ReturnType<typeof attempt> {
  const whole: Session = {
    url,
    edition: newestEdition,
    supplies: {},
    capabilities: {},
    timeout: 2000,
    run: 'test',
    selected: [],
    ...session,
  };
  return attempt(ruleOf(level, needs), body, whole, catalogue);
}

const breaks: RuleBody = () => Promise.reject(new Violation({ message: 'it does not', expected: 'this', received: 'that' }));

test.each([
  ['MUST', 'failed'],
  ['SHOULD', 'warned'],
  ['MAY', 'unsupported'],
] as const)('a broken %s is %s', async (level, verdict) => {
  expect(await judged(level, breaks)).toMatchObject({ verdict, expected: 'this', received: 'that' });
});

test('an exception of ours is broken, never passed or failed', async () => {
  const crash: RuleBody = async () => {
    JSON.parse('{');
  };
  expect(await judged('MUST', crash)).toMatchObject({ verdict: 'broken', message: expect.stringContaining('attempt.test.ts') });
});

test('a setup that fails is inconclusive, and what does not apply is unsupported', async () => {
  expect(await judged('MUST', () => Promise.reject(new Inconclusive('no account')))).toMatchObject({
    verdict: 'inconclusive',
    message: 'no account',
  });
  expect(await judged('MUST', () => Promise.reject(new NotApplicable('no flow')))).toMatchObject({
    verdict: 'unsupported',
    message: 'no flow',
  });
});

test('a rule whose needs are not met is not put to the test', async () => {
  let called = false;
  const body: RuleBody = async () => {
    called = true;
  };
  const outcome = await judged('MUST', body, { capabilities: { guests: { present: false, evidence: 'POST /register answered 403' } } }, [
    'guests',
    'accounts',
  ]);
  expect(outcome).toMatchObject({
    verdict: 'unsupported',
    message: 'needs guests: POST /register answered 403; needs accounts: not probed in this run',
  });
  expect(called).toBe(false);
});

test('a body that never ends is inconclusive when its time is over', async () => {
  expect(await judged('MUST', () => new Promise(() => undefined), { timeout: 50 })).toMatchObject({
    verdict: 'inconclusive',
    message: expect.stringContaining('--timeout'),
  });
});

test('a server that never answers makes the rule inconclusive', async () => {
  const outcome = await judged('MUST', ({ client }) => client.send('get-account-3pid').then(() => undefined), {
    url: `${url}/stall`,
    timeout: 50,
  });
  expect(outcome).toMatchObject({ verdict: 'inconclusive', message: expect.stringContaining('no whole answer came') });
});

test('what a proxy says in the place of a homeserver shows nothing', async () => {
  const body: RuleBody = async ({ client }) => {
    const exchange = await client.send('get-account-3pid');
    throw new Violation({ message: 'it does not', expected: '401', received: String(exchange.status) });
  };
  const outcome = await judged('MUST', body, { url: `${url}/proxy` });
  expect(outcome).toMatchObject({ verdict: 'inconclusive', message: expect.stringContaining('a 503 came') });
});

test('a redirect on the same server is followed, one to another shows nothing', async () => {
  const body: RuleBody = async ({ client }) => {
    const { status } = await client.send('post-login', { body: { type: 'm.login.password' } });
    throw new Violation({ message: 'it does not', expected: '200', received: String(status) });
  };
  expect(await judged('MUST', body, { url: `${url}/moved` })).toMatchObject({ verdict: 'failed', received: '403' });
  expect(await judged('MUST', body, { url: `${url}/elsewhere` })).toMatchObject({
    verdict: 'inconclusive',
    message: 'a 308 came, which sends clients to http://localhost:9/: it shows nothing, for or against',
  });
});

test('answers are asked for as they are, not compressed', async () => {
  await judged('MUST', ({ client }) => client.send('get-account-3pid').then(() => undefined));
  expect([...encodings]).toEqual(['identity']);
});

test('a request of ours that breaks its schema is broken', async () => {
  const outcome = await judged('MUST', ({ client }) => client.send('post-login', { body: { type: 5 } }).then(() => undefined));
  expect(outcome).toMatchObject({ verdict: 'broken', message: expect.stringContaining('our own request breaks its schema') });
});

test('secrets are in no part of an outcome, watched rules included', async () => {
  const body: RuleBody = async ({ client }) => {
    const exchange = await client.send('get-account-3pid', { token: 'syt_secretvalue' });
    throw new Violation({ message: 'it said syt_secretvalue', expected: 'nothing', received: exchange.text });
  };
  const outcome = await judged('MUST', body);
  expect(outcome.verdict).toBe('failed');
  expect(JSON.stringify(outcome)).not.toContain('syt_secretvalue');
  expect(outcome.exchanges?.[0]?.response?.headers['set-cookie']).toBe('sid=$cookie_1; Path=/, token=$access_token_1');
  expect(outcome.exchanges?.[0]?.curl).toContain(`-H 'authorization: Bearer '"$access_token_1"''`);
});
