import { posix } from 'node:path';
import type { Position } from '../schemas/report.ts';
import type { Edition } from './edition.ts';
import { editionOf, isPartOf } from './edition.ts';
import { SourceError } from './source-error.ts';
import type { YamlFile } from './yaml-file.ts';
import { pointerInto, stepsOf } from '../yaml/pointer.ts';

const added = 'x-addedInMatrixVersion';
const removed = 'x-removedInMatrixVersion';

/** Keys that say something about a schema without asking anything of a value. */
const describing = /^(description|title|deprecated|example|examples|\$comment|x-.*)$/;

/** Reads parts of the YAML sources as one edition has them: other editions' parts dropped, every `$ref` resolved in place, frozen. */
export interface Resolver {
  /** The part of a file that a JSON pointer names; undefined when the edition is without it. */
  part(file: string, pointer: string): unknown;
  /** Where a mapping or a list that `part` gave stands in the sources. */
  positionOf(value: unknown): Position | undefined;
}

/** A part of a file, by the steps that lead to it. */
interface Place {
  readonly source: YamlFile;
  readonly above?: Place;
  readonly step?: string | number;
}

/** What is left of a part that the edition is without. */
const absent = Symbol('not in this edition');

/**
 * @param edition the edition to read; undefined keeps the parts of all of them.
 * @param read gives a file by its path.
 */
export function createResolver(edition: Edition | undefined, read: (file: string) => YamlFile): Resolver {
  const places = new WeakMap<object, Place>();
  const targets = new Map<string, unknown>();
  const underWay = new Set<string>();

  const target = (source: YamlFile, pointer: string): unknown => {
    const name = `${source.file}#${pointer}`;
    if (targets.has(name)) return targets.get(name);
    let place: Place = { source };
    let raw = source.content;
    for (const step of stepsOf(pointer)) {
      place = into(place, step);
      raw = isMapping(raw) || Array.isArray(raw) ? Reflect.get(raw, step) : undefined;
    }
    if (underWay.has(name)) throw new SourceError(positionAt(place), 'a reference leads back to where it stands');
    underWay.add(name);
    const value = raw === undefined ? undefined : resolve(raw, place);
    underWay.delete(name);
    targets.set(name, value);
    return value;
  };

  const resolve = (raw: unknown, place: Place): unknown => {
    if (Array.isArray(raw)) {
      const items = raw.map((item, at) => resolve(item, into(place, at)));
      return keep(
        items.filter((item) => item !== absent),
        place,
      );
    }
    if (!isMapping(raw)) return raw;
    if (!isPresent(raw, place, edition)) return absent;
    const entries = Object.entries(raw)
      .filter(([key]) => key !== added && key !== removed && key !== '$ref')
      .map(([key, value]): [string, unknown] => [key, resolve(value, into(place, key))])
      .filter(([key, value]) => value !== absent && !isEmptied(key, value));
    const own = Object.fromEntries(entries);
    return keep('$ref' in raw ? joined(own, referred(raw['$ref'], place), place) : own, place);
  };

  const referred = (reference: unknown, place: Place): Readonly<Record<string, unknown>> => {
    const at = into(place, '$ref');
    if (typeof reference !== 'string') throw new SourceError(positionAt(at), '$ref is no string');
    const [path = '', pointer = ''] = reference.split('#');
    const file = path === '' ? place.source.file : posix.join(posix.dirname(place.source.file), path);
    const value = target(readOr(file, at), pointer);
    if (!isMapping(value)) throw new SourceError(positionAt(at), `${reference} leads to nothing`);
    return value;
  };

  const readOr = (file: string, at: Place): YamlFile => {
    try {
      return read(file);
    } catch (cause) {
      if (cause instanceof SourceError) throw cause;
      throw new SourceError(positionAt(at), `${file} cannot be read`, { cause });
    }
  };

  const keep = <Value extends object>(value: Value, place: Place): Readonly<Value> => {
    places.set(value, place);
    return Object.freeze(value);
  };

  const joined = (own: Record<string, unknown>, other: Readonly<Record<string, unknown>>, place: Place): Record<string, unknown> => {
    if (Object.keys(own).every((key) => describing.test(key))) return { ...other, ...own };
    const already = own['allOf'];
    return { ...own, allOf: keep([other, ...(Array.isArray(already) ? already : [])], place) };
  };

  return {
    part(file, pointer) {
      const value = target(read(file), pointer);
      return value === absent ? undefined : value;
    },
    positionOf(value) {
      const place = typeof value === 'object' && value !== null ? places.get(value) : undefined;
      return place === undefined ? undefined : positionAt(place);
    },
  };
}

function into(place: Place, step: string | number): Place {
  return { source: place.source, above: place, step };
}

function positionAt(place: Place): Position {
  return { file: place.source.file, line: place.source.lineOf(pointerOf(place)) };
}

function pointerOf({ above, step }: Place): string {
  return above === undefined || step === undefined ? '' : pointerInto(pointerOf(above), step);
}

function isPresent(raw: Readonly<Record<string, unknown>>, place: Place, edition: Edition | undefined): boolean {
  const [since, until] = [named(raw, added, place), named(raw, removed, place)];
  return edition === undefined || isPartOf(edition, { since, until });
}

function named(raw: Readonly<Record<string, unknown>>, key: string, place: Place): Edition | undefined {
  const name = raw[key];
  if (name === undefined) return undefined;
  const edition = typeof name === 'string' ? editionOf(name) : undefined;
  if (edition === name && edition !== undefined) return edition;
  throw new SourceError(positionAt(into(place, key)), `${JSON.stringify(name)} is no edition`);
}

/** An `allOf` whose members all belong to other editions. */
function isEmptied(key: string, value: unknown): boolean {
  return key === 'allOf' && Array.isArray(value) && value.length === 0;
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
