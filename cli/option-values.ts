import { InvalidArgumentError } from 'commander';
import type { Level } from '../specs/schemas/report.ts';
import { levels } from './selection.ts';

/** Gathers the values of an option that may be given several times. */
export function several(value: string, before: readonly string[] = []): readonly string[] {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return [...before, value];
}

/** Reads an option's value that is a whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most)
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
    return number;
  };
}

/** Reads an option's value that is a number of seconds. */
export function seconds(value: string): number {
  const number = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || number < 0.1 || number > 3600)
    throw new InvalidArgumentError('It is a number of seconds from 0.1 to 3600.');
  return number;
}

/** Reads a level, however it is capitalised. */
export function level(value: string): Level {
  const found = levels.find((each) => each === value.toUpperCase());
  if (found === undefined) throw new InvalidArgumentError('It is MUST, SHOULD or MAY.');
  return found;
}
