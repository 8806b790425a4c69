import { byPlace } from './by-place.ts';
import type { Check, Code, Counted, FindingDetails, Report, Spot } from './check.ts';
import { checks } from './checks/all.ts';
import type { Finding, FindingPlace } from './finding.ts';
import type { SourceTree } from './sources/source-tree.ts';

/** What a look at the sources has found. */
export interface CheckResult {
  readonly tree: SourceTree;
  /** By file, then by place. */
  readonly findings: readonly Finding[];
  /** How much was looked at. */
  readonly checked: Readonly<Record<Counted | 'files', number>>;
  /** What was seen but could not be judged. */
  readonly unjudged: readonly Unjudged[];
}

/** A part of the sources that could not be judged. */
export interface Unjudged extends FindingPlace {
  readonly reason: string;
}

/** Looks at everything in a tree, by all checks unless others are given. */
export function checkTree(tree: SourceTree, by: readonly Check[] = checks): CheckResult {
  const places = new Set<string>();
  const findings = new Map<string, Finding>();
  const unjudged: Unjudged[] = [];
  const checked = {
    files: tree.files.filter(({ kind }) => kind !== 'other').length,
    operations: 0,
    schemas: 0,
    references: 0,
    examples: 0,
    blocks: 0,
    links: 0,
    headings: 0,
  };
  const report: Report = {
    finding(code, at, message, details = {}) {
      if (!at.source.checked) return;
      const finding = findingOf(code, at, message, details);
      const place = `${finding.source.path}:${finding.line}:${finding.column}`;
      const identity = `${finding.code} ${place}`;
      if (findings.has(identity) || (code.givesWay === true && places.has(place))) return;
      findings.set(identity, finding);
      places.add(place);
    },
    looked(what, times = 1) {
      checked[what] += times;
    },
    unjudged(at, reason) {
      if (at.source.checked) unjudged.push({ ...placeOf(at), reason });
    },
  };
  for (const check of by) check.run(tree, report);
  return { tree, findings: [...findings.values()].toSorted(byPlace), checked, unjudged: unjudged.toSorted(byPlace) };
}

/** Every kind of mistake that is looked for, by name. */
export function allCodes(): readonly Code[] {
  return checks.flatMap(({ codes }) => codes).toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function findingOf({ name, level }: Code, at: Spot, message: string, { related = [], fix }: FindingDetails): Finding {
  return {
    ...placeOf(at),
    code: name,
    level,
    message,
    related: related.map((other) => ({ ...placeOf(other.at), message: other.message })),
    ...(fix === undefined ? {} : { fix }),
  };
}

function placeOf(at: Spot): FindingPlace {
  const { source, pointer } = at;
  const range = 'range' in at ? at.range : (source.yaml?.rangeOf(at.pointer, at.part) ?? { start: 0, end: 0 });
  const [start, end] = [source.lines.at(range.start), source.lines.at(range.end)];
  return {
    source,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(pointer === undefined ? {} : { pointer }),
  };
}
