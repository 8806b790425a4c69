import type { Range } from '../../../yaml/lines.ts';

/** A shortcode of Hugo in a Markdown file: `{{% name key="value" %}}`, or `{{% /name %}}`. */
export interface Shortcode {
  readonly name: string;
  readonly kind: 'opening' | 'closing' | 'self-closing';
  /** Named parameters; those without a name go by their number, from 0. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly range: Range;
  readonly nameRange: Range;
  /** Where the value of a parameter stands, without its quotes. */
  readonly valueRanges: Readonly<Record<string, Range>>;
}

/** A `{{%` or `{{<` that no `%}}` or `>}}` ends, or one that is ended by the other's mark. */
export interface BrokenShortcode {
  readonly range: Range;
  /** The mark that is wanted at its end. */
  readonly wanted: '%}}' | '>}}';
}

/** How much of a line is shown of a shortcode without an end. */
const longest = 300;

/** What stands between `{{%` and `%}}`, or `{{<` and `>}}`, in a text. Those that are commented out are no shortcodes. */
export function shortcodesIn(text: string): { readonly shortcodes: readonly Shortcode[]; readonly broken: readonly BrokenShortcode[] } {
  const shortcodes: Shortcode[] = [];
  const broken: BrokenShortcode[] = [];
  const opening = /\{\{([%<])/g;
  const lastClose = text.lastIndexOf('}}');
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index;
    const wanted = match[1] === '%' ? '%}}' : '>}}';
    const next = text.indexOf('{{', start + 3);
    const close = start < lastClose ? text.indexOf('}}', start + 3) : -1;
    const closedBefore = close < 0 || (next >= 0 && next < close) ? undefined : close + 2;
    if (closedBefore === undefined || !text.startsWith(wanted, closedBefore - 3)) {
      const rest = text.slice(start, next < 0 ? start + longest : Math.min(next, start + longest));
      const lineEnd = rest.search(/[\r\n]/);
      broken.push({ range: { start, end: closedBefore ?? start + (lineEnd < 0 ? rest.length : lineEnd) }, wanted });
      opening.lastIndex = closedBefore ?? start + 3;
      continue;
    }
    const shortcode = shortcodeOf(text, { start, end: closedBefore });
    if (shortcode !== undefined) shortcodes.push(shortcode);
    opening.lastIndex = closedBefore;
  }
  return { shortcodes, broken };
}

function shortcodeOf(text: string, range: Range): Shortcode | undefined {
  const inner = text.slice(range.start + 3, range.end - 3);
  const head = /^\s*(\/?)\s*([\w./-]*\w)/.exec(inner);
  const name = head?.[2];
  if (head === null || name === undefined) return undefined;
  const innerStart = range.start + 3;
  const nameRange = { start: innerStart + head[0].length - name.length, end: innerStart + head[0].length };
  const parameters: Record<string, string> = {};
  const valueRanges: Record<string, Range> = {};
  const parameter = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`]+))|"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`/]+)/g;
  parameter.lastIndex = head[0].length;
  let position = 0;
  for (let match = parameter.exec(inner); match !== null; match = parameter.exec(inner)) {
    const key = match[1] ?? String(position++);
    const value = match.slice(2).find((each) => each !== undefined) ?? '';
    parameters[key] = value;
    const quote = /["`]$/.test(match[0]) ? 1 : 0;
    const end = innerStart + match.index + match[0].length - quote;
    valueRanges[key] = { start: end - value.length, end };
  }
  const kind = head[1] === '/' ? 'closing' : /\/\s*$/.test(inner) ? 'self-closing' : 'opening';
  return { name, kind, parameters, range, nameRange, valueRanges };
}
