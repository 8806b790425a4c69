import type { Lines, Range } from '../../yaml/lines.ts';
import type { YamlContent } from '../../yaml/yaml-content.ts';

/**
 * What a file is, found from its content:
 * `api`: an OpenAPI 3 or Swagger 2.0 description; `schema`: a JSON Schema, which a definition or an event is; `event-example`: an event;
 * `data`: other YAML or JSON; `markdown`; `rst`; `fragment`: an entry of the changelog to be; `template`: HTML of the site's layout;
 * `other`: nothing that is looked at.
 */
export type SourceKind = 'api' | 'schema' | 'event-example' | 'data' | 'markdown' | 'rst' | 'fragment' | 'template' | 'other';

/** A file of the sources. Everything but its path is read on first use. */
export interface SourceFile {
  /** Relative to the root of the tree, with `/` between the parts. */
  readonly path: string;
  /** Whether findings are wanted here: it is below the path that is checked, and not only referred to from there. */
  readonly checked: boolean;
  readonly kind: SourceKind;
  /** Empty when it cannot be read. */
  readonly text: string;
  /** Why the text is not what the file holds, if it is not. */
  readonly problem: FileProblem | undefined;
  readonly lines: Lines;
  /** The content of a file of kind `api`, `schema`, `event-example` or `data`; undefined for the others. */
  readonly yaml: YamlContent | undefined;
}

/** Why a file, or what has its name, cannot be looked at as it is. */
export interface FileProblem {
  readonly kind: 'unreadable' | 'binary' | 'too-large' | 'invalid-utf8' | 'useless-link';
  readonly message: string;
  readonly range?: Range;
}
