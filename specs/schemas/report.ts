/** The words of RFC 2119 that a rule's sentence carries. A negation (MUST NOT) has the level of its word. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/**
 * What a run says about one rule. `failed`: a MUST is broken; `warned`: a SHOULD is broken; `unsupported`: lawfully absent
 * (a MAY that the server does not take up is that too); `inconclusive`: could not be put to the test; `broken`: a mistake of
 * this program; `expected`: a listed deviation that is still there.
 */
export type Verdict = (typeof verdicts)[number];
export const verdicts = ['passed', 'failed', 'warned', 'unsupported', 'inconclusive', 'broken', 'expected'] as const;

/** A line of a file of this project, relative to its root. */
export interface Position {
  readonly file: string;
  readonly line: number;
}

/** One request and what came back, with every secret masked. `response` is absent when none came in time. */
export interface RecordedExchange {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly milliseconds: number;
  /** The same request as a command line; secrets stand as shell variables. */
  readonly curl: string;
}

/** One rule of the edition with its verdict, as the JSON report lists it. */
export interface RuleReport {
  readonly id: string;
  readonly family: string;
  readonly level: Level;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly position: Position;
  readonly see: string;
  readonly message?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly exchanges?: readonly RecordedExchange[];
  /** The reason given in the expectations file, for the verdict `expected`. */
  readonly reason?: string;
  /** The command that puts this rule to the test again. */
  readonly rerun?: string;
  readonly milliseconds: number;
}

/** Whether the server offers something, and what shows it. */
export interface Capability {
  readonly present: boolean;
  readonly evidence: string;
  /** Nothing that came says whether it is offered: no answer, or a failure of the server. What needs it is `inconclusive`. */
  readonly unclear?: true;
}

/** The JSON report of a run; `specs/schemas/report.schema.json` is its published schema. */
export interface Report {
  readonly format: 1;
  readonly suite: { readonly name: string; readonly version: string };
  readonly target: { readonly id: string; readonly url: string; readonly software?: string };
  readonly spec: string;
  readonly capabilities: Readonly<Record<string, Capability>>;
  readonly totals: Readonly<Record<Verdict, number>>;
  readonly rules: readonly RuleReport[];
  /** Whatever else makes the run fail: expectations that no longer hold, required capabilities that are absent. */
  readonly problems: readonly string[];
  /** Set when the run was stopped before every rule was put to the test. */
  readonly interrupted?: true;
  readonly milliseconds: number;
}
