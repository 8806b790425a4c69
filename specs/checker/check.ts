import type { FindingLevel, Fix } from './finding.ts';
import type { Range } from '../yaml/lines.ts';
import type { SourceFile } from './sources/source-file.ts';
import type { SourceTree } from './sources/source-tree.ts';

/** A kind of mistake. Its samples explain it, and prove the check. */
export interface Code {
  /** `family/plain-claim` of what is wrong; never renamed. */
  readonly name: string;
  readonly level: FindingLevel;
  /** Says nothing of a place of which a check before has said something: one mistake is one finding. */
  readonly givesWay?: true;
  /** A few sentences: what is wrong with it, why that matters, what to write instead. */
  readonly explanation: string;
  /** The smallest tree with this mistake, and no other finding. */
  readonly wrong: Sample;
  /** The same tree without it, which has no finding at all. */
  readonly right: Sample;
}

/** Files by path. In a wrong sample the line with the mistake is the one that holds `at`. */
export interface Sample {
  readonly files: Readonly<Record<string, string>>;
  /** Where the finding stands: `path:line`. Only in wrong samples. */
  readonly at?: string;
}

/** What one look at the sources can find. */
export interface Check {
  readonly codes: readonly Code[];
  run(tree: SourceTree, report: Report): void;
}

/** Where something stands: a part of a YAML or JSON file by its pointer, or a range of the text. */
export type Spot =
  | { readonly source: SourceFile; readonly pointer: string; readonly part?: 'key' | 'value' }
  | { readonly source: SourceFile; readonly range: Range; readonly pointer?: string };

/** What a check has to say. A place that lies outside of the path that is checked yields no finding. */
export interface Report {
  /** Takes a finding; a second one of the same code at the same place is dropped. */
  finding(code: Code, at: Spot, message: string, more?: FindingDetails): void;
  /** Counts what was looked at; an example is counted once, by whoever validates it. */
  looked(what: Counted, times?: number): void;
  /** Says what was seen but could not be judged, and why: silence must never look like a pass. */
  unjudged(at: Spot, reason: string): void;
}

export interface FindingDetails {
  readonly related?: readonly { readonly at: Spot; readonly message: string }[];
  readonly fix?: Fix;
}

export type Counted = 'operations' | 'schemas' | 'references' | 'examples' | 'blocks' | 'links' | 'headings';
