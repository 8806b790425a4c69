import { valueAt } from '../../yaml/pointer.ts';
import type { Report, Spot } from '../check.ts';
import { placeName } from '../sources/place.ts';
import type { Place } from '../sources/place.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { describedParts } from './described-parts.ts';
import { isDoubtfulType } from './contradicted-type.ts';
import { codeOfBreach } from './example-codes.ts';
import type { ExampleValue } from './example-value.ts';
import type { ExampleUse } from './judge-examples.ts';
import { reaches } from './validate.ts';
import type { Breach, BreachKind } from './validate.ts';

/** An example, and what in it is not as its schema wants it. */
export interface JudgedExample {
  readonly use: ExampleUse;
  readonly meant: ExampleValue;
  readonly breaches: readonly Breach[];
}

/** One breach of one example. */
interface Told {
  readonly breach: TellingBreach;
  readonly at: Spot;
  readonly example: JudgedExample;
}

/** A breach that is one: a placeholder may stand for what is wanted. */
type TellingBreach = Breach & { readonly kind: Exclude<BreachKind, 'placeholder'> };

function isTelling(breach: Breach): breach is TellingBreach {
  return breach.kind !== 'placeholder';
}

/**
 * Tells each mistake where it would be put right: in the example; in the file that most examples have it from; at the `$ref` that brings
 * what is right elsewhere to where it is wrong; or in the schema, when one place of it contradicts all of its examples.
 */
export function tellBreaches(tree: SourceTree, report: Report, judged: readonly JudgedExample[]): void {
  const all = judged.flatMap((example) =>
    example.breaches.filter(isTelling).map((breach): Told => ({ breach, at: example.meant.spotOf(breach.pointer, breach.part), example })),
  );
  for (const { meant, breaches } of judged) {
    for (const { kind, pointer, message } of breaches) if (kind === 'placeholder') report.unjudged(meant.spotOf(pointer), message);
  }
  const files = sharedFiles(judged, all);
  const wrongAt = grouped(all, nameOf);
  /** Whether the file that an example has a part from is where that part is wrong: it is in most of its uses. */
  const isOfFile = (each: Told): boolean => {
    const { uses = 0, wrong = 0 } = files.get(each.at.source) ?? {};
    const alike = wrongAt.get(nameOf(each))?.length ?? 0;
    return wrong >= uses || alike * 2 > uses;
  };
  const open = withoutSharedLacks(report, all, files);
  const ofSchemas = wrongSchemas(
    tree,
    report,
    judged,
    // What breaks several schemas is wrong itself.
    open.filter((each) => !isReferred(each) || !isOfFile(each) || schemasBrokenAt(wrongAt.get(nameOf(each))) < 2),
  );
  const sitesOf = new Map<SourceFile, Set<string>>();
  for (const each of open.filter((told) => !ofSchemas.has(told))) {
    if (!isReferred(each) || isOfFile(each)) tell(report, each);
    else {
      const sites = sitesOf.get(each.at.source) ?? new Set<string>();
      sitesOf.set(each.at.source, sites);
      tellAtSite(report, each, sites);
    }
  }
}

/** What is the same of all breaches of one part by what is wrong with it. */
function nameOf({ at, breach }: Told): string {
  return `${spotName(at)} ${breach.kind}`;
}

function schemasBrokenAt(alike: readonly Told[] = []): number {
  return new Set(alike.map(({ breach }) => placeName(breach.schema))).size;
}

/** Whether the part that is wrong stands in another file than the example. */
function isReferred({ at, example }: Told): boolean {
  return at.source !== example.use.example.source;
}

/** In how many examples a file is the example or a part of it, and in how many of them something in it is wrong. */
type SharedFiles = ReadonlyMap<SourceFile, { readonly uses: number; readonly wrong: number }>;

function sharedFiles(judged: readonly JudgedExample[], all: readonly Told[]): SharedFiles {
  const wrong = new Map<JudgedExample, Set<SourceFile>>();
  for (const { example, at } of all) {
    const known = wrong.get(example);
    if (known === undefined) wrong.set(example, new Set([at.source]));
    else known.add(at.source);
  }
  const files = new Map<SourceFile, { uses: number; wrong: number }>();
  for (const example of judged) {
    for (const file of [example.use.example.source, ...example.meant.otherFiles]) {
      const known = files.get(file) ?? { uses: 0, wrong: 0 };
      files.set(file, known);
      known.uses += 1;
      if (wrong.get(example)?.has(file) === true) known.wrong += 1;
    }
  }
  return files;
}

function grouped<Item>(items: readonly Item[], nameOf: (item: Item) => string | undefined): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

function spotName(at: Spot): string {
  return `${at.source.path}#${'range' in at ? at.range.start : at.pointer}`;
}

/** How many examples have to share a mistake before it is looked for in what they have in common. */
const many = 3;

/** The places of types that all examples of a tree contradict. */
const wrongTypes = new WeakMap<SourceTree, Set<string>>();

/** Whether a type, by its place, was told as wrong when the examples of the tree were judged. */
export function isWrongType(tree: SourceTree, place: Place): boolean {
  return wrongTypes.get(tree)?.has(placeName(place)) === true;
}

/** Tells where a schema is contradicted by every example that there is of it; returns the breaches that come of that. */
function wrongSchemas(tree: SourceTree, report: Report, judged: readonly JudgedExample[], all: readonly Told[]): ReadonlySet<Told> {
  const told = new Set<Told>();
  const known = wrongTypes.get(tree) ?? new Set<string>();
  wrongTypes.set(tree, known);
  for (const group of grouped(all, ({ breach }) => (isAboutType(breach) ? placeName(breach.schema) : undefined)).values()) {
    const [first] = group;
    const sites = new Map(group.map(({ breach, example }) => [siteName(example, breach), example.meant.siteOf(breach.pointer)]));
    // What stands right beside a type was written for it.
    const origins = new Set(group.map(({ at }) => spotName(at)));
    const isBeside = group.some(({ breach, example }) => `${example.use.schema?.pointer}/type` === breach.schema.pointer);
    const isDoubtful = first !== undefined && isDoubtfulAt(first.breach.schema);
    const least = isDoubtful ? 1 : isBeside ? 2 : many;
    if (first === undefined || sites.size < least || (origins.size < 2 && !isDoubtful) || fitsElsewhere(tree, judged, first.breach.schema))
      continue;
    const { kind, schema, message } = first.breach;
    const alike = sites.size > 1 ? `, and ${sites.size - 1} other ${sites.size > 2 ? 'examples do' : 'example does'} not fit either` : '';
    report.finding(
      codeOfBreach(kind, false),
      schema,
      `${message.replace(/; [^;]*$/, '')}${alike}; correct the type here, or ${sites.size > 1 ? 'the examples' : 'the example'}`,
      { related: [...sites.values()].slice(0, 5).map((at) => ({ at, message: 'an example that does not fit' })) },
    );
    for (const each of group) told.add(each);
    known.add(placeName(schema));
  }
  return told;
}

/** Whether what stands beside a type speaks against it as well. */
function isDoubtfulAt({ source, pointer }: Place): boolean {
  return isDoubtfulType(valueAt(source.yaml?.value, pointer.slice(0, -'/type'.length)), true);
}

function isAboutType({ kind, schema }: Breach): boolean {
  return (kind === 'type' || kind === 'quoted' || kind === 'unquoted') && schema.pointer.endsWith('/type');
}

/** Entries of one list have one name. */
function siteName({ meant }: JudgedExample, { pointer }: Breach): string {
  return spotName(meant.siteOf(pointer)).replaceAll(/\/\d+(?=\/|$)/g, '/#');
}

/** Whether an example with which nothing is wrong is held against a schema that others contradict. */
function fitsElsewhere(tree: SourceTree, judged: readonly JudgedExample[], { source, pointer }: Place): boolean {
  const isHeldAgainst = reaches(tree, { source, pointer: pointer.slice(0, -'/type'.length) });
  const leading = filesLeadingTo(tree, source);
  return judged.some((example) => {
    const { schema, edition } = example.use;
    if (schema === undefined || example.breaches.length > 0 || !leading.has(schema.source)) return false;
    return isHeldAgainst(schema, example.meant.value, edition);
  });
}

/** The files that refer to a file, over however many others, and that file. */
function filesLeadingTo(tree: SourceTree, file: SourceFile): ReadonlySet<SourceFile> {
  const found = new Set([file]);
  const { references } = describedParts(tree);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { source, target } of references) if (target?.found === true && found.has(target.source)) found.add(source);
  }
  return found;
}

/** Tells of the keys that many examples lack because a mapping of another file, which they are made of, does; returns what is left. */
function withoutSharedLacks(report: Report, all: readonly Told[], files: SharedFiles): readonly Told[] {
  const groups = new Map<string, { readonly layer: Place; readonly told: Told[] }>();
  for (const each of all) {
    const { missing, pointer, part } = each.breach;
    if (missing === undefined || part === 'key') continue;
    for (const layer of each.example.meant.layersOf(pointer)) {
      const name = `${placeName(layer)} ${missing}`;
      const group = groups.get(name) ?? { layer, told: [] };
      groups.set(name, group);
      group.told.push(each);
    }
  }
  const usesOf = ({ source }: Place): number => files.get(source)?.uses ?? 0;
  const shareOf = ({ layer, told }: { readonly layer: Place; readonly told: readonly Told[] }): number => told.length / usesOf(layer);
  const left = new Set(all);
  // Of mappings that are made of one another, the one that most of its examples lack the key of.
  const likely = [...groups.values()].toSorted((one, other) => shareOf(other) - shareOf(one) || other.told.length - one.told.length);
  for (const { layer, told } of likely) {
    const open = told.filter((each) => left.has(each));
    const [first] = open;
    if (first === undefined || open.length < many || open.length * 2 <= usesOf(layer)) continue;
    const { kind, message } = first.breach;
    report.finding(codeOfBreach(kind, false), layer, `${message}: ${open.length} examples that are made of this lack it`, {
      related: [schemaOf(first.breach), ...open.slice(0, 4).map(({ at }) => ({ at, message: 'an example that lacks it' }))],
    });
    for (const each of open) left.delete(each);
  }
  return all.filter((each) => left.has(each));
}

function tell(report: Report, { breach, at, example }: Told): void {
  const chosen = codeOfBreach(breach.kind, example.use.isParameter && breach.pointer === '');
  const message = inPlace(breach, isReferred({ breach, at, example }) ? (at.pointer ?? '') : breach.pointer);
  report.finding(chosen, at, message, { related: [schemaOf(breach)] });
}

/** Tells the first of what is wrong with an example, at the `$ref` that has brought it there. */
function tellAtSite(report: Report, { breach, at, example }: Told, sites: Set<string>): void {
  const site = example.meant.siteOf(breach.pointer);
  const name = placeName({ source: site.source, pointer: site.pointer ?? '' });
  if (sites.has(name)) return;
  sites.add(name);
  const message = `${inPlace(breach, breach.pointer)}; ${at.source.path} is right elsewhere, but does not fit the schema here`;
  report.finding(codeOfBreach(breach.kind, false), site, message, {
    related: [{ at, message: 'the part that does not fit' }, schemaOf(breach)],
  });
}

function inPlace({ message }: Breach, pointer: string): string {
  return pointer === '' ? message : `${pointer}: ${message}`;
}

function schemaOf({ schema }: Breach): { readonly at: Spot; readonly message: string } {
  return { at: { ...schema, part: 'key' }, message: 'what the schema says' };
}
