import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { editionOf, editions } from '../specs/reader/edition.ts';
import type { SchemaError } from '../specs/reader/matches-schema.ts';
import { schemaErrors } from '../specs/reader/matches-schema.ts';
import { packageRoot } from '../specs/reader/package-root.ts';
import { SourceError } from '../specs/reader/source-error.ts';
import type { YamlFile } from '../specs/reader/yaml-file.ts';
import { yamlFileOf } from '../specs/reader/yaml-file.ts';
import { stepsOf } from '../specs/yaml/pointer.ts';
import { suggestion } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** A deviation that is known and accepted. */
export interface Expectation {
  readonly rule: string;
  readonly reason: string;
  /** Editions in which it is expected; all of them when absent. */
  readonly spec?: readonly string[];
  /** Where it is listed. */
  readonly path: string;
  readonly line: number;
}

/** An expectations file, read. `specs/schemas/expectations.schema.json` describes it. */
export interface Expectations {
  readonly path: string;
  readonly entries: readonly Expectation[];
}

interface Content {
  readonly extends?: string;
  readonly expected: readonly Omit<Expectation, 'path' | 'line'>[];
}

/**
 * Reads an expectations file, and the one that it extends.
 * @throws UsageError with path and line when a file cannot be read, breaks its schema, or names a rule that is in no edition.
 */
export async function readExpectations(path: string, known: readonly string[]): Promise<Expectations> {
  const entries = await entriesOf(path, []);
  for (const [index, entry] of entries.entries()) {
    const flaw = flawOf(entry, entries.slice(0, index), known);
    if (flaw !== undefined) throw new UsageError(`${entry.path}:${entry.line}: ${flaw}`);
  }
  return { path, entries };
}

async function entriesOf(path: string, within: readonly string[]): Promise<readonly Expectation[]> {
  const file = await parse(path);
  const { content } = file;
  const breaches = schemaErrors(await schema(), content);
  if (!isAccepted(content, breaches)) {
    const { pointer, keyword, message } = breaches[0] ?? { pointer: '', keyword: '', message: 'breaks the schema' };
    throw new UsageError(`${path}:${file.lineOf(pointer)}: ${inWords({ pointer, keyword, message })}`);
  }
  const own = content.expected.map((entry, index) => ({ ...entry, path, line: file.lineOf(`/expected/${index}/rule`) }));
  if (content.extends === undefined) return own;
  const base = join(dirname(path), content.extends);
  if ([...within, path].includes(base)) throw new UsageError(`${path}:${file.lineOf('/extends')}: extends leads back to ${base}`);
  return [...(await entriesOf(base, [...within, path])), ...own];
}

function flawOf(entry: Expectation, before: readonly Expectation[], known: readonly string[]): string | undefined {
  if (!known.includes(entry.rule)) return `${entry.rule} is no rule of any edition${suggestion(entry.rule, known)}`;
  const unknown = entry.spec?.find((name) => editionOf(name) !== name);
  if (unknown !== undefined) return `${unknown} is no edition${suggestion(unknown, editions)}`;
  const first = before.find((other) => other.rule === entry.rule && overlap(other, entry));
  return first === undefined
    ? undefined
    : `${entry.rule} is listed already, ${first.path === entry.path ? '' : `in ${first.path} `}on line ${first.line}`;
}

function overlap(one: Expectation, other: Expectation): boolean {
  return one.spec === undefined || other.spec === undefined || one.spec.some((edition) => other.spec?.includes(edition) === true);
}

async function parse(path: string): Promise<YamlFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`--expect ${path}: the file cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
  try {
    return yamlFileOf(path, text);
  } catch (cause) {
    if (cause instanceof SourceError) throw new UsageError(cause.message, { cause });
    throw cause;
  }
}

async function schema(): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(new URL('specs/schemas/expectations.schema.json', packageRoot), 'utf8'));
}

/** The schema says all that the type says. */
function isAccepted(_content: unknown, breaches: readonly SchemaError[]): _content is Content {
  return breaches.length === 0;
}

function inWords({ pointer, keyword, message }: SchemaError): string {
  const path = stepsOf(pointer);
  if (keyword === 'false') return `${path.at(-1)} is no key that may stand here`;
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}
