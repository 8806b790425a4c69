import type { Operation } from '../sources/api-description.ts';
import type { RequestLine } from './http-message.ts';

/** The steps of a path; those that a template or a placeholder stands for are undefined. */
export function stepsOfPath(path: string): readonly (string | undefined)[] {
  const plain = path
    .replace(/[?#].*$/, '')
    .replace(/^https?:\/\/[^/]*/, '')
    .replace(/\/+$/, '');
  return plain
    .split('/')
    .slice(1)
    .map((step) => (/[{}<>$%…]|^[!@#:]|\.\.\./.test(step) ? undefined : step));
}

/** The operations whose path a request names, whatever its method. */
export function operationsAt(operations: readonly Operation[], { target }: RequestLine): readonly Operation[] {
  const steps = stepsOfPath(target);
  return operations.filter(({ fullPath }) => {
    const described = stepsOfPath(fullPath);
    const isSame =
      described.length === steps.length &&
      described.every((step, at) => step === undefined || steps[at] === undefined || step === steps[at]);
    return isSame;
  });
}
