import { isMapping } from '../../reader/resolve.ts';
import { meant } from '../nearest.ts';
import type { KnowsErrcode } from './defined-errcodes.ts';

/** What is wrong with the `errcode` of an error that is shown, and what to write. */
export interface ErrcodeMistake {
  /** `wrong-status`: the standard ties the code to another one; `odd-status`: it mostly comes with another one. */
  readonly kind: 'malformed' | 'misspelt' | 'undefined' | 'wrong-status' | 'odd-status';
  readonly message: string;
}

/** Whether the body of a response is that of User-Interactive Authentication: with the error of a stage that failed, or with none. */
export function isInteractive(status: string, body: unknown): boolean {
  return status === '401' && isMapping(body) && ['flows', 'session', 'completed', 'params'].some((key) => key in body);
}

/** The statuses that the standard ties codes to, without a doubt. */
const statuses: ReadonlyMap<string, readonly string[]> = new Map([
  ['M_LIMIT_EXCEEDED', ['429']],
  ['M_UNKNOWN_TOKEN', ['401']],
  ['M_MISSING_TOKEN', ['401']],
]);

/** The statuses that codes mostly come with. */
const usualStatuses: ReadonlyMap<string, readonly string[]> = new Map([
  ['M_FORBIDDEN', ['403']],
  ['M_NOT_FOUND', ['404']],
  ['M_BAD_JSON', ['400']],
  ['M_NOT_JSON', ['400']],
  ['M_MISSING_PARAM', ['400']],
  ['M_UNRECOGNIZED', ['404', '405', '400']],
  ['M_TOO_LARGE', ['413', '502']],
  ['M_USER_LOCKED', ['401']],
  ['M_USER_SUSPENDED', ['403']],
  ['M_GUEST_ACCESS_FORBIDDEN', ['403']],
  ['M_USER_DEACTIVATED', ['403']],
  ['M_INVALID_PARAM', ['400']],
  ['M_INVALID_USERNAME', ['400']],
  ['M_USER_IN_USE', ['400']],
  ['M_WEAK_PASSWORD', ['400']],
  ['M_EXCLUSIVE', ['400']],
  ['M_UNSUPPORTED_ROOM_VERSION', ['400']],
  ['M_INCOMPATIBLE_ROOM_VERSION', ['400']],
]);

/**
 * Judges an `errcode`; `unknown` when no text of the tree tells of any.
 * @param status as a description writes it, `4XX` and `default` too; undefined when nothing tells with which one the error comes.
 */
export function errcodeMistake(errcode: string, status: string | undefined, knows: KnowsErrcode): ErrcodeMistake | 'unknown' | undefined {
  // A placeholder, as in "<the code>", stands for a code.
  if (/[<>${}]|\S\s+\S|\.\.\./.test(errcode)) return undefined;
  if (!/^[A-Z][A-Z0-9_.]*$/.test(errcode) || !/[_.]/.test(errcode)) {
    const better = errcode.trim().toUpperCase().replaceAll('-', '_');
    const instead = /^M_[A-Z0-9_]+$/.test(better)
      ? `write ${better}`
      : 'write capitals, digits and "_", with "M_" or a domain of your own in front';
    return { kind: 'malformed', message: `${JSON.stringify(errcode)} is no errcode; ${instead}` };
  }
  const known = errcode.startsWith('M_') ? knows(errcode) : true;
  if (known === undefined) return 'unknown';
  if (known !== true) {
    const instead = meant(errcode, known);
    const message = `no text of the tree tells of ${errcode}${instead}; ${instead === '' ? 'describe it' : 'correct it, or describe it'}`;
    return { kind: instead === '' ? 'undefined' : 'misspelt', message };
  }
  if (status === undefined || status === 'default') return undefined;
  for (const [kind, tied] of [
    ['wrong-status', statuses.get(errcode)],
    ['odd-status', usualStatuses.get(errcode)],
  ] as const) {
    if (tied === undefined || tied.some((each) => each === status || status.toUpperCase() === `${each.slice(0, 1)}XX`)) continue;
    const message = `${errcode} comes with ${tied.join(' or ')}, and this is an example of a ${status}; move it there, or write another code`;
    return { kind, message };
  }
  return undefined;
}
