import type { Report, Spot } from '../../check.ts';
import type { LinkTally } from './dead-links.ts';
import type { LimitedHints } from '../../nearest.ts';
import type { MarkdownText } from '../../prose/markdown.ts';
import type { Site } from '../../prose/markdown/site.ts';
import type { SourceTree } from '../../sources/source-tree.ts';
import type { Range } from '../../../yaml/lines.ts';

/** What the links of a text are looked at with. */
export interface LinkLook {
  readonly tree: SourceTree;
  /** Undefined when the tree has no pages of one. */
  readonly site: Site | undefined;
  readonly text: MarkdownText;
  readonly report: Report;
  readonly hints: LimitedHints;
  readonly tally: LinkTally;
}

/** Where a range of a text stands. */
export function spotIn({ source, pointer, offsetOf }: MarkdownText, { start, end }: Range): Spot {
  const from = offsetOf(start);
  const range = { start: from, end: end > start ? offsetOf(end - 1) + 1 : from };
  return pointer === undefined ? { source, range } : { source, range, pointer };
}
