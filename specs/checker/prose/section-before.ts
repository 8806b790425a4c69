import type { CodeBlock } from './code-block.ts';

/** The text between the last heading before a block and the block itself, as far as the file shows it. */
export function sectionBefore({ source, headings, range }: CodeBlock): string {
  const before = source.text.slice(0, range.start);
  const heading = headings.at(-1);
  if (heading === undefined || heading === '') return before;
  // It may stand in a text below it as well.
  const own = [...before.matchAll(new RegExp(`^[#\\s>]*${escaped(heading)}(?=[ \\t#]*(?:\\{.*)?\\r?$)`, 'gm'))].at(-1);
  const at = own === undefined ? before.lastIndexOf(heading) : own.index + own[0].length - heading.length;
  return at < 0 ? '' : before.slice(at + heading.length);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
