import type { Catalogue, ResponseDescription } from '../../specs/reader/catalogue.ts';
import { schemaErrors } from '../../specs/reader/matches-schema.ts';
import type { Exchange } from './exchange.ts';
import { invariants } from './invariants/all.ts';
import type { Sighting } from './invariants/invariant.ts';
import { isLimitOfProxy } from './of-proxy.ts';

/** What one test has shown of a watched rule: how often it applied, and the first exchange that broke it. */
interface Sightings {
  seen: number;
  breach?: { readonly message: string; readonly expected: string; readonly received: string; readonly exchange: Exchange };
}

/** Holds every exchange of a test against the watched rules: the derived ones (`api/…`) and the invariants. */
export interface Watcher {
  readonly sightings: ReadonlyMap<string, Sightings>;
  readonly look: (exchange: Exchange) => void;
}

export function createWatcher(catalogue: Catalogue): Watcher {
  const sightings = new Map<string, Sightings>();
  const note = (rule: string, sighting: Sighting, exchange: Exchange): void => {
    if (sighting === 'not applicable') return;
    const entry = sightings.get(rule) ?? { seen: 0 };
    sightings.set(rule, entry);
    entry.seen += 1;
    if (sighting !== 'held') entry.breach ??= { ...sighting, exchange };
  };
  const watched = invariants.filter((invariant) => catalogue.rule(invariant.rule) !== undefined);
  return {
    sightings,
    look(exchange) {
      const response = exchange.operation.responses.get(exchange.status);
      if (response !== undefined) note(`api/${exchange.operation.id}/${exchange.status}`, heldAgainst(response, exchange), exchange);
      for (const invariant of watched) note(invariant.rule, invariant.check(exchange), exchange);
    },
  };
}

function heldAgainst(response: ResponseDescription, exchange: Exchange): Sighting {
  if (isLimitOfProxy(exchange)) return 'not applicable';
  const type = exchange.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== response.contentType) {
    return {
      message: `the ${exchange.status} has another media type`,
      expected: response.contentType,
      received: type ?? 'no Content-Type',
    };
  }
  if (!('json' in exchange.body))
    return { message: `the ${exchange.status} is not JSON`, expected: 'JSON', received: exchange.body.notJson };
  for (const [name, schema] of Object.entries(response.headers)) {
    const value = exchange.headers[name.toLowerCase()];
    const [error] = value === undefined ? [] : schemaErrors(schema, value);
    if (error !== undefined) return { message: `the header ${name} has the wrong form`, expected: error.message, received: value ?? '' };
  }
  const [error] = schemaErrors(response.schema, exchange.body.json);
  if (error === undefined) return 'held';
  const place = response.lineOf(error.pointer);
  return {
    message: `the body of the ${exchange.status} breaks its schema at ${error.pointer || '/'} (${place.file}:${place.line})`,
    expected: error.message,
    received: exchange.text.slice(0, 300),
  };
}
