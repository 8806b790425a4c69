import type { Operation } from '../../specs/reader/catalogue.ts';
import type { AuthenticationTrace } from './authentication.ts';

/** A JSON value as it came over the wire; nothing about its shape is known. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What a response body holds: a JSON value, or why it is none. */
export type Body = { readonly json: Json } | { readonly notJson: string };

/** One request and the response to it, raw. */
export interface Exchange {
  readonly operation: Operation;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The body as sent, decoded for display when it is text. */
    readonly body?: string;
  };
  readonly status: number;
  /** Lower-case names; several values of a name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Body;
  readonly milliseconds: number;
  /** The authentication that the exchange is a part of, if it is one. */
  readonly trace?: AuthenticationTrace;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON body when it is an object, else undefined. */
export function objectOf(exchange: Exchange): JsonObject | undefined {
  return 'json' in exchange.body && isObject(exchange.body.json) ? exchange.body.json : undefined;
}

/** The property of the JSON body, when the body is an object and the property a string. */
export function stringIn(exchange: Exchange, key: string): string | undefined {
  const value = objectOf(exchange)?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** The localpart of the user ID in the body, when there is one. */
export function localpartIn(exchange: Exchange): string | undefined {
  return /^@([^:]*):/.exec(stringIn(exchange, 'user_id') ?? '')?.[1];
}

/** The standard error's code, when the body has one. */
export function errcodeOf(exchange: Exchange): string | undefined {
  return stringIn(exchange, 'errcode');
}

const shown = 300;

/** A body in a few words, for messages: `403 {"errcode":"M_FORBIDDEN"}`. */
export function summary(exchange: Exchange): string {
  const text = exchange.text.length > shown ? `${exchange.text.slice(0, shown)}… (${exchange.text.length} characters)` : exchange.text;
  return `${exchange.status} ${text === '' ? '(empty body)' : text}`;
}

/** Levels of arrays and objects in a body, any of which the standard's have a handful of. */
const deepest = 1000;

function isTooDeep(json: Json): boolean {
  let level: readonly Json[] = [json];
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** Reads bytes as the UTF-8 JSON that the standard asks for. */
export function readBody(bytes: Uint8Array): { text: string; body: Body } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { text: Buffer.from(bytes).toString('latin1'), body: { notJson: 'the body is not valid UTF-8' } };
  }
  try {
    const json: Json = JSON.parse(text);
    return { text, body: isTooDeep(json) ? { notJson: `more than ${deepest} levels of arrays and objects; it is not read` } : { json } };
  } catch (cause) {
    return { text, body: { notJson: cause instanceof Error ? cause.message : String(cause) } };
  }
}
