import type { CodeBlock } from './code-block.ts';

/** The text between the last heading before a block and the block itself, as far as the file shows it. */
export function sectionBefore({ source, headings, range }: CodeBlock): string {
  const before = source.text.slice(0, range.start);
  const heading = headings.at(-1);
  if (heading === undefined || heading === '') return before;
  const at = before.lastIndexOf(heading);
  return at < 0 ? '' : before.slice(at + heading.length);
}
