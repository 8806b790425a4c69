import type { Subject } from './support/authentication.ts';
import { completedIn } from './support/authentication.ts';
import type { Bench } from './support/bench.ts';
import type { Exchange, Json, JsonObject } from './support/exchange.ts';
import { isObject, summary } from './support/exchange.ts';
import { expectRefused, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { NotApplicable } from './support/violation.ts';

const wrong = 'the rule is about malformed auth';

type Malformed = (session: string | undefined, flows: readonly (readonly string[])[]) => readonly Json[];

/** Sends each `auth` as it is, in an authentication under way. */
async function answersTo({ begin, client, subjects }: Bench, malformed: Malformed): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const { name, subject } of await subjects.all()) {
    const { session, first } = await begin(subject);
    for (const auth of malformed(session, first.flows)) {
      const exchange = await client.send(subject.operation, { body: { ...subject.parameters, auth }, wrong, token: subject.token });
      answered.push({ about: `a ${name} with auth ${JSON.stringify(auth)}`, auth, exchange, subject });
    }
  }
  if (answered.length === 0) throw new NotApplicable('nothing that could be sent is malformed here');
  return answered;
}

interface Answered {
  readonly about: string;
  readonly auth: Json;
  readonly exchange: Exchange;
  readonly subject: Subject;
}

/** Claims that each is refused, and that none has an effect. */
async function refuses(bench: Bench, malformed: Malformed): Promise<void> {
  const answered = await answersTo(bench, malformed);
  for (const { about, exchange } of answered) expectRefused(about, exchange);
  for (const subject of new Set(answered.map((each) => each.subject))) {
    expectThat(!(await subject.performed()), {
      message: 'what was refused took effect',
      expected: 'no effect',
      received: 'the effect of the whole call',
    });
  }
}

const withSession = (auth: JsonObject, session: string | undefined): JsonObject => (session === undefined ? auth : { ...auth, session });

rule('uia-auth/unknown-type-is-refused', (bench) =>
  refuses(bench, (session) => [withSession({ type: 'com.example.no-such-type' }, session)]),
);

/** Login types of the standard, the first of which need nothing but their name: only their absence from the flows can refuse them. */
const standardTypes = ['m.login.dummy', 'm.login.terms', 'm.login.sso', 'm.login.recaptcha'];

const unoffered: Malformed = (session, flows) =>
  standardTypes.filter((type) => !flows.flat().includes(type)).map((type) => withSession({ type }, session));

rule('uia-auth/unoffered-type-is-refused', (bench) => refuses(bench, unoffered));

rule('uia-auth/unoffered-type-does-not-count', async (bench) => {
  for (const { about, auth, exchange } of await answersTo(bench, unoffered)) {
    const completed = completedIn(exchange);
    expectThat(!completed.some((type) => isObject(auth) && type === auth['type']), {
      message: `${about}, a login type that is in no flow, counts as completed`,
      expected: 'nothing completed',
      received: summary(exchange),
      exchange,
    });
  }
});

rule('uia-auth/non-object-is-refused', (bench) => refuses(bench, () => ['m.login.dummy', ['m.login.dummy'], 1, true, null]));

rule('uia-auth/non-string-type-is-refused', (bench) =>
  refuses(bench, (session) => [1, ['m.login.dummy'], { type: 'm.login.dummy' }, true].map((type) => withSession({ type }, session))),
);

rule('uia-auth/non-string-session-is-refused', (bench) =>
  refuses(bench, (session, [[type = 'm.login.dummy'] = []]) =>
    [1, [session ?? 'x'], { session: session ?? 'x' }, true].flatMap((odd) => [{ session: odd }, { type, session: odd }]),
  ),
);
