import type { Level, Position } from '../schemas/report.ts';
import type { Edition } from './edition.ts';

/** A JSON Schema (2020-12) as plain frozen data, with every `$ref` resolved in place. */
export type Schema = Readonly<Record<string, unknown>> | boolean;

/** What a rule's claim rests on: the text of the standard, its API definitions, or what an attacker would gain. */
export type Basis = 'text' | 'schema' | 'security';

interface RuleBase {
  readonly id: string;
  readonly family: string;
  readonly level: Level;
  /** What a conformant server does, one sentence with its key word. */
  readonly sentence: string;
  readonly position: Position;
  /** The public place in the standard. */
  readonly see: string;
}

/** A sentence of `specs/text`. */
export interface WrittenRule extends RuleBase {
  readonly kind: 'written';
  readonly basis: Basis;
  /** Operations and statuses that the rule is about, as written: `POST /login 403`. */
  readonly api: readonly string[];
  /** Names of the capabilities without which the rule cannot be put to the test. */
  readonly needs: readonly string[];
  /** Held against every exchange of every test, instead of having a test of its own. */
  readonly watched: boolean;
  readonly since?: Edition;
  readonly until?: Edition;
  readonly note?: string;
}

/** A response of an operation of `specs/api`; its id is `api/<operation>/<status>`. */
export interface DerivedRule extends RuleBase {
  readonly kind: 'derived';
  readonly operation: string;
  readonly status: number;
}

export type Rule = WrittenRule | DerivedRule;

/** A response that an operation documents in an edition. */
export interface ResponseDescription {
  readonly status: number;
  readonly schema: Schema;
  /** The media type that the body has, `application/json` throughout. */
  readonly contentType: string;
  readonly headers: Readonly<Record<string, Schema>>;
  /** The example of the response, if the sources have one. */
  readonly example?: unknown;
  readonly position: Position;
  /** Where the sources describe what stands at a JSON pointer into the body; the nearest part above, if they say nothing of it. */
  lineOf(pointer: string): Position;
}

/** An endpoint with its method, as an edition has it. */
export interface Operation {
  /** `post-login`, `get-account-3pid`: method and path without its version prefix. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The whole path, for instance `/_matrix/client/v3/login`. */
  readonly path: string;
  /** Whether an access token is `required`, `optional` or not looked at (`none`). */
  readonly accessToken: 'required' | 'optional' | 'none';
  /** Whether the operation uses User-Interactive Authentication. */
  readonly interactive: boolean;
  readonly query: Readonly<Record<string, Schema>>;
  readonly requestSchema?: Schema;
  readonly responses: ReadonlyMap<number, ResponseDescription>;
  readonly position: Position;
  readonly see: string;
}

/** Everything that `specs/` says, for one edition. Frozen. */
export interface Catalogue {
  readonly edition: Edition;
  readonly rules: readonly Rule[];
  readonly operations: ReadonlyMap<string, Operation>;
  rule(id: string): Rule | undefined;
}
