import { isDeepStrictEqual } from 'node:util';
import type { Authentication, Subject } from './support/authentication.ts';
import { completedIn, flowOf, longestFlowOf, sameFlows } from './support/authentication.ts';
import type { Bench } from './support/bench.ts';
import type { Challenge } from './support/challenge.ts';
import { challengeOf, isChallenge } from './support/challenge.ts';
import type { Exchange, JsonObject } from './support/exchange.ts';
import { errcodeOf, stringIn, summary } from './support/exchange.ts';
import { failing } from './support/login-types.ts';
import { expectChallenge, expectError, expectSuccess, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { Inconclusive, NotApplicable } from './support/violation.ts';

rule('uia-completed/more-to-do-is-challenged-again', async ({ begin, subjects }) => {
  const authentication = await begin(subjects.registration());
  for (const stage of longestFlowOf(authentication, 2).slice(0, -1)) {
    const exchange = await authentication.complete(stage);
    const now = expectChallenge(`completing ${stage}, with more to do,`, exchange);
    expectThat(isAsAtTheStart(authentication, now) && now.completed !== undefined, {
      message: `completing ${stage}, with more to do, was answered with another object than at the start`,
      expected: `the \`flows\`, \`params\` and \`session\` of the first answer, and \`completed\`; the first was ${authentication.opening.text.slice(0, 600)}`,
      received: exchange.text.slice(0, 600),
      exchange,
    });
  }
});

function isAsAtTheStart({ first }: Authentication, { flows, params, session }: Challenge): boolean {
  return sameFlows(flows, first.flows) && isDeepStrictEqual(params, first.params) && session === first.session;
}

rule('uia-completed/lists-what-was-completed', async ({ begin, subjects }) => {
  const authentication = await begin(subjects.registration());
  const done: string[] = [];
  for (const stage of longestFlowOf(authentication, 2).slice(0, -1)) {
    const exchange = await authentication.complete(stage);
    done.push(stage);
    const completed = completedIn(exchange);
    expectThat(
      done.every((type) => completed.includes(type)),
      {
        message: `\`completed\` lacks what was completed`,
        expected: done.join(', '),
        received: `completed: ${JSON.stringify(completed)} in ${exchange.status}`,
        exchange,
      },
    );
  }
});

rule('uia-completed/all-stages-perform-the-call', async (bench) => {
  for (const { name, subject } of await bench.subjects.all()) {
    const { solvable } = await bench.begin(subject);
    for (const flow of solvable) {
      const fresh =
        subject.operation === 'post-register'
          ? bench.subjects.registration()
          : bench.subjects.passwordChange(await bench.accounts.create());
      const authentication = await bench.begin(fresh);
      const exchange = await authentication.walk(flow);
      expectSuccess(`a ${name} with all of [${flow.join(', ')}] completed`, exchange);
      expectThat(await fresh.performed(exchange), {
        message: `a ${name} with all of [${flow.join(', ')}] completed had no effect`,
        expected: 'the effect of the call',
        received: 'none',
        exchange,
      });
    }
  }
});

rule('uia-completed/partial-flow-performs-nothing', async ({ begin, subjects }) => {
  const subject = subjects.registration();
  const authentication = await begin(subject);
  for (const stage of flowOf(authentication, 2).slice(0, -1)) {
    const exchange = await authentication.complete(stage);
    expectThat(isChallenge(exchange) && !(await subject.performed()), {
      message: `the account was made after ${stage} alone`,
      expected: 'no account before the flow is complete',
      received: summary(exchange),
      exchange,
    });
  }
});

/** A stage that can be failed, and what comes before it in its flow. */
interface Fallible {
  readonly name: string;
  readonly subject: Subject;
  readonly authentication: Authentication;
  readonly before: readonly string[];
  readonly stage: string;
  readonly wrong: JsonObject;
}

async function fallible({ begin, subjects }: Bench): Promise<readonly Fallible[]> {
  const found: Fallible[] = [];
  for (const { name, subject } of await subjects.all()) {
    const authentication = await begin(subject);
    for (const flow of authentication.solvable) {
      const at = flow.findIndex((stage) => failing(stage, subject.solving) !== undefined);
      const stage = flow[at];
      const wrong = stage === undefined ? undefined : failing(stage, subject.solving);
      if (stage === undefined || wrong === undefined) continue;
      found.push({ name, subject, authentication, before: flow.slice(0, at), stage, wrong: { type: stage, ...wrong } });
      break;
    }
  }
  if (found.length === 0) throw new NotApplicable('no stage on offer can be failed on purpose');
  return found;
}

async function fail({ authentication, before, wrong }: Fallible): Promise<Exchange> {
  for (const stage of before) {
    const exchange = await authentication.complete(stage);
    if (!isChallenge(exchange)) throw new Inconclusive(`completing ${stage} was answered with ${summary(exchange)}`);
  }
  return authentication.attempt(wrong);
}

rule('uia-completed/failed-attempt-is-not-listed', async (bench) => {
  for (const candidate of await fallible(bench)) {
    const exchange = await fail(candidate);
    // A server that counts the attempt may show it, or perform the call when it is asked for the progress.
    const after = isChallenge(exchange) || exchange.status === 200 ? exchange : await candidate.authentication.poll();
    expectThat(after.status !== 200 && !completedIn(after).includes(candidate.stage), {
      message: `a failed attempt at ${candidate.stage} counts as completed`,
      expected: `${candidate.stage} is not in \`completed\`, and the call is not performed`,
      received: summary(after),
      exchange: after,
    });
  }
});

rule('uia-completed/failed-attempt-keeps-completed', async ({ begin, subjects }) => {
  const subject = subjects.registration();
  const authentication = await begin(subject);
  const flow = authentication.solvable.find(
    (stages) => stages.length > 1 && stages.some((stage) => failing(stage, subject.solving) !== undefined),
  );
  const failed = flow?.find((stage) => failing(stage, subject.solving) !== undefined);
  // In the flow's order where that can be; else out of order, which a server may refuse to count.
  const done = flow?.find((stage) => stage !== failed);
  if (failed === undefined || done === undefined) throw new NotApplicable('no flow has a stage to complete and another that can be failed');
  if (!completedIn(await authentication.complete(done)).includes(done)) {
    throw new NotApplicable(`${done} did not count before ${failed}, which comes first in [${flow?.join(', ')}]`);
  }
  const exchange = await authentication.attempt({ type: failed, ...failing(failed, subject.solving) });
  const after = isChallenge(exchange) ? exchange : await authentication.poll();
  if (challengeOf(after)?.session !== authentication.session)
    throw new NotApplicable(`the session did not outlive the failed attempt: ${summary(after)}`);
  expectThat(completedIn(after).includes(done), {
    message: `a failed attempt at ${failed} undid ${done}`,
    expected: `\`completed\` still lists ${done}`,
    received: summary(after),
    exchange: after,
  });
});

rule('uia-completed/failed-attempt-is-a-standard-error', async (bench) => {
  for (const candidate of await fallible(bench)) {
    const exchange = await fail(candidate);
    expectError(`a failed attempt at ${candidate.stage} for a ${candidate.name}`, exchange);
  }
});

rule('uia-completed/retryable-failure-is-challenged-again', async (bench) => {
  for (const candidate of await fallible(bench)) {
    const { authentication, name, stage } = candidate;
    const exchange = await fail(candidate);
    const challenge = challengeOf(exchange);
    const isWhole = errcodeOf(exchange) !== undefined && stringIn(exchange, 'error') !== undefined;
    if (challenge !== undefined && isWhole && isAsAtTheStart(authentication, challenge)) continue;
    // Only an attempt that may be repeated has to be answered so: whether it may, the next one tells.
    const progress = await authentication.poll();
    if (authentication.session === undefined || challengeOf(progress)?.session !== authentication.session) {
      throw new NotApplicable(`the session did not outlive the failed attempt: ${summary(progress)}`);
    }
    const again = await authentication.complete(stage);
    const mayRetry = again.status === 200 || completedIn(again).includes(stage);
    if (!mayRetry)
      throw new NotApplicable(
        `after the failed attempt the right one is refused as well (${summary(again)}), so no second attempt is allowed`,
      );
    expectThat(false, {
      message: `a failed attempt at ${stage} for a ${name} was not answered as one that may be repeated, though it may`,
      expected: `401 with the \`flows\`, \`params\` and \`session\` of the first answer, and \`errcode\` and \`error\`; the first was ${authentication.opening.text.slice(0, 600)}`,
      received: summary(exchange),
      exchange,
    });
  }
});

rule('uia-completed/failed-stage-can-be-retried', async (bench) => {
  for (const candidate of await fallible(bench)) {
    const { authentication, name, stage } = candidate;
    const failed = await fail(candidate);
    if (challengeOf(failed)?.session !== authentication.session || !isChallenge(failed)) {
      throw new NotApplicable(`the failed attempt was answered with ${summary(failed)}, which invites no second one in its session`);
    }
    const exchange = await authentication.complete(stage);
    expectThat(exchange.status === 200 || completedIn(exchange).includes(stage), {
      message: `after a failed attempt at ${stage} for a ${name} the right one does not count, though the 401 invited it`,
      expected: `the result, or 401 with ${stage} in \`completed\``,
      received: summary(exchange),
      exchange,
    });
  }
});

rule('uia-completed/other-failures-are-standard-errors', async ({ begin, subjects }) => {
  const [mine, theirs] = [subjects.registration(), subjects.registration()];
  const rival = { ...theirs, parameters: { ...theirs.parameters, username: mine.username } };
  const authentication = await begin(mine);
  const other = await begin(rival);
  const won = await other.walk(flowOf(other, 1));
  if (won.status !== 200) throw new Inconclusive(`the rival's registration did not go through: ${summary(won)}`);
  const exchange = await authentication.walk(flowOf(authentication, 1));
  expectError('a registration that fails for a reason other than authentication', exchange);
  expectThat(!isChallenge(exchange), {
    message: 'a registration that fails for a reason other than authentication asks for authentication',
    expected: 'a standard error without `flows`',
    received: summary(exchange),
    exchange,
  });
});
