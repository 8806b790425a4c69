import type { Challenge } from './challenge.ts';
import { challengeOf, isChallenge } from './challenge.ts';
import type { Exchange } from './exchange.ts';
import { errcodeOf, objectOf, stringIn, summary } from './exchange.ts';
import { Violation } from './violation.ts';

/** What a claim is about, for the first words of its message: "the login with an unknown 3PID". */
type About = string;

export interface ErrorExpectation {
  /** The status, or several that the standard allows. Any 4xx when absent. */
  readonly status?: number | readonly number[];
  readonly errcode?: string | readonly string[];
}

const list = <Value extends string | number>(value: Value | readonly Value[]): readonly Value[] =>
  typeof value === 'object' ? value : [value];

function isStandardError(exchange: Exchange): boolean {
  return exchange.status >= 400 && stringIn(exchange, 'errcode') !== undefined && stringIn(exchange, 'error') !== undefined;
}

function isClientError(exchange: Exchange): boolean {
  return exchange.status >= 400 && exchange.status < 500;
}

/** Claims that an answer has this status. Its body has rules of its own. */
export function expectStatus(about: About, exchange: Exchange, status: number): void {
  if (exchange.status === status) return;
  throw new Violation({
    message: `${about} was not answered with ${status}`,
    expected: `status ${status}`,
    received: summary(exchange),
    exchange,
  });
}

/** Claims that an answer is a standard error, with this status and code. */
export function expectError(about: About, exchange: Exchange, expectation: ErrorExpectation = {}): void {
  const { status, errcode } = expectation;
  const statusFits = status === undefined ? isClientError(exchange) : list(status).includes(exchange.status);
  const codeFits = errcode === undefined || list(errcode).includes(errcodeOf(exchange) ?? '');
  if (statusFits && codeFits && isStandardError(exchange)) return;
  const expected = [
    status === undefined ? 'a 4xx' : list(status).join(' or '),
    errcode === undefined
      ? 'with a standard error (`errcode` and `error`)'
      : `with \`errcode\` ${list(errcode).join(' or ')}, and \`error\``,
  ].join(' ');
  throw new Violation({ message: `${about} was not refused as it should be`, expected, received: summary(exchange), exchange });
}

/** Claims that an answer asks for authentication: 401 with `flows`. Gives what it asks for. */
export function expectChallenge(about: About, exchange: Exchange): Challenge {
  const challenge = challengeOf(exchange);
  if (challenge !== undefined && challenge.flows.length > 0) return challenge;
  throw new Violation({
    message: `${about} was not answered by asking for authentication`,
    expected: '401 with a non-empty `flows`',
    received: summary(exchange),
    exchange,
  });
}

/** Claims that an answer refuses: a 4xx standard error, or the 401 that asks for authentication. Never a success, never a 5xx. */
export function expectRefused(about: About, exchange: Exchange): void {
  if (isClientError(exchange) && (isChallenge(exchange) || isStandardError(exchange))) return;
  throw new Violation({
    message: `${about} was not refused`,
    expected: 'a 4xx standard error, or the 401 with `flows`',
    received: summary(exchange),
    exchange,
  });
}

/** Claims that an answer is the operation's own success: a 200 whose body is a JSON object, without the keys of a challenge. */
export function expectSuccess(about: About, exchange: Exchange): void {
  const body = objectOf(exchange);
  if (exchange.status === 200 && body !== undefined && !('flows' in body) && !('errcode' in body)) return;
  throw new Violation({
    message: `${about} did not succeed`,
    expected: '200 with the result, a JSON object',
    received: summary(exchange),
    exchange,
  });
}

/** Claims a string in the body of an answer, and gives it. */
export function expectString(about: About, exchange: Exchange, key: string): string {
  const value = stringIn(exchange, key);
  if (value !== undefined && value !== '') return value;
  throw new Violation({
    message: `${about} has no \`${key}\``,
    expected: `a non-empty string \`${key}\``,
    received: summary(exchange),
    exchange,
  });
}

/** Claims whatever else a rule says. `holds` false is a violation with these words. */
export function expectThat(holds: boolean, claim: { message: string; expected: string; received: string; exchange?: Exchange }): void {
  if (!holds) throw new Violation(claim);
}
