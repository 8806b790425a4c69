import { challengeOf, isChallenge } from '../challenge.ts';
import type { Exchange, Json } from '../exchange.ts';
import { isObject, objectOf } from '../exchange.ts';
import type { Invariant, Sighting } from './invariant.ts';

function show(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 300);
}

/** Holds a key of every challenge against a predicate; a key that is absent says nothing. */
function challengeKey(rule: string, key: string, expected: string, fits: (value: Json) => boolean): Invariant {
  return {
    rule,
    check(exchange): Sighting {
      const value = objectOf(exchange)?.[key];
      if (!isChallenge(exchange) || value === undefined) return 'not applicable';
      return fits(value) ? 'held' : { message: `\`${key}\` of the 401 has the wrong form`, expected, received: show(value) };
    },
  };
}

const areTexts = (value: Json | undefined): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** The challenge at hand and the first of the same authentication, for claims that compare the two. */
function later(
  exchange: Exchange,
): { first: NonNullable<ReturnType<typeof challengeOf>>; now: NonNullable<ReturnType<typeof challengeOf>> } | undefined {
  const now = challengeOf(exchange);
  const first = exchange.trace?.challenges[0];
  return now === undefined || first === undefined ? undefined : { first, now };
}

export const uiaInvariants: readonly Invariant[] = [
  challengeKey(
    'uia-flows/list-stages',
    'flows',
    'a non-empty array of objects, each with `stages`, an array of strings',
    (flows) => Array.isArray(flows) && flows.length > 0 && flows.every((flow) => isObject(flow) && areTexts(flow['stages'])),
  ),
  challengeKey(
    'uia-flows/params-are-objects',
    'params',
    'an object whose values are objects',
    (params) => isObject(params) && Object.values(params).every(isObject),
  ),
  {
    rule: 'uia-flows/params-belong-to-flows',
    check(exchange) {
      const challenge = challengeOf(exchange);
      if (challenge === undefined || Object.keys(challenge.params).length === 0) return 'not applicable';
      const offered = new Set(challenge.flows.flat());
      const strangers = Object.keys(challenge.params).filter((type) => !offered.has(type));
      return strangers.length === 0
        ? 'held'
        : {
            message: '`params` has a key for a login type that is in no flow',
            expected: `only keys among ${[...offered].join(', ')}`,
            received: strangers.join(', '),
          };
    },
  },
  challengeKey(
    'uia-flows/session-is-a-string',
    'session',
    'a non-empty string',
    (session) => typeof session === 'string' && session !== '',
  ),
  challengeKey('uia-completed/is-an-array-of-strings', 'completed', 'an array of strings', areTexts),
  {
    rule: 'uia-session/stays-the-same',
    check(exchange) {
      const both = later(exchange);
      if (both === undefined || both.first.session === undefined) return 'not applicable';
      return both.now.session === both.first.session
        ? 'held'
        : {
            message: 'the session changed in the middle of an authentication',
            expected: `session ${both.first.session}`,
            received: both.now.session === undefined ? 'no session' : `session ${both.now.session}`,
          };
    },
  },
  {
    rule: 'uia-completed/lists-only-attempted-types',
    check(exchange) {
      const completed = challengeOf(exchange)?.completed;
      const trace = exchange.trace;
      if (completed === undefined || trace === undefined) return 'not applicable';
      const strangers = completed.filter((type) => !trace.attempted.has(type));
      return strangers.length === 0
        ? 'held'
        : {
            message: '`completed` lists a login type that was never attempted',
            expected: `only types among those attempted: ${[...trace.attempted].join(', ') || 'none'}`,
            received: completed.join(', '),
          };
    },
  },
  {
    rule: 'uia-completed/only-grows',
    check(exchange) {
      const now = challengeOf(exchange);
      const before = exchange.trace?.challenges.at(-1)?.completed ?? [];
      if (now === undefined || exchange.trace === undefined || before.length === 0) return 'not applicable';
      const lost = before.filter((type) => !(now.completed ?? []).includes(type));
      return lost.length === 0
        ? 'held'
        : {
            message: '`completed` lost a login type',
            expected: `at least ${before.join(', ')}`,
            received: (now.completed ?? []).join(', ') || 'an empty or missing `completed`',
          };
    },
  },
];
