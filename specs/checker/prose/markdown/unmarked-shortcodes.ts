import type { Range } from '../../../yaml/lines.ts';

/** The name of a shortcode in braces that have no mark, which is shown as it stands. */
export interface UnmarkedShortcode {
  readonly name: string;
  readonly range: Range;
  /** What is meant. */
  readonly wanted: string;
}

/** `{{ name }}` and `{% name %}`, with a name that the layout knows as that of a shortcode. */
export function unmarkedShortcodes(text: string, names: ReadonlySet<string>): readonly UnmarkedShortcode[] {
  if (!/\{\{ ?[\w/]|(?<!\{)\{% ?[\w/]/.test(text)) return [];
  const found: UnmarkedShortcode[] = [];
  for (const { index, 0: line, 1: slash = '', 2: name = '', 3: rest = '' } of text.matchAll(
    /(?<![{`])\{(?:\{|%) *(\/? *)([\w./-]*\w)((?: [^{}%\r\n]*)?)(?:\}|%)\}(?![}`])/g,
  )) {
    if (!names.has(name) || isInCode(text, index)) continue;
    const written = `${slash.trim()}${name}${rest.trimEnd()}`;
    found.push({ name, range: { start: index, end: index + line.length }, wanted: `{{% ${written} %}}` });
  }
  return found;
}

/** Whether a code span is open on the line before an offset. */
function isInCode(text: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return (before.match(/`/g)?.length ?? 0) % 2 === 1;
}
