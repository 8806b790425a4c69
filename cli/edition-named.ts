import type { Edition } from '../specs/reader/edition.ts';
import { editionOf, editions } from '../specs/reader/edition.ts';
import { suggestion } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** The edition that `--spec` names. @throws UsageError with the nearest names when there is none. */
export function editionNamed(name: string): Edition {
  const edition = editionOf(name);
  if (edition === undefined) {
    throw new UsageError(`--spec ${name}: no such edition${suggestion(name, editions)}; there are ${editions[0]} to ${editions.at(-1)}`);
  }
  return edition;
}
