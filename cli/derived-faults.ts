import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../fixtures/homeserver/fault.ts';
import type { Catalogue, Operation, ResponseDescription } from '../specs/reader/catalogue.ts';
import type { ResponseMutation } from '../specs/reader/response-mutations.ts';
import { responseMutations } from '../specs/reader/response-mutations.ts';

/** Responses that the mock homeserver has no occasion to give: their faults give them instead of the usual one. */
export const neverServed: readonly string[] = [
  'api/get-login/404',
  'api/get-login/429',
  'api/get-account-whoami/403',
  'api/get-account-whoami/429',
];

/** The faults of the derived rules of an edition: each response's schema broken in every way that it can be, one at a time. */
export function derivedFaults({ operations }: Catalogue): readonly Fault[] {
  return [...operations.values()].flatMap((operation) =>
    [...operation.responses.values()].flatMap((response) =>
      responseMutations(response).map((mutation) => faultOf(operation, response, mutation)),
    ),
  );
}

function faultOf(operation: Operation, { status, example }: ResponseDescription, mutation: ResponseMutation): Fault {
  const rule = `api/${operation.id}/${status}`;
  const path = operation.path.replace(/^\/_matrix\/client(\/(r0|v3))?/, '');
  const headers = mutation.contentType === undefined ? {} : { headers: { 'content-type': mutation.contentType } };
  const instead = neverServed.includes(rule);
  return {
    name: `${rule}/${mutation.name}`,
    breaks: rule,
    rewrite: (reply) => {
      if (reply.method !== operation.method || reply.path !== path) return undefined;
      if (instead) return { status, body: mutation.apply(example), ...headers };
      if (reply.status !== status) return undefined;
      const broken = mutation.apply(reply.body);
      // A reply without the place that is to be broken is replaced by the example, which has it.
      const untouched = mutation.contentType === undefined && isDeepStrictEqual(broken, reply.body);
      return { body: untouched ? mutation.apply(example) : broken, ...headers };
    },
  };
}
