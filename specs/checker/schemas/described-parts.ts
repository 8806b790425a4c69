import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import { followInExample } from '../sources/follow-reference.ts';
import type { Reference } from '../sources/follow-reference.ts';
import { isInPlace, isWhole } from '../sources/is-whole.ts';
import { placeName } from '../sources/place.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { childOf } from './grammar.ts';
import { mismatch } from './mismatch.ts';
import type { Child, Role } from './grammar.ts';

/** Which rules a schema follows: those of Swagger 2.0 (JSON Schema draft 4), of OpenAPI 3.0, or of OpenAPI 3.1 (JSON Schema 2020-12). */
export type Dialect = 'draft-4' | 'openapi-3.0' | '2020-12';

/** A part of a description and the role in which it stands there, or in which others refer to it. */
export interface DescribedPart {
  readonly source: SourceFile;
  readonly pointer: string;
  /** As it is in the file, which may not fit the role. */
  readonly value: unknown;
  readonly role: Role;
  readonly dialect: Dialect;
  /** The part in which it stands; undefined at the top of a file, or of what others refer to. */
  readonly above: DescribedPart | undefined;
  /** The key of the part above under which it stands: `properties`, `allOf`. */
  readonly under: string | undefined;
  /** Of a `$ref` that stands for a whole mapping of names to parts: the role of those. */
  readonly roleOfEntries?: Role | undefined;
}

/** A `$ref`. */
export interface ReferenceUse {
  readonly source: SourceFile;
  /** Of the mapping that holds the `$ref`. */
  readonly pointer: string;
  /** What stands behind `$ref`. */
  readonly written: unknown;
  /** What is wanted at this place. */
  readonly wanted: Role;
  /** Where it leads; undefined when what is written is no text. */
  readonly target: Reference | undefined;
}

export interface Described {
  readonly parts: readonly DescribedPart[];
  /** Parts out of which something had to be left that is no YAML, and whose other keys stand where they were put. */
  readonly broken: readonly DescribedPart[];
  /** Every `$ref` of the tree, once. */
  readonly references: readonly ReferenceUse[];
}

const described = new WeakMap<SourceTree, Described>();

/** Every part of the API descriptions, schemas and examples of a tree whose role is known, each once, and every `$ref`; none out of which something had to be left that is no YAML. */
export function describedParts(tree: SourceTree): Described {
  let known = described.get(tree);
  if (known === undefined) described.set(tree, (known = describe(tree)));
  return known;
}

const rootRoles = { api: 'api', schema: 'schema', 'event-example': 'value', data: 'other' } as const;

const inExamples = /(^|\/)examples\//;

function describe(tree: SourceTree): Described {
  const parts: DescribedPart[] = [];
  const broken: DescribedPart[] = [];
  const references: ReferenceUse[] = [];
  const seen = new Map<SourceFile, Map<string, Set<Role>>>();
  const referring = new Set<string>();
  const waiting: DescribedPart[] = [];

  const place = (source: SourceFile): Map<string, Set<Role>> => {
    let places = seen.get(source);
    if (places === undefined) seen.set(source, (places = new Map()));
    return places;
  };

  const reach = (part: DescribedPart): void => {
    const places = place(part.source);
    const roles = places.get(part.pointer);
    if (roles?.has(part.role) === true) return;
    // What is already known better needs no second look.
    if (roles !== undefined && part.role === 'other') return;
    if (roles === undefined) places.set(part.pointer, new Set([part.role]));
    else roles.add(part.role);
    if (!isPlain(part.role)) (isWhole(part) ? parts : isInPlace(part) ? broken : []).push(part);
    waiting.push(part);
  };

  const refer: Refer = (part, written, base) => {
    const name = placeName(part);
    const target = typeof written === 'string' ? followInExample(tree, part.source, written, base) : undefined;
    if (!referring.has(name)) {
      referring.add(name);
      references.push({ source: part.source, pointer: part.pointer, written, wanted: part.role, target });
    }
    if (target?.found !== true) return undefined;
    const { source, pointer, value } = target;
    const found = { source, dialect: ownDialect(source) ?? part.dialect, above: undefined, under: undefined };
    if (part.roleOfEntries !== undefined) {
      for (const each of entriesOf(pointer, value, part.roleOfEntries))
        reach({ ...found, ...each, role: couldBe(each.role, each.value) ? each.role : 'other' });
    } else if (couldBe(part.role, value)) reach({ ...found, pointer, value, role: part.role });
    return source;
  };

  const drain = (): void => {
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      const above = part;
      const { source, dialect } = above;
      if (isPlain(above.role)) {
        if (mayRefer(source)) plainReferences(above, refer);
      } else {
        forEachBelow(above, refer, (below, under) => reach({ source, dialect, above, under, ...below }));
      }
    }
  };

  const fallback = dialectOf(tree);
  // API descriptions come first: they tell what the files are that they refer to.
  for (const kind of ['api', 'schema', 'event-example', 'data'] as const) {
    for (const source of tree.files) {
      if (source.kind !== kind || source.yaml === undefined || source.yaml.holes.includes('')) continue;
      const { value } = source.yaml;
      const dialect = ownDialect(source) ?? fallback;
      // An example that is put together with `allOf` looks like a schema.
      const isExample = kind === 'schema' && (inExamples.test(source.path) || seen.get(source)?.get('')?.has('value') === true);
      reach({ source, pointer: '', value, role: isExample ? 'value' : rootRoles[kind], dialect, above: undefined, under: undefined });
      drain();
    }
  }
  return { parts, broken, references };
}

/**
 * Takes a `$ref`, and gives back the file that it leads to.
 * @param base the file that the nearest mapping around it is made from, inside an example.
 */
type Refer = (part: DescribedPart, written: unknown, base?: SourceFile) => SourceFile | undefined;

const referring = new WeakMap<SourceFile, boolean>();

/** Whether a file has a `$ref` at all: of one that has none, values need no look. */
function mayRefer(source: SourceFile): boolean {
  let may = referring.get(source);
  if (may === undefined) referring.set(source, (may = source.text.includes('$ref')));
  return may;
}

/** Whether nothing but `$ref`s is of interest below a part of that role. */
function isPlain(role: Role): role is 'value' | 'other' {
  return role === 'value' || role === 'other';
}

/** Every `$ref` below a part whose inner parts have no roles of their own. They are most of a tree: their places are made up only where there is one. */
function plainReferences(part: DescribedPart, refer: Refer): void {
  const walk = (value: unknown, steps: Steps | undefined, around: SourceFile | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) walk(item, { above: steps, step: at }, around);
      return;
    }
    let base = around;
    if ('$ref' in value) base = refer({ ...part, pointer: pointerOf(part.pointer, steps), value }, value.$ref, around) ?? around;
    for (const [key, below] of Object.entries(value)) if (key !== '$ref') walk(below, { above: steps, step: key }, base);
  };
  walk(part.value, undefined, undefined);
}

interface Steps {
  readonly above: Steps | undefined;
  readonly step: string | number;
}

function pointerOf(start: string, steps: Steps | undefined): string {
  return steps === undefined ? start : pointerInto(pointerOf(start, steps.above), steps.step);
}

interface Below {
  readonly pointer: string;
  readonly value: unknown;
  readonly role: Role;
  readonly roleOfEntries?: Role;
}

/** The parts right below one, and its `$ref`. */
function forEachBelow(part: DescribedPart, refer: Refer, found: (below: Below, under: string | undefined) => void): void {
  const { source, pointer, value, role } = part;
  if (!isMapping(value)) return;
  const add = (below: Below, under: string | undefined): void => {
    if (!isPlain(below.role) || (typeof below.value === 'object' && below.value !== null && mayRefer(source))) found(below, under);
  };
  for (const [key, below] of Object.entries(value)) {
    if (key === '$ref') {
      refer(part, below);
      continue;
    }
    const child = role === 'callback' ? callbackChild : childOf(role, key);
    if (child === undefined) {
      if (typeof below === 'object' && below !== null) add({ pointer: pointerInto(pointer, key), value: below, role: 'other' }, undefined);
    } else for (const each of childrenAt(pointerInto(pointer, key), below, child)) add(each, key);
  }
}

const callbackChild: Child = { shape: 'one', role: 'path-item' };

function childrenAt(pointer: string, value: unknown, { shape, role }: Child): readonly Below[] {
  if (shape === 'any') return [];
  if (shape === 'one' || (shape === 'some' && !Array.isArray(value))) return [{ pointer, value, role }];
  if (shape === 'map') {
    if (!isMapping(value)) return [];
    // A mapping may itself be elsewhere.
    const isElsewhere = typeof value['$ref'] === 'string' && Object.keys(value).length === 1;
    return isElsewhere ? [{ pointer, value, role: 'other', roleOfEntries: role }] : entriesOf(pointer, value, role);
  }
  if (!Array.isArray(value)) return [];
  return value.map((below: unknown, at) => ({ pointer: `${pointer}/${at}`, value: below, role }));
}

function entriesOf(pointer: string, value: unknown, role: Role): readonly Below[] {
  if (!isMapping(value)) return [];
  const isOwn = (key: string): boolean => role !== 'path-item' || !key.startsWith('x-');
  return Object.entries(value).map(([key, below]) => ({
    pointer: pointerInto(pointer, key),
    value: below,
    role: isOwn(key) ? role : 'other',
  }));
}

/** Whether a part that is referred to is worth a look in that role. */
function couldBe(role: Role, value: unknown): boolean {
  if (role === 'value') return true;
  return isMapping(value) && mismatch(role, value) === undefined;
}

function ownDialect(source: SourceFile): Dialect | undefined {
  const value = source.yaml?.value;
  if (!isMapping(value)) return undefined;
  if ('swagger' in value) return 'draft-4';
  if ('openapi' in value) return String(value['openapi']).startsWith('3.0') ? 'openapi-3.0' : '2020-12';
  const named = value['$schema'];
  if (typeof named !== 'string') return undefined;
  return /draft-0?[34]/.test(named) ? 'draft-4' : '2020-12';
}

/** What most of a tree is written in: a file of definitions does not say it. */
function dialectOf(tree: SourceTree): Dialect {
  for (const source of tree.files) {
    const dialect = source.kind === 'api' ? ownDialect(source) : undefined;
    if (dialect !== undefined) return dialect;
  }
  return '2020-12';
}
