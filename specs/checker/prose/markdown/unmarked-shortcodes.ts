import type { Range } from '../../../yaml/lines.ts';

/** A line with the name of a shortcode in two braces that have no mark, which is shown as it stands. */
export interface UnmarkedShortcode {
  readonly name: string;
  readonly range: Range;
  /** What is meant. */
  readonly wanted: string;
}

/** Lines such as `{{ name }}`, with a name that the layout knows as that of a shortcode. */
export function unmarkedShortcodes(text: string, names: ReadonlySet<string>): readonly UnmarkedShortcode[] {
  if (!/\{\{ ?[\w/]/.test(text)) return [];
  const found: UnmarkedShortcode[] = [];
  for (const { index, 0: line, 1: slash = '', 2: name = '', 3: rest = '' } of text.matchAll(
    /^ {0,3}\{\{ *(\/? *)([\w./-]*\w)((?: [^{}\r\n]*)?)\}\}[ \t]*$/gm,
  )) {
    if (!names.has(name)) continue;
    const written = `${slash.trim()}${name}${rest.trimEnd()}`;
    const start = index + line.indexOf('{');
    found.push({ name, range: { start, end: index + line.trimEnd().length }, wanted: `{{% ${written} %}}` });
  }
  return found;
}
