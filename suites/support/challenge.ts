import type { Exchange, Json, JsonObject } from './exchange.ts';
import { isObject, objectOf } from './exchange.ts';

/** The object of a 401 that asks for User-Interactive Authentication, read leniently: what has the wrong shape is left out. */
export interface Challenge {
  readonly flows: readonly (readonly string[])[];
  readonly params: JsonObject;
  readonly session?: string;
  /** Undefined when the key is absent. */
  readonly completed?: readonly string[];
}

/** Whether an answer asks for authentication: a 401 whose body has `flows`. */
export function isChallenge(exchange: Exchange): boolean {
  return exchange.status === 401 && objectOf(exchange)?.['flows'] !== undefined;
}

/** Reads the challenge of an answer that is one. */
export function challengeOf(exchange: Exchange): Challenge | undefined {
  const body = objectOf(exchange);
  if (!isChallenge(exchange) || body === undefined) return undefined;
  const { session, completed, params } = body;
  return {
    flows: strings(body['flows'], (flow) => (isObject(flow) ? textsOf(flow['stages']) : [])),
    params: isObject(params) ? params : {},
    ...(typeof session === 'string' ? { session } : {}),
    ...(completed === undefined ? {} : { completed: textsOf(completed) }),
  };
}

function strings(value: Json | undefined, read: (item: Json) => readonly string[]): readonly (readonly string[])[] {
  return Array.isArray(value) ? value.map(read) : [];
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
