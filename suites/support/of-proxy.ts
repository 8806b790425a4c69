import type { Exchange } from './exchange.ts';

/** Whether an answer is one that a proxy in front gives for a homeserver that it does not reach. */
export function isGatewayError({ status }: Pick<Exchange, 'status'>): boolean {
  return status >= 502 && status <= 504;
}

/** Whether a limit is that of a proxy in front: its answer is no JSON. */
export function isLimitOfProxy({ status, body }: Pick<Exchange, 'status' | 'body'>): boolean {
  return status === 429 && 'notJson' in body;
}
