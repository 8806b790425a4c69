import type { Bench } from './support/bench.ts';
import { challengeOf } from './support/challenge.ts';
import type { Json, JsonObject } from './support/exchange.ts';
import { isObject } from './support/exchange.ts';
import { expectRefused, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';

const wrong = 'the rule is about malformed auth';

/** Sends `auth` as it is, in an authentication under way, and claims that it is refused and has no effect. */
async function refuses(
  bench: Bench,
  what: string,
  authFor: (session: string | undefined, flows: readonly (readonly string[])[]) => readonly Json[],
): Promise<void> {
  for (const { name, subject } of await bench.subjects.all()) {
    const { session, first } = await bench.begin(subject);
    for (const auth of authFor(session, first.flows)) {
      const exchange = await bench.client.send(subject.operation, {
        body: { ...subject.parameters, auth },
        wrong,
        ...(subject.token === undefined ? {} : { token: subject.token }),
      });
      const about = `a ${name} with ${what} (auth: ${JSON.stringify(auth)})`;
      expectRefused(about, exchange);
      const claimed = isObject(auth) && typeof auth['type'] === 'string' ? auth['type'] : undefined;
      expectThat(claimed === undefined || !(challengeOf(exchange)?.completed ?? []).includes(claimed), {
        message: `${about} counts as completed`,
        expected: 'nothing completed',
        received: exchange.text.slice(0, 300),
        exchange,
      });
      expectThat(!(await subject.performed()), {
        message: `${about} took effect`,
        expected: 'no effect',
        received: 'the effect of the whole call',
        exchange,
      });
    }
  }
}

const withSession = (auth: JsonObject, session: string | undefined): JsonObject => (session === undefined ? auth : { ...auth, session });

rule('uia-auth/unknown-type-is-refused', (bench) =>
  refuses(bench, 'a login type that nobody has defined', (session) => [withSession({ type: 'com.example.no-such-type' }, session)]),
);

/** Login types of the standard that need nothing but their name, so that only their absence from the flows can refuse them. */
const easyTypes = ['m.login.dummy', 'm.login.terms'];

rule('uia-auth/unoffered-type-is-refused', (bench) =>
  refuses(bench, 'a login type that is in no flow', (session, flows) =>
    [...easyTypes, 'm.login.sso', 'm.login.recaptcha']
      .filter((type) => !flows.flat().includes(type))
      .map((type) => withSession({ type }, session)),
  ),
);

rule('uia-auth/non-object-is-refused', (bench) =>
  refuses(bench, '`auth` that is no object', () => ['m.login.dummy', ['m.login.dummy'], 1, true]),
);

rule('uia-auth/non-string-type-is-refused', (bench) =>
  refuses(bench, '`auth.type` that is no string', (session) =>
    [1, ['m.login.dummy'], { type: 'm.login.dummy' }, true].map((type) => withSession({ type }, session)),
  ),
);

rule('uia-auth/non-string-session-is-refused', (bench) =>
  refuses(bench, '`auth.session` that is no string', (session) =>
    [1, [session ?? 'x'], { session: session ?? 'x' }, true].map((odd) => ({ session: odd })),
  ),
);
