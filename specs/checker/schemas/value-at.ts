import { stepsOf } from '../../yaml/pointer.ts';

/** The part of a value that a JSON pointer names; undefined when there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  let here = value;
  for (const step of stepsOf(pointer)) {
    here = typeof here === 'object' && here !== null && Object.hasOwn(here, step) ? Reflect.get(here, step) : undefined;
  }
  return here;
}
