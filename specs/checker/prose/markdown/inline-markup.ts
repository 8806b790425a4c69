import type { Range } from '../../../yaml/lines.ts';
import type { HtmlId, MarkdownLink, MarkupMistake } from './markdown-document.ts';

/** A run of text with markup, and where its characters stand. */
export interface InlineText {
  readonly text: string;
  readonly offsetOf: (index: number) => number;
}

/** Where what was found in inline text goes. */
export interface InlineSink {
  readonly links: MarkdownLink[];
  readonly htmlIds: HtmlId[];
  readonly mistakes: MarkupMistake[];
}

/** Finds the links and ids of a paragraph, a heading or a cell; what stands in code, in formulas and in comments is none. */
export function readInline(inline: InlineText, sink: InlineSink): void {
  const { text } = inline;
  if (!/[[<`]/.test(text)) return;
  const codeEnds = text.includes('`') ? codeSpans(text) : new Map<number, number>();
  const brackets: { readonly at: number; readonly isImage: boolean }[] = [];
  const range = (start: number, end: number): Range => rangeIn(inline, start, end);
  const special = /[\\`<![\])]/g;
  for (let match = special.exec(text), at = 0; match !== null; special.lastIndex = at + 1, match = special.exec(text)) {
    at = match.index;
    const char = match[0];
    if (char === '\\') {
      const formula = text[at + 1] === '(' ? text.indexOf('\\)', at + 2) : -1;
      at = formula < 0 ? at + 1 : formula + 1;
    } else if (char === '`') {
      const end = codeEnds.get(at);
      if (end !== undefined) {
        rstLink(inline, at, end, sink);
        at = end - 1;
      } else while (text[at + 1] === '`') at += 1;
    } else if (char === '<') {
      const end = readTag(inline, at, sink);
      if (end !== undefined) at = end - 1;
    } else if (char === '!' && text[at + 1] === '[') {
      brackets.push({ at: at + 1, isImage: true });
      at += 1;
    } else if (char === '[') {
      brackets.push({ at, isImage: false });
    } else if (char === ')' && text[at + 1] === '[') {
      const reversed = /\)\[((?:https?:\/\/|#|\/)[^\]\s]{1,500})\]/y;
      reversed.lastIndex = at;
      const address = reversed.exec(text)?.[1];
      if (address === undefined) continue;
      sink.mistakes.push({ kind: 'reversed-link', range: range(at + 1, reversed.lastIndex), written: address });
    } else if (char === ']') {
      const bracket = brackets.pop();
      if (bracket === undefined) continue;
      const shown = text.slice(bracket.at + 1, at);
      const { isImage } = bracket;
      if (text[at + 1] === '(') {
        const inner = destinationAt(text, at + 2);
        if (inner !== undefined) {
          sink.links.push({
            kind: 'inline',
            isImage,
            destination: inner.destination,
            label: undefined,
            perhaps: false,
            text: shown,
            range: inner.start === inner.end ? range(bracket.at, inner.after) : range(inner.start, inner.end),
          });
          at = inner.after - 1;
          continue;
        }
        const broken = /\((?=https?:\/\/|#|\/)[^)\n]{0,300}\)?/y;
        broken.lastIndex = at + 1;
        const written = broken.exec(text)?.[0];
        if (written !== undefined) {
          sink.mistakes.push({ kind: 'broken-link', range: range(at + 1, broken.lastIndex), written });
          at = broken.lastIndex - 1;
          continue;
        }
      }
      const spaced = / \((?:https?:\/\/|#|\/)[^()\s]{1,500}\)/y;
      spaced.lastIndex = at + 1;
      const apart = /[a-z]{2}/i.test(shown) && shown.length < 500 ? spaced.exec(text)?.[0] : undefined;
      if (apart !== undefined) {
        sink.mistakes.push({
          kind: 'spaced-link',
          range: range(bracket.at, spaced.lastIndex),
          written: `[${shown}]${apart}`,
          wanted: `[${shown}]${apart.trim()}`,
        });
      }
      const label = /\[((?:[^[\]\\]|\\.){0,500})\]/y;
      label.lastIndex = at + 1;
      const named = label.exec(text)?.[1];
      if (named !== undefined) {
        const start = named === '' ? bracket.at + 1 : at + 2;
        const end = named === '' ? at : at + 2 + named.length;
        const name = normalLabel(named === '' ? shown : named);
        sink.links.push({
          kind: 'reference',
          isImage,
          destination: undefined,
          label: name,
          perhaps: false,
          text: shown,
          range: range(start, end),
        });
        at = label.lastIndex - 1;
      } else if (shown.trim() !== '' && shown.length < 500) {
        sink.links.push({
          kind: 'reference',
          isImage,
          destination: undefined,
          label: normalLabel(shown),
          perhaps: true,
          text: shown,
          range: range(bracket.at + 1, at),
        });
      }
    }
  }
  for (const { at } of brackets) unclosedLabel(inline, at, sink);
}

/** What opens like a link whose ] is missing: `[text(#id)`. */
function unclosedLabel(inline: InlineText, at: number, sink: InlineSink): void {
  const unclosed = /\[([^[\]()\n]{2,200})\(((?:https?:\/\/|#|\/)[^()\s]{1,500})\)/y;
  unclosed.lastIndex = at;
  const [written, shown, address] = unclosed.exec(inline.text) ?? [];
  if (written === undefined) return;
  sink.mistakes.push({
    kind: 'unclosed-label',
    range: rangeIn(inline, at, at + written.length),
    written,
    wanted: `[${shown}](${address})`,
  });
}

/** Finds the links and ids in a block of HTML. */
export function readHtml(inline: InlineText, sink: InlineSink): void {
  const { text } = inline;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const end = readTag(inline, at, sink);
    if (end !== undefined) at = end - 1;
  }
}

/** A label as it is compared: without case, and with single spaces. */
export function normalLabel(label: string): string {
  return label.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

function rangeIn(inline: InlineText, start: number, end: number): Range {
  const from = inline.offsetOf(start);
  return { start: from, end: end > start ? Math.max(from, inline.offsetOf(end - 1) + 1) : from };
}

/** Where each code span ends, by where it begins. */
function codeSpans(text: string): ReadonlyMap<number, number> {
  const runs: { readonly at: number; readonly length: number }[] = [];
  for (const match of text.matchAll(/`+/g)) runs.push({ at: match.index, length: match[0].length });
  const nextOf = new Map<number, number>();
  const ends = new Map<number, number>();
  for (const { at, length } of runs.toReversed()) {
    const next = nextOf.get(length);
    if (next !== undefined) ends.set(at, next + length);
    nextOf.set(length, at);
  }
  return ends;
}

/** RST's `text <address>`_, which Markdown shows as code. */
function rstLink(inline: InlineText, start: number, end: number, sink: InlineSink): void {
  const { text } = inline;
  if (text[end] !== '_' || /\w/.test(text[end + 1] ?? '')) return;
  const span = text.slice(start, end);
  const match = /^`([^`<>]{1,200}?)\s*<([^\s<>]+)>`$/.exec(span);
  const length = text[end + 1] === '_' ? 2 : 1;
  const range = rangeIn(inline, start, end + length);
  if (match?.[1] !== undefined && match[2] !== undefined) {
    sink.mistakes.push({ kind: 'rst-link', range, written: `${span}${'_'.repeat(length)}`, wanted: `[${match[1]}](${match[2]})` });
  } else {
    const name = span.replaceAll('`', '');
    sink.mistakes.push({ kind: 'rst-link', range, written: `${span}${'_'.repeat(length)}`, wanted: `[${name}](…)` });
  }
}

/** Reads a tag, a comment or an address in angle brackets; gives where it ends. */
function readTag(inline: InlineText, at: number, { links, htmlIds }: InlineSink): number | undefined {
  const { text } = inline;
  if (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at + 4);
    return end < 0 ? text.length : end + 3;
  }
  const tag = /<\/?([a-zA-Z][^<>\s]{0,500})([^<>]*)>/y;
  tag.lastIndex = at;
  const match = tag.exec(text);
  if (match === null) return undefined;
  const [, name = '', attributes = ''] = match;
  if (/^[a-z][a-z0-9+.-]*:/i.test(name) && attributes === '') {
    links.push({
      kind: 'autolink',
      isImage: false,
      destination: name,
      label: undefined,
      perhaps: false,
      text: name,
      range: rangeIn(inline, at + 1, at + 1 + name.length),
    });
    return tag.lastIndex;
  }
  const attributesAt = at + 1 + name.length;
  for (const attribute of attributes.matchAll(/\s(id|name|href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)) {
    const key = (attribute[1] ?? '').toLowerCase();
    const value = attribute[2] ?? attribute[3] ?? attribute[4] ?? '';
    const quote = attribute[4] === undefined ? 1 : 0;
    const end = attributesAt + attribute.index + attribute[0].length - quote;
    const range = rangeIn(inline, end - value.length, end);
    if (key === 'id' || (key === 'name' && name.toLowerCase() === 'a')) htmlIds.push({ id: value, range });
    else if (key === 'href' || key === 'src') {
      links.push({
        kind: 'html',
        isImage: key === 'src',
        destination: value,
        label: undefined,
        perhaps: false,
        text: value,
        range,
      });
    }
  }
  return tag.lastIndex;
}

/** With its title. */
const longestDestination = 1000;

interface Destination {
  readonly destination: string;
  readonly start: number;
  readonly end: number;
  /** Behind the closing parenthesis. */
  readonly after: number;
}

/** What stands in the parentheses of an inline link, from behind the opening one; undefined when it makes no link. */
function destinationAt(whole: string, from: number): Destination | undefined {
  const text = whole.slice(0, from + longestDestination);
  let at = skipSpace(text, from);
  let start = at;
  let end: number;
  if (text[at] === '<') {
    const close = text.indexOf('>', at);
    if (close < 0) return undefined;
    [start, end, at] = [at + 1, close, close + 1];
  } else {
    let depth = 0;
    for (; at < text.length; at += 1) {
      const char = text[at] ?? '';
      if (char === '\\') at += 1;
      else if (char === '(') depth += 1;
      else if (char === ')') {
        if (depth === 0) break;
        depth -= 1;
      } else if (char <= ' ') break;
    }
    end = Math.min(at, text.length);
    if (depth > 0) return undefined;
  }
  const gap = skipSpace(text, at);
  let after = gap;
  const quote = text[gap];
  if (gap > at && (quote === '"' || quote === "'" || quote === '(')) {
    const close = text.indexOf(quote === '(' ? ')' : quote, gap + 1);
    if (close < 0) return undefined;
    after = skipSpace(text, close + 1);
  }
  return text[after] === ')' ? { destination: text.slice(start, end), start, end, after: after + 1 } : undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text[at] ?? 'a') <= ' ') at += 1;
  return at;
}
