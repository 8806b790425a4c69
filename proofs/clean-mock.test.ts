import { describe, expect, test } from 'vitest';
import type { Switches } from '../fixtures/homeserver/switches.ts';
import type { Edition } from '../specs/reader/edition.ts';
import { editions, newestEdition, oldestEdition } from '../specs/reader/edition.ts';
import { loadCatalogue } from '../specs/reader/load-catalogue.ts';
import type { Judgement } from './judging.ts';
import { blemishes, judge, onMock } from './judging.ts';

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

/** Each of the mock's switches in its other positions. */
const variants: Readonly<Record<string, Partial<Switches>>> = {
  'no sessions': { session: false, registrationFlows: [['m.login.dummy']], passwordFlowsWithoutToken: [['m.login.password']] },
  'registration closed': { registrationFlows: [] },
  'only a flow that the suites cannot complete': { registrationFlows: [['m.login.recaptcha']] },
  'only flows of one stage': { registrationFlows: [['m.login.dummy']] },
  'two stages': { registrationFlows: [['m.login.registration_token', 'm.login.dummy']] },
  'a flow that another cuts short': { registrationFlows: [['m.login.dummy'], ['m.login.dummy', 'm.login.registration_token']] },
  'the dummy first': { registrationFlows: [['m.login.dummy', 'm.login.registration_token']] },
  'no password policy': { passwordPolicy: undefined },
  'a policy of length alone': { passwordPolicy: { minimumLength: 12, lowercase: false, uppercase: false, digit: false, symbol: false } },
  'weak passwords refused after authentication': { weakPasswordsRefused: 'after' },
  'slow limits': {
    limits: { register: { perSecond: 20, burst: 5 }, login: { perSecond: 20, burst: 5 }, passwordChange: { perSecond: 20, burst: 5 } },
  },
  'no guests': { guests: false },
  'upper case mapped': { upperCaseUsernames: 'map' },
  'unknown sessions refused': { unknownSession: 'refuse' },
  'unknown sessions answered with a new one': { unknownSession: 'challenge' },
  'guests authenticated': { guestsAuthenticate: true },
  'repeated stages looked at again': { repeatedStage: 'look' },
  'completed empty at the start': { completedAtStart: 'empty' },
  'omitted parameters refused': { omittedParameters: 'refuse' },
  'changed parameters remembered': { changedParameters: 'remember' },
  'e-mail addresses heed case': { emailCase: 'heed' },
  'several at once': {
    unknownSession: 'refuse',
    repeatedStage: 'look',
    completedAtStart: 'empty',
    omittedParameters: 'refuse',
    changedParameters: 'remember',
    guests: false,
    passwordPolicy: undefined,
  },
};

describe.each(both)('a lawful homeserver of %s breaks no rule', (edition) => {
  test.each(Object.entries(variants))('with %s', async (_name, switches) => {
    const judgements = await onMock({ edition, switches: { limits: {}, ...switches } }, (session) => judge(session));
    expect(blemishes(judgements, lawful)).toEqual([]);
  });
});
