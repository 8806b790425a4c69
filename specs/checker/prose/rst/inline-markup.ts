import type { Range } from '../../../yaml/lines.ts';
import { normalName, unescaped } from './rst-document.ts';
import type { RstDocument, RstMistakeKind } from './rst-document.ts';
import type { JoinedLines } from './rst-lines.ts';

const opening = `"'(<[{\u00ab\u2018\u201c\u2039\u00a1\u00bf`;
const delimiters = '-/:\u2010\u2011\u2012\u2013\u2014\u2026\u00b7';
const closing = `"')>\\]}\u00bb\u2019\u201d\u203a`;
const before = new RegExp(`[\\s${escapedClass(opening + delimiters)}]`);
const behind = new RegExp(`^(?:$|[\\s\\\\.,;!?${escapedClass(delimiters)}${closing}])`);
const simpleName = '[\\p{L}\\p{N}]+(?:[-._+:][\\p{L}\\p{N}]+)*';
// What begins inline markup. The name of a reference is read from its end, since most words are none.
const starts = new RegExp(
  `\\\\|\\*\\*?|\`\`|_?\`|\\||\\[(?:[0-9]+|#(?:${simpleName})?|\\*|${simpleName})\\]_|__?(?=[^\\p{L}\\p{N}_]|$)`,
  'gu',
);
const nameBefore = new RegExp(`(?:^|[\\s${escapedClass(opening + delimiters)}])(${simpleName})$`, 'u');
const roleBefore = new RegExp(`(?:^|[\\s${escapedClass(opening + delimiters)}]):(${simpleName}):$`, 'u');
const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
  '\u2018': '\u2019',
  '\u201c': '\u201d',
  '\u00ab': '\u00bb',
};

/**
 * Reads the markup within a paragraph, a title or a cell, and notes in the document what it refers to.
 * @returns its text without the markup.
 */
export function readInline(lines: JoinedLines, document: RstDocument): string {
  const { text } = lines;
  let plain = '';
  let at = 0;
  // Markup may begin right behind other markup.
  let edge = 0;
  // Where a search for an end has failed, a later one for the same end fails as well.
  const hopeless = new Set<string>();
  const rangeOf = (start: number, end: number): Range => ({
    start: lines.offsetOf(start),
    end: lines.offsetOf(Math.max(start, end - 1)) + 1,
  });
  const mistake = (kind: RstMistakeKind, start: number, mark: string, what: string): void => {
    document.mistakes.push({
      kind,
      range: rangeOf(start, start + mark.length),
      message: `${what} begins here with ${mark} but does not end; write ${mark.replace('_', '')} behind it, or \\${mark} for the characters themselves`,
    });
  };
  const endOf = (mark: string, from: number, suffix: RegExp): { readonly index: number; readonly suffix: string } | undefined => {
    if (hopeless.has(mark)) return undefined;
    for (let index = text.indexOf(mark, from); index >= 0; index = text.indexOf(mark, index + 1)) {
      const last = text.charAt(index - 1);
      if (/\s/.test(last) || (mark !== '``' && isEscaped(text, index))) continue;
      suffix.lastIndex = index + mark.length;
      const found = suffix.exec(text)?.[0] ?? '';
      if (behind.test(text.charAt(index + mark.length + found.length))) return { index, suffix: found };
      if (found !== '' && behind.test(text.charAt(index + mark.length))) return { index, suffix: '' };
    }
    hopeless.add(mark);
    return undefined;
  };

  for (;;) {
    starts.lastIndex = at;
    const found = starts.exec(text);
    if (found === null) return plain + unescaped(text.slice(at));
    const [mark] = found;
    const start = found.index;
    const inside = start + mark.length;
    const skip = (length: number): void => {
      plain += text.slice(at, start + length);
      at = start + length;
    };
    if (mark === '\\') {
      plain += text.slice(at, start) + (/\s/.test(text.charAt(inside)) ? '' : text.charAt(inside));
      at = inside + 1;
      continue;
    }
    if (mark === '_' || mark === '__') {
      const name = nameBefore.exec(text.slice(Math.max(at, start - 200), start))?.[1];
      if (name !== undefined && behind.test(text.charAt(inside))) {
        const range = rangeOf(start - name.length, inside);
        if (mark === '__') document.anonymous.references.push(range);
        else document.references.push({ name: normalName(name), text: name, range, substitution: false, indirect: false });
        plain += text.slice(at, start);
        at = inside;
      } else skip(mark.length);
      continue;
    }
    const role = mark === '`' ? roleBefore.exec(text.slice(Math.max(at, start - 100), start))?.[1] : undefined;
    const first = role === undefined ? start : start - role.length - 2;
    const previous = text.charAt(first - 1);
    const isStart =
      (first === edge || before.test(previous)) &&
      (mark.startsWith('[') ? behind.test(text.charAt(inside)) : /\S/.test(text.charAt(inside)) && pairs[previous] !== text.charAt(inside));
    if (!isStart) {
      skip(mark === '**' && !/\S/.test(text.charAt(inside)) ? 2 : mark.startsWith('[') ? 1 : mark.length);
      continue;
    }
    if (mark.startsWith('[')) {
      const label = mark.slice(1, -2);
      document.footnoteReferences.push({ name: normalName(label), text: label, range: rangeOf(start, inside) });
      skip(mark.length);
      continue;
    }
    plain += text.slice(at, first);
    edge = inside;
    if (mark === '``') {
      const end = endOf('``', inside + 1, /(?:)/y);
      // Code does not hold the start of other code: where it seems to, it has lost its own end.
      if (end === undefined || /\s``[^\s`]/.test(text.slice(inside, end.index))) {
        mistake('unclosed-literal', start, mark, 'a literal');
        at = inside;
      } else {
        plain += text.slice(inside, end.index);
        at = end.index + 2;
      }
    } else if (mark === '*' || mark === '**') {
      const end = endOf(mark, inside + 1, /(?:)/y);
      if (end === undefined) mistake('unclosed-markup', start, mark, mark === '*' ? 'emphasis' : 'strong emphasis');
      else plain += unescaped(text.slice(inside, end.index));
      at = end === undefined ? inside : end.index + mark.length;
    } else if (mark === '|') {
      const end = endOf('|', inside + 1, /__?/y);
      if (end === undefined || text.slice(inside, end.index).includes('\n\n')) {
        mistake('unclosed-markup', start, mark, 'a substitution');
        at = inside;
      } else {
        const name = text.slice(inside, end.index);
        const range = rangeOf(start, end.index + 1 + end.suffix.length);
        document.substitutionReferences.push({ name: normalName(name), text: name, range });
        if (end.suffix === '__') document.anonymous.references.push(range);
        if (end.suffix === '_')
          document.references.push({ name: normalName(name), text: name, range, substitution: true, indirect: false });
        plain += name;
        at = end.index + 1 + end.suffix.length;
      }
    } else {
      const suffix = new RegExp(mark === '_`' ? '(?:)' : `(?::${simpleName}:)?_{0,2}`, 'yu');
      const end = endOf('`', inside, suffix);
      if (end === undefined) {
        mistake('unclosed-markup', start, mark, mark === '`' ? 'a reference' : 'a target');
        at = inside;
        continue;
      }
      at = end.index + 1 + end.suffix.length;
      plain += readQuoted(mark === '_`', role, text.slice(inside, end.index), end.suffix, rangeOf(first, at), document);
    }
  }
}

function readQuoted(
  isTarget: boolean,
  role: string | undefined,
  content: string,
  suffix: string,
  range: Range,
  document: RstDocument,
): string {
  if (isTarget) {
    document.targets.push({ kind: 'explicit', name: normalName(content), text: content, range });
    return unescaped(content);
  }
  const roleBehind = /^:(.+):/.exec(suffix)?.[1];
  if (role !== undefined || roleBehind !== undefined) {
    const name = role ?? roleBehind ?? '';
    document.roleReferences.push({ name: name.toLowerCase(), text: name, range });
    return unescaped(content);
  }
  if (suffix === '') {
    const link = /^(.*\S)\s+<(https?:\/\/[^<>\s]+)>$/s.exec(content);
    if (link !== null) {
      const message = `without an underscore behind it this is no link; write \`${link[1]?.replace(/\s+/g, ' ')} <${link[2]}>\`_`;
      const fix = content.includes('\n') ? {} : { replacement: `\`${content}\`_` };
      document.mistakes.push({ kind: 'link-without-underscore', range, message, ...fix });
    }
    return unescaped(content);
  }
  const embedded = /(?:^|\s)<([^<>]+)>$/.exec(content);
  if (embedded === null) {
    if (suffix === '__') document.anonymous.references.push(range);
    else document.references.push({ name: normalName(content), text: content, range, substitution: false, indirect: false });
    return unescaped(content);
  }
  const place = (embedded[1] ?? '').trim();
  const text = content.slice(0, embedded.index).trim();
  const alias = /^(.*[^\\])_$/s.exec(place)?.[1];
  const aliasName = alias === undefined ? undefined : alias.replace(/^`(.*)`$/s, '$1');
  if (aliasName !== undefined) {
    document.references.push({ name: normalName(aliasName), text: aliasName, range, substitution: false, indirect: true });
  }
  if (suffix === '_' && text !== '') {
    const leads = aliasName === undefined ? { uri: unescaped(place).replace(/\s+/g, '') } : { indirect: normalName(aliasName) };
    document.targets.push({ kind: 'link', name: normalName(text), text, range, ...leads });
  }
  return unescaped(text === '' ? place : text);
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charAt(index - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function escapedClass(characters: string): string {
  return characters.replace(/[\\\]^-]/g, '\\$&');
}
