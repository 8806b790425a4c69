import { describe, expect, test } from 'vitest';
import type { Switches } from '../fixtures/homeserver/switches.ts';
import { defaultSwitches } from '../fixtures/homeserver/switches.ts';
import type { Edition } from '../specs/reader/edition.ts';
import { editions, newestEdition, oldestEdition } from '../specs/reader/edition.ts';
import { loadCatalogue } from '../specs/reader/load-catalogue.ts';
import type { Judgement } from './judging.ts';
import { blemishes, judge, onMock } from './judging.ts';
import type { Mixture } from './pairwise.ts';
import { pairwise } from './pairwise.ts';

const both: readonly Edition[] = [oldestEdition, newestEdition];

/** Rules that the mock homeserver lawfully leaves without a verdict, and why. */
const leftOut: Readonly<Record<string, string>> = {
  'register/refused-guest-is-forbidden': 'the mock takes guests; the variant without them puts it to the test',
  'uia-flows/dummy-alone-is-challenged': 'needs a flow of the dummy alone',
};

test.each(both)('a clean mock homeserver passes every written rule of %s', async (edition) => {
  const judgements = await onMock({ edition }, (session) => judge(session));
  const rules = loadCatalogue(edition).rules.filter(({ kind }) => kind === 'written');
  const unseen = rules.filter(({ id }) => !judgements.has(id)).map(({ id }) => `${id}: never seen`);
  expect([...unseen, ...blemishes(judgements, (id, { verdict }) => verdict === 'passed' || Object.hasOwn(leftOut, id))]).toEqual([]);
});

const lawful = (_id: string, { verdict }: Judgement): boolean => verdict === 'passed' || verdict === 'unsupported';

test.each(editions.filter((edition) => !both.includes(edition)))('a clean mock homeserver of %s breaks no rule', async (edition) => {
  const judgements = await onMock({ edition }, (session) => judge(session));
  expect(blemishes(judgements, lawful)).toEqual([]);
});

/** Every switch of the mock in each of its positions. Flows and sessions go together: without a session only one stage can be asked for. */
const positions = {
  passwordChange: {
    'by password': { passwordFlows: [['m.login.password']] },
    'by password or dummy': { passwordFlows: [['m.login.password'], ['m.login.dummy']] },
    'by password and dummy': { passwordFlows: [['m.login.password', 'm.login.dummy']] },
    'by nothing the suites can do': { passwordFlows: [['m.login.recaptcha']] },
  },
  flows: {
    'of one, two and three stages': {},
    'without sessions': {
      session: false,
      registrationFlows: [['m.login.dummy']],
      passwordFlows: [['m.login.password']],
      passwordFlowsWithoutToken: [['m.login.password']],
    },
    'none, registration is closed': { registrationFlows: [] },
    'that the suites cannot complete': { registrationFlows: [['m.login.recaptcha']] },
    'of one stage': { registrationFlows: [['m.login.dummy']] },
    'of two stages': { registrationFlows: [['m.login.registration_token', 'm.login.dummy']] },
    'that another cuts short': { registrationFlows: [['m.login.dummy'], ['m.login.dummy', 'm.login.registration_token']] },
    'with the dummy first': { registrationFlows: [['m.login.dummy', 'm.login.registration_token']] },
  },
  passwords: {
    'of every kind of character': {},
    'of any kind': { passwordPolicy: undefined },
    'of twelve characters': { passwordPolicy: { minimumLength: 12, lowercase: false, uppercase: false, digit: false, symbol: false } },
  },
  weakPasswords: { 'refused at once': { weakPasswordsRefused: 'before' }, 'refused when authenticated': { weakPasswordsRefused: 'after' } },
  limits: {
    none: { limits: {} },
    slow: {
      limits: { register: { perSecond: 20, burst: 5 }, login: { perSecond: 20, burst: 5 }, passwordChange: { perSecond: 20, burst: 5 } },
    },
  },
  passwordLogins: { offered: { passwordLogins: true }, 'not offered': { passwordLogins: false } },
  contacts: { kept: { contacts: true }, 'not kept': { contacts: false } },
  guests: { taken: { guests: true }, refused: { guests: false }, authenticated: { guests: true, guestsAuthenticate: true } },
  upperCase: { refused: { upperCaseUsernames: 'refuse' }, mapped: { upperCaseUsernames: 'map' } },
  unknownSession: { refused: { unknownSession: 'refuse' }, challenged: { unknownSession: 'challenge' } },
  repeatedStage: { ignored: { repeatedStage: 'ignore' }, 'looked at': { repeatedStage: 'look' } },
  completedAtStart: { absent: { completedAtStart: 'absent' }, empty: { completedAtStart: 'empty' } },
  omittedParameters: { remembered: { omittedParameters: 'remember' }, refused: { omittedParameters: 'refuse' } },
  changedParameters: { remembered: { changedParameters: 'remember' }, refused: { changedParameters: 'refuse' } },
  emailCase: { ignored: { emailCase: 'ignore' }, heeded: { emailCase: 'heed' } },
} satisfies Readonly<Record<string, Readonly<Record<string, Partial<Switches>>>>>;

const choices = Object.fromEntries(Object.entries(positions).map(([name, ofSwitch]) => [name, Object.keys(ofSwitch)]));

function switchesOf(mixture: Mixture): Partial<Switches> {
  const parts = Object.entries(positions).map(
    ([name, ofSwitch]): Partial<Switches> => new Map(Object.entries(ofSwitch)).get(mixture[name] ?? '') ?? {},
  );
  return Object.assign({}, ...parts);
}

test('every switch of the mock is varied', () => {
  const varied = new Set(Object.values(positions).flatMap((ofSwitch) => Object.values(ofSwitch).flatMap((part) => Object.keys(part))));
  // What the suites are told beforehand, and cannot find out.
  const given = ['registrationTokens', 'exclusivePrefix'];
  expect([...varied, ...given].toSorted()).toEqual(Object.keys(defaultSwitches(newestEdition)).toSorted());
});

const mixtures = pairwise(choices).map(
  (mixture) =>
    [
      Object.entries(mixture)
        .map(([name, choice]) => `${name} ${choice}`)
        .join(', '),
      mixture,
    ] as const,
);

describe.each(both)('a lawful homeserver of %s breaks no rule', (edition) => {
  test.each(mixtures)('with %s', async (_name, mixture) => {
    const judgements = await onMock({ edition, switches: switchesOf(mixture) }, (session) => judge(session));
    expect(blemishes(judgements, lawful)).toEqual([]);
  });
});
