import { byPlace } from './by-place.ts';
import type { Code } from './check.ts';
import type { CheckResult } from './check-specs.ts';
import type { Finding } from './finding.ts';
import { nearest } from './nearest.ts';
import type { SourceFile, SourceKind } from './sources/source-file.ts';

const wanted = '# check-specs-ignore yaml/duplicate-key: the sample is about this';
const twice = { wrong: 'red: 1\nred: 2\n', right: 'red: 1\nblue: 2\n' };

const unused: Code = {
  name: 'ignore/unused',
  level: 'warning',
  explanation:
    'A comment asks to ignore a finding that is not there, neither on its own line nor on what follows it. It would hide the next mistake of that kind. Delete it.',
  wrong: { files: { 'data/colours.yaml': `red: 1\n${wanted}\nblue: 2\n` }, at: 'data/colours.yaml:2' },
  right: { files: { 'data/colours.yaml': `red: 1\n${wanted}\nred: 2\n` } },
};
const unknownCode: Code = {
  name: 'ignore/unknown-code',
  level: 'warning',
  explanation: 'A comment asks to ignore a code that does not exist, and so ignores nothing. Correct the code, or delete the comment.',
  wrong: {
    files: { 'data/colours.yaml': `red: 1\nblue: 2 # check-specs-ignore yaml/duplicated-key: the sample is about this\n` },
    at: 'data/colours.yaml:2',
  },
  right: { files: { 'data/colours.yaml': `red: 1\nred: 2 # check-specs-ignore yaml/duplicate-key: the sample is about this\n` } },
};
const withoutReason: Code = {
  name: 'ignore/without-reason',
  level: 'warning',
  explanation: 'A comment ignores a finding and does not say why. Write the reason behind the code: "check-specs-ignore CODE: reason".',
  wrong: {
    files: { 'data/colours.yaml': `${twice.wrong.trimEnd()} # check-specs-ignore yaml/duplicate-key\n` },
    at: 'data/colours.yaml:2',
  },
  right: { files: { 'data/colours.yaml': `red: 1\n${wanted}\nred: 2\n` } },
};

/** What can be wrong with the comments that ignore findings. */
export const ignoreCodes: readonly Code[] = [unused, unknownCode, withoutReason];

/** A comment that ignores findings. */
interface Ignore {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly codes: readonly string[];
  readonly reason: string;
  /** The lines that it speaks of, both included. */
  readonly lines: readonly { readonly first: number; readonly last: number }[];
}

/** What is left of a result when comments in the sources have been obeyed. */
export interface WithoutIgnored extends CheckResult {
  readonly ignored: readonly Finding[];
}

/**
 * Takes out the findings that a comment asks to ignore, on the same line, on the line below it, or in the block that begins there; and
 * says which of the comments are wrong. @param known every code that there is.
 */
export function withoutIgnored(result: CheckResult, known: readonly Code[]): WithoutIgnored {
  const names = new Set([...known, ...ignoreCodes].map(({ name }) => name));
  const ignores = result.tree.files.filter(({ checked }) => checked).flatMap(ignoresOf);
  if (ignores.length === 0) return { ...result, ignored: [] };
  const used = new Set<string>();
  const ignored: Finding[] = [];
  const left: Finding[] = [];
  for (const finding of result.findings) {
    const by = ignores.filter((ignore) => speaksOf(ignore, finding));
    for (const { source, start } of by) used.add(`${source.path}:${start} ${finding.code}`);
    (by.length > 0 ? ignored : left).push(finding);
  }
  for (const ignore of ignores) {
    const found = (code: Code, message: string): void => void left.push(findingAt(code, ignore, message));
    for (const name of ignore.codes) {
      if (!names.has(name))
        found(
          unknownCode,
          `no code is called ${name}${name.includes('*') ? '; write out each code that is meant' : suggested(name, names)}; check-specs --list-codes shows them all`,
        );
      else if (!used.has(`${ignore.source.path}:${ignore.start} ${name}`))
        found(unused, `nothing here is ${name}; delete this comment, or the code in it`);
    }
    if (ignore.reason === '') found(withoutReason, `say why ${ignore.codes.join(' and ')} is ignored: "check-specs-ignore CODE: reason"`);
  }
  return { ...result, findings: left.toSorted(byPlace), ignored };
}

const marker = 'check-specs-ignore';
/** What may stand for a code; a glob is none, and is told so. */
const code = String.raw`[a-z*]+(?:-[a-z*]+)*\/[a-z0-9*-]+`;
const asked = String.raw`check-specs-ignore[ \t]+(${code}(?:[ \t]*,[ \t]*${code})*)[ \t]*(?::[ \t]*(.*?))?[ \t]*`;
const comments: Readonly<Record<'yaml' | 'html' | 'rst', RegExp>> = {
  yaml: new RegExp(String.raw`(?:^|[ \t])#[ \t]*${asked}$`),
  html: new RegExp(String.raw`<!--[ \t]*${asked}-->`),
  rst: new RegExp(String.raw`^[ \t]*\.\.[ \t]+${asked}$`),
};

/** How a comment is written in a file of that kind. */
function commentsOf(kind: SourceKind): readonly RegExp[] {
  switch (kind) {
    case 'api':
    case 'schema':
    case 'event-example':
    case 'data':
      return [comments.yaml];
    case 'markdown':
    case 'template':
      return [comments.html];
    case 'rst':
      return [comments.rst];
    case 'fragment':
      return [comments.html, comments.rst];
    case 'other':
      return [];
  }
}

function ignoresOf(source: SourceFile): readonly Ignore[] {
  if (source.kind === 'other' || !source.text.includes(marker)) return [];
  const kinds = commentsOf(source.kind);
  const found: Ignore[] = [];
  for (let at = source.text.indexOf(marker); at >= 0; at = source.text.indexOf(marker, at + marker.length)) {
    const { line, column } = source.lines.at(at);
    const text = source.lines.line(line);
    if (text.indexOf(marker) !== column - 1) continue;
    const match = kinds.map((kind) => kind.exec(text)).find((each) => each !== null);
    if (match === undefined) continue;
    const start = source.lines.start(line) + match.index;
    found.push({
      source,
      start: start + (match[0].length - match[0].trimStart().length),
      end: start + match[0].trimEnd().length,
      codes: (match[1] ?? '').split(',').map((name) => name.trim()),
      reason: match[2] ?? '',
      lines: linesOf(source, line, match),
    });
  }
  return found;
}

function linesOf(source: SourceFile, line: number, { index, 0: whole, input }: RegExpExecArray): Ignore['lines'] {
  const own = { first: line, last: line };
  const isAlone = `${input.slice(0, index)}${input.slice(index + whole.length)}`.trim() === '';
  if (!isAlone) return [own];
  let next = line + 1;
  while (next <= source.lines.count && isPassedOver(source, next)) next += 1;
  return [own, { first: next, last: endOfBlock(source, next) }];
}

/** Empty lines, and other comments like this one, stand between a comment and what it speaks of. */
function isPassedOver(source: SourceFile, line: number): boolean {
  const text = source.lines.line(line);
  return (
    text.trim() === '' || (text.includes(marker) && commentsOf(source.kind).some((kind) => kind.exec(text)?.[0].trim() === text.trim()))
  );
}

/** The last line of the block that a line opens (a fence, a block of YAML text, a block of code); the line itself when it opens none. */
function endOfBlock(source: SourceFile, line: number): number {
  const text = source.lines.line(line);
  if (source.yaml !== undefined) return /(?:^|[\s:-])[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(text) ? endOfIndented(source, line) : line;
  const fence = /^[ \t]*(`{3,}|~{3,})/.exec(text)?.[1];
  if (fence !== undefined) {
    for (let at = line + 1; at <= source.lines.count; at += 1) {
      const closing = source.lines.line(at).trim();
      if (closing.startsWith(fence) && closing.replaceAll(fence.charAt(0), '') === '') return at;
    }
    return source.lines.count;
  }
  if (source.kind !== 'markdown' && (/^[ \t]*\.\. [\w-]+::/.test(text) || /::[ \t]*$/.test(text))) return endOfIndented(source, line);
  return line;
}

function endOfIndented(source: SourceFile, line: number): number {
  const indent = indentOf(source.lines.line(line));
  let last = line;
  for (let at = line + 1; at <= source.lines.count; at += 1) {
    const text = source.lines.line(at);
    if (text.trim() === '') continue;
    if (indentOf(text) <= indent) break;
    last = at;
  }
  return last;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function speaksOf({ source, codes, lines }: Ignore, finding: Finding): boolean {
  return (
    finding.source === source &&
    codes.includes(finding.code) &&
    lines.some(({ first, last }) => first <= finding.line && finding.line <= last)
  );
}

function suggested(name: string, names: ReadonlySet<string>): string {
  const meant = nearest(name, names);
  return meant === undefined ? '' : `; ${meant} is`;
}

function findingAt({ name, level }: Code, { source, start, end }: Ignore, message: string): Finding {
  const [from, to] = [source.lines.at(start), source.lines.at(end)];
  return { source, line: from.line, column: from.column, endLine: to.line, endColumn: to.column, code: name, level, message, related: [] };
}
