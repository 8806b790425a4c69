import type { Operation } from '../sources/api-description.ts';
import type { RequestLine } from './http-message.ts';

/** The steps of a path; those that a template or a placeholder stands for are undefined. */
function stepsOfPath(path: string): readonly (string | undefined)[] {
  const plain = path
    .replace(/[?#].*$/, '')
    .replace(/^https?:\/\/[^/]*/, '')
    .replace(/\/+$/, '');
  return plain
    .split('/')
    .slice(1)
    .map((step) => (/[{}<>$%…]|^[!@#:]|\.\.\./.test(step) ? undefined : step));
}

const known = new WeakMap<readonly Operation[], readonly (readonly (string | undefined)[])[]>();

function describedSteps(operations: readonly Operation[]): readonly (readonly (string | undefined)[])[] {
  let steps = known.get(operations);
  if (steps === undefined) known.set(operations, (steps = operations.map(({ fullPath }) => stepsOfPath(fullPath))));
  return steps;
}

/** The operations whose path a request names, whatever its method. */
export function operationsAt(operations: readonly Operation[], { target }: RequestLine): readonly Operation[] {
  const steps = stepsOfPath(target);
  const described = describedSteps(operations);
  return operations.filter((_, index) => {
    const own = described[index] ?? [];
    return own.length === steps.length && own.every((step, at) => step === undefined || steps[at] === undefined || step === steps[at]);
  });
}

/** The operations of the same API in the same version. */
export function operationsBeside(operations: readonly Operation[], { target }: RequestLine): readonly Operation[] {
  const [, api, version] = stepsOfPath(target);
  const described = describedSteps(operations);
  return operations.filter((_, index) => {
    const [root, otherApi, otherVersion] = described[index] ?? [];
    return root === '_matrix' && api === otherApi && (version === undefined || otherVersion === undefined || version === otherVersion);
  });
}
