import type { Fault } from '../fixtures/homeserver/fault.ts';
import type { Edition } from '../specs/reader/edition.ts';
import { loadCatalogue } from '../specs/reader/load-catalogue.ts';
import { derivedFaults } from './derived-faults.ts';
import { suggestion } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** Every fault that the mock homeserver of an edition can have. Loaded late: the mock is only needed by those who look at faults. */
export async function allFaults(edition: Edition): Promise<readonly Fault[]> {
  const { faults } = await import('../fixtures/homeserver/faults/all.ts');
  return [...faults, ...derivedFaults(loadCatalogue(edition))];
}

/** Names of the faults that a rule catches, the ones made for it first. */
export async function faultsCaughtBy(rule: string, edition: Edition): Promise<readonly string[]> {
  const faults = await allFaults(edition);
  const own = faults.filter(({ breaks }) => breaks === rule);
  const others = faults.filter(({ also }) => also?.includes(rule) === true);
  return [...own, ...others].map(({ name }) => name);
}

/** The fault of a name. @throws UsageError with the nearest names when there is none. */
export async function faultNamed(name: string, edition: Edition): Promise<Fault> {
  const faults = await allFaults(edition);
  const fault = faults.find((each) => each.name === name);
  if (fault !== undefined) return fault;
  const names = faults.map((each) => each.name);
  throw new UsageError(`--fault ${name}: no fault is called so${suggestion(name, names)}; 'serve --list-faults' shows them all`);
}
