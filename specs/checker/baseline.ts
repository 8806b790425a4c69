import { isMapping } from '../reader/resolve.ts';
import type { Finding } from './finding.ts';
import { lineText } from './line-text.ts';

/** Findings that are known, so that only new ones count. */
export interface Baseline {
  readonly format: 1;
  readonly findings: readonly KnownFinding[];
}

/** A known finding, by what stays the same when lines are added and removed around it. */
export interface KnownFinding {
  /** Relative to the root of the specification. */
  readonly file: string;
  readonly code: string;
  /** The text of the line, without the blanks around it. */
  readonly text: string;
}

/** What a baseline says about findings. */
export interface HeldAgainstBaseline {
  /** Findings that it does not know. */
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** Entries to which no finding belongs any more. */
  readonly stale: readonly KnownFinding[];
}

/** A file that is no baseline. The message is one line. */
export class NoBaseline extends Error {
  override readonly name = 'NoBaseline';
}

/** The baseline of which every one of these findings is a part. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  return { format: 1, findings: findings.map(knownAs) };
}

/** Reads the text of a baseline. @throws NoBaseline */
export function parseBaseline(text: string): Baseline {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new NoBaseline(`it is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  if (!isMapping(content) || content['format'] !== 1 || !Array.isArray(content['findings']))
    throw new NoBaseline('it is no baseline: it wants {"format": 1, "findings": […]}, as --write-baseline writes it');
  const entries: readonly unknown[] = content['findings'];
  return { format: 1, findings: entries.map(entryOf) };
}

/** Tells new findings from known ones: each entry stands for one finding. @param isChecked whether a file has been looked at this time. */
export function holdAgainst(baseline: Baseline, findings: readonly Finding[], isChecked: (file: string) => boolean): HeldAgainstBaseline {
  const open = new Map<string, number>();
  for (const entry of baseline.findings) open.set(identityOf(entry), (open.get(identityOf(entry)) ?? 0) + 1);
  const fresh: Finding[] = [];
  const known: Finding[] = [];
  for (const finding of findings) {
    const identity = identityOf(knownAs(finding));
    const left = open.get(identity) ?? 0;
    if (left > 0) open.set(identity, left - 1);
    (left > 0 ? known : fresh).push(finding);
  }
  const stale = baseline.findings.filter((entry) => {
    const left = open.get(identityOf(entry)) ?? 0;
    if (left > 0) open.set(identityOf(entry), left - 1);
    return left > 0 && isChecked(entry.file);
  });
  return { fresh, known, stale };
}

function knownAs({ source, code, line }: Finding): KnownFinding {
  return { file: source.path, code, text: lineText(source, line) };
}

function identityOf({ file, code, text }: KnownFinding): string {
  return JSON.stringify([file, code, text]);
}

function entryOf(entry: unknown, index: number): KnownFinding {
  if (isMapping(entry)) {
    const { file, code, text } = entry;
    if (typeof file === 'string' && typeof code === 'string' && typeof text === 'string') return { file, code, text };
  }
  throw new NoBaseline(`it is no baseline: entry ${index + 1} of "findings" wants "file", "code" and "text", each a string`);
}
