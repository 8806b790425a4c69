import { describe, expect, test } from 'vitest';
import type { Fault, Rewritten } from '../fixtures/homeserver/fault.ts';
import { isObject } from '../fixtures/homeserver/json.ts';
import { newestEdition } from '../specs/reader/edition.ts';
import type { Judgements } from './judging.ts';
import { judge, onMock } from './judging.ts';

/** Judges a server that gives the suites nothing, and answers the first request for an operation in its own way. */
function judged(path: string, instead: (body: object) => Rewritten): Promise<Judgements> {
  const fault: Fault = {
    name: 'answers-otherwise',
    breaks: '',
    rewrite: (reply) =>
      reply.path === path && reply.status === 401 && isObject(reply.body) && 'flows' in reply.body ? instead(reply.body) : undefined,
  };
  return onMock({ edition: newestEdition, fault, switches: { limits: {} }, supplies: {} }, (session) => judge(session));
}

function verdicts(judgements: Judgements): readonly string[] {
  return [...new Set([...judgements.values()].map(({ verdict }) => verdict))];
}

const error = { errcode: 'M_UNKNOWN', error: 'No.' };

describe('a server that is broken where it might be closed is not called conformant', () => {
  test.each<readonly [string, string, (body: object) => Rewritten]>([
    ['asks registrations for authentication, without flows', '/register', (body) => ({ body: { ...body, ...error, flows: undefined } })],
    ['answers registrations with a 401 alone', '/register', () => ({ body: error })],
    ['refuses registrations for no known reason', '/register', () => ({ status: 400, body: error })],
    ['refuses every username', '/register', () => ({ status: 400, body: { ...error, errcode: 'M_INVALID_USERNAME' } })],
    ['does not know its own tokens', '/account/password', () => ({ body: { ...error, errcode: 'M_UNKNOWN_TOKEN' } })],
    ['finds no password to change', '/account/password', () => ({ status: 404, body: { ...error, errcode: 'M_NOT_FOUND' } })],
  ])('one that %s', async (_, path, instead) => {
    const found = verdicts(await judged(path, instead));
    expect(found.includes('failed') || found.includes('inconclusive')).toBe(true);
    expect(found).not.toContain('broken');
  });
});

describe('a server that says it is closed is', () => {
  test.each<readonly [string, string, () => Rewritten]>([
    ['forbids registrations', '/register', () => ({ status: 403, body: { ...error, errcode: 'M_FORBIDDEN' } })],
    ['has no registrations', '/register', () => ({ status: 404, body: { ...error, errcode: 'M_UNRECOGNIZED' } })],
    ['has no password changes', '/account/password', () => ({ status: 404, body: { ...error, errcode: 'M_UNRECOGNIZED' } })],
  ])('one that %s', async (_, path, instead) => {
    expect(verdicts(await judged(path, instead)).toSorted()).toEqual(['passed', 'unsupported']);
  });
});
