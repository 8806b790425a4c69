import { Agent } from 'undici';

/** A response body larger than this is not read on. Bytes. */
export const largestBody = 1024 * 1024;

let shared: Agent | undefined;

/**
 * Connections to homeservers, shared by all that a thread sends, as a browser's would be: rules and their setup alike.
 * One that is idle for a second is not used again, lest the server close it just then.
 * They have no time limit of their own: the signal of the rule is the limit.
 */
export function connections(): Agent {
  return (shared ??= new Agent({
    maxResponseSize: largestBody,
    keepAliveTimeout: 1_000,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
  }));
}
