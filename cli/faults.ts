import type { Fault } from '../fixtures/homeserver/fault.ts';
import { suggestion } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** Every fault that the mock homeserver can have. Loaded late: the mock is only needed by those who look at faults. */
export async function allFaults(): Promise<readonly Fault[]> {
  const { faults } = await import('../fixtures/homeserver/faults/all.ts');
  return faults;
}

/** Names of the faults that a rule catches, the ones made for it first. */
export async function faultsCaughtBy(rule: string): Promise<readonly string[]> {
  const faults = await allFaults();
  const own = faults.filter(({ breaks }) => breaks === rule);
  const others = faults.filter(({ also }) => also?.includes(rule) === true);
  return [...own, ...others].map(({ name }) => name);
}

/** The fault of a name. @throws UsageError with the nearest names when there is none. */
export async function faultNamed(name: string): Promise<Fault> {
  const faults = await allFaults();
  const fault = faults.find((each) => each.name === name);
  if (fault !== undefined) return fault;
  const names = faults.map((each) => each.name);
  throw new UsageError(`--fault ${name}: no fault is called so${suggestion(name, names)}; 'serve --list-faults' shows them all`);
}
