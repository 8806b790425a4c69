import type { Place } from './place.ts';

/** A part of a file: where it stands (after `$ref`s have been followed, where its content is), and what is there. */
export interface Part extends Place {
  readonly value: unknown;
}

/** An operation of an API description, the same for OpenAPI 3 and Swagger 2.0. */
export interface Operation extends Part {
  /** Lower case. */
  readonly method: string;
  /** The key under `paths`. */
  readonly path: string;
  /** With the base path of its server in front: `/_matrix/client/v3/login`, or `/_matrix/client/%CLIENT_MAJOR_VERSION%/login` in 2016. */
  readonly fullPath: string;
  readonly operationId: string | undefined;
  /** Those of the path and of the operation, without the bodies of Swagger 2.0. */
  readonly parameters: readonly Parameter[];
  readonly bodies: readonly Body[];
  readonly responses: readonly Response[];
  /** The whole description that it belongs to. */
  readonly api: Part;
  /** The path item that it stands in. */
  readonly pathItem: Part;
  /** Path items, parameters, bodies and responses that are behind a `$ref` that leads nowhere: the lists above are without them. */
  readonly unresolved: readonly Part[];
}

export interface Parameter extends Part {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  /** The schema: that of OpenAPI 3, or the parameter itself, which is one in Swagger 2.0. */
  readonly schema: Part | undefined;
  readonly examples: readonly Part[];
}

/** A body of a request or of a response, in one media type. */
export interface Body {
  /** `application/json` unless the description says otherwise. */
  readonly mediaType: string;
  readonly schema: Part | undefined;
  /** Whole-body examples, at every place where one can stand: `example`, the values of `examples`. */
  readonly examples: readonly Part[];
}

export interface Response extends Part {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly bodies: readonly Body[];
  readonly headers: readonly {
    readonly name: string;
    readonly part: Part;
    readonly schema: Part | undefined;
    readonly examples: readonly Part[];
  }[];
}
