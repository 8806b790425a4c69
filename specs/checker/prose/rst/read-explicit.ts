import { directives } from './directives.ts';
import { readDirective } from './read-directive.ts';
import { normalName, unescaped } from './rst-document.ts';
import { cutLine, dedented, indentedEnd, isBlank, withoutBlankEnds } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import type { RstContext, RstReader } from './rst-reader.ts';

/** Reads what begins with two dots: a footnote, a target, a substitution, a directive or a comment; gives the line behind it. */
export function readExplicit(reader: RstReader, lines: readonly RstLine[], at: number, nested: RstContext): number {
  const line = lines[at];
  if (line === undefined) return at + 1;
  const width = /^\.\. */.exec(line.text)?.[0].length ?? 2;
  const head = line.text.slice(width);
  if (head === '' && isBlank(lines[at + 1])) return at + 1;
  const end = indentedEnd(lines, at + 1);
  const content = lines.slice(at, end);
  if (!/^(?:\.\.|__)(?: |$)/.test(lines[end]?.text ?? '')) reader.expectBlank(lines, end, 'this block');
  const footnote = /^\[([0-9]+|#|#?[\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*|\*)\](?: +|$)/u.exec(head);
  if (footnote !== null) {
    const label = footnote[1] ?? '';
    reader.document.footnotes.push({ name: normalName(label), text: label, range: reader.lineRange(line) });
    reader.body([cutLine(line, width + footnote[0].length), ...dedented(content.slice(1))], nested);
  } else if (/^_(?![ ]|$)/.test(head)) readTarget(reader, content, width);
  else if (/^\|(?! )[^|]*\S\| +[a-zA-Z][\w-]*::/.test(head)) readSubstitution(reader, content, width, nested);
  else {
    const name = /^([a-zA-Z0-9]+(?:[-._+:][a-zA-Z0-9]+)*) ?::(?: +|$)/.exec(head);
    if (name !== null)
      readDirective(
        reader,
        name[1] ?? '',
        [cutLine(line, width + name[0].length), ...dedented(content.slice(1))],
        cutLine(line, width),
        nested,
      );
    else lookAtComment(reader, cutLine(line, width));
  }
  return end;
}

function lookAtComment(reader: RstReader, line: RstLine): void {
  const alike = /^([a-z-]+) ?:(?= |$)/.exec(line.text)?.[1];
  const oneWord = /^(code|code-block|parsed-literal) [a-z]+(?: *::?)?$/.exec(line.text)?.[1];
  const name = alike ?? oneWord;
  if (
    name !== undefined &&
    directives.has(name) &&
    (alike === undefined ||
      line.text.trimEnd().endsWith(':') ||
      !/^(?:note|title|date|error|hint|important|tip|warning|caution)$/.test(name))
  ) {
    reader.mistake(
      'comment-like-directive',
      line,
      `this is a comment, and nobody sees what is below it; write ".. ${name}::" if it is meant as a directive`,
    );
  }
}

function readTarget(reader: RstReader, lines: readonly RstLine[], width: number): void {
  const [first, ...rest] = lines;
  if (first === undefined) return;
  const whole = [first.text.slice(width + 1), ...rest.filter((line) => !isBlank(line)).map((line) => line.text.trim())].join('\n');
  if (/^_:(?:\s|$)/.test(whole)) return readAnonymousTarget(reader, withoutBlankEnds(lines), width + 3);
  const found = /^(?:`(?! )((?:[^`\\]|\\[^])+)`|(?![ `])((?:[^\\\n:]|\\[^]|:(?!\s|$))+)) ?:(?=\s|$)/.exec(whole);
  if (found === null) {
    reader.mistake(
      'malformed-target',
      cutLine(first, width),
      'a target is wanted here, as in ".. _its name:"; without the colon this is a comment',
    );
    return;
  }
  const text = found[1] ?? found[2] ?? '';
  const value = whole.slice(found[0].length).trim();
  const alias = indirectName(value.replace(/\s+/g, ' '));
  const range = reader.lineRange(first);
  reader.document.targets.push({
    kind: 'explicit',
    name: normalName(text),
    text: unescaped(text),
    range,
    ...(alias !== undefined ? { indirect: normalName(alias) } : value === '' ? {} : { uri: value.replace(/\s+/g, '') }),
  });
  if (alias !== undefined)
    reader.document.references.push({ name: normalName(alias), text: alias, range, substitution: false, indirect: true });
}

/** Reads an address for a reference without a name. */
export function readAnonymousTarget(reader: RstReader, lines: readonly RstLine[], from: number): void {
  const [first, ...rest] = lines;
  if (first === undefined) return;
  const range = reader.lineRange(first);
  reader.document.anonymous.targets.push(range);
  const value = [first.text.slice(from), ...rest.map((line) => line.text.trim())].join(' ').trim();
  const alias = indirectName(value);
  if (alias !== undefined)
    reader.document.references.push({ name: normalName(alias), text: alias, range, substitution: false, indirect: true });
}

function readSubstitution(reader: RstReader, lines: readonly RstLine[], width: number, nested: RstContext): void {
  const [first, ...rest] = lines;
  const found = first === undefined ? null : /^\|([^|]+)\| +([a-zA-Z][\w-]*)::(?: +|$)/.exec(first.text.slice(width));
  if (first === undefined || found === null) return;
  reader.document.substitutions.push({ name: normalName(found[1] ?? ''), text: found[1] ?? '', range: reader.lineRange(first) });
  readDirective(reader, found[2] ?? '', [cutLine(first, width + found[0].length), ...dedented(rest)], cutLine(first, width), nested);
}

function indirectName(value: string): string | undefined {
  const quoted = /^`((?:[^`\\]|\\[^])+)`_$/.exec(value)?.[1];
  return quoted ?? /^([\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*(?:_[\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*)*)_$/u.exec(value)?.[1];
}
