import { directives } from './directives.ts';
import type { Directive } from './directives.ts';
import { readInline } from './inline-markup.ts';
import { emptyDocument, normalName, unescaped } from './rst-document.ts';
import type { RstBlock, RstDocument, RstMistakeKind, RstTitle } from './rst-document.ts';
import { cutLine, dedented, indentOf, isBlank, joined, placeIn, rstLines, sliceLine, withoutBlankEnds } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import { readGridTable, readSimpleTable } from './rst-tables.ts';
import type { Range } from '../../../yaml/lines.ts';

const bullet = /^[-+*\u2022\u2023\u2043](?: +|$)/;
const enumerator = /^(?:\((?:[0-9]+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|#)\)|(?:[0-9]+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|#)[.)])(?: +|$)/;
const field = /^:(?![: ])(?:[^:\\]|\\.|:(?![ `]|$))*:(?: +|$)/;
const option = /^(?:--?[a-zA-Z][\w-]*|\/[A-Z])(?:[ =]<?[\w-]+>?)?(?:, (?:--?[a-zA-Z][\w-]*|\/[A-Z])(?:[ =]<?[\w-]+>?)?)*(?: {2,}|$)/;
const ruler = /^([!-/:-@[-`{-~])\1*$/;
const gridTop = /^\+-[-+]+-\+$/;
const simpleTop = /^=+(?: +=+)+$/;
const template = /^\{\{/;
const deepest = 40;

/** Where the reader is: how deep, and whether there can be titles. */
interface Context {
  readonly depth: number;
  readonly titles: boolean;
}

/** Reads reStructuredText, as docutils does. Never throws: what is wrong with it is among its mistakes. */
export function parseRst(text: string): RstDocument {
  const document = emptyDocument();
  const headings: RstTitle[] = [];
  let introduction = '';

  const lineRange = (line: RstLine | undefined): Range =>
    line === undefined
      ? { start: text.length, end: text.length }
      : { start: placeIn(line, indentOf(line)), end: Math.max(placeIn(line, line.text.length), placeIn(line, indentOf(line))) };
  const mistake = (kind: RstMistakeKind, line: RstLine | undefined, message: string, replacement?: string): void => {
    document.mistakes.push({ kind, range: lineRange(line), message, ...(replacement === undefined ? {} : { replacement }) });
  };
  const inline = (lines: readonly RstLine[]): string => readInline(joined(lines), document);
  const code = (lines: readonly RstLine[], kind: RstBlock['kind'], language: string | undefined): void => {
    const content = withoutBlankEnds(lines);
    const [first, last] = [content[0], content.at(-1)];
    if (first === undefined || last === undefined) return;
    const start = Math.max(text.lastIndexOf('\n', first.at - 1), text.lastIndexOf('\r', first.at - 1)) + 1;
    document.blocks.push({
      kind,
      language: language?.toLowerCase(),
      content: joined(content),
      range: { start, end: placeIn(last, last.text.length) },
      headings: headings.map((title) => title.text),
      introduction,
    });
  };
  /** What ends without a blank line goes on as something else than was meant. */
  const expectBlank = (lines: readonly RstLine[], next: number, what: string): void => {
    const line = lines[next];
    if (line === undefined || next === 0 || isBlank(lines[next - 1]) || isBlank(line) || template.test(line.text)) return;
    mistake(
      'missing-blank-line',
      line,
      `${what} ends here, but the line before is not blank; put a blank line in front of this one, or indent it`,
    );
  };

  /** The lines from one on that are blank or indented. */
  const indented = (lines: readonly RstLine[], from: number, least = 1): number => {
    let end = from;
    while (end < lines.length && (isBlank(lines[end]) || indentOf(lines[end]) >= least)) end += 1;
    return end;
  };
  const body = (lines: readonly RstLine[], context: Context): void => {
    if (context.depth > deepest) return;
    const nested: Context = { depth: context.depth + 1, titles: false };
    let at = 0;
    while (at < lines.length) {
      const line = lines[at];
      if (line === undefined || isBlank(line)) {
        at += 1;
        continue;
      }
      const next = lines[at + 1];
      if (indentOf(line) > 0) {
        const end = indented(lines, at);
        body(dedented(lines.slice(at, end)), nested);
        expectBlank(lines, end, 'the indented text');
        at = end;
      } else if (bullet.test(line.text)) at = list(lines, at, bullet, 'the list', nested);
      else if (enumerator.test(line.text) && isItem(next)) at = list(lines, at, enumerator, 'the list', nested);
      else if (field.test(line.text)) at = list(lines, at, field, 'the list of fields', nested);
      else if (option.test(line.text)) at = list(lines, at, option, 'the list of options', nested);
      else if (/^\|(?: |$)/.test(line.text)) {
        let end = at;
        while (end < lines.length && !isBlank(lines[end]) && (/^\|(?: |$)/.test(lines[end]?.text ?? '') || indentOf(lines[end]) > 0))
          end += 1;
        inline(lines.slice(at, end).map((one) => cutLine(one, one.text.startsWith('|') ? 2 : 0)));
        at = end;
      } else if (/^>>>(?: |$)/.test(line.text)) {
        while (at < lines.length && !isBlank(lines[at])) at += 1;
      } else if (gridTop.test(line.text)) at = gridTable(lines, at, nested);
      else if (simpleTop.test(line.text)) at = simpleTable(lines, at, nested);
      else if (/^\.\.(?: |$)/.test(line.text)) at = explicit(lines, at, nested);
      else if (/^__(?: |$)/.test(line.text)) {
        const end = blockEnd(lines, at);
        anonymousTarget(lines.slice(at, end), 3);
        at = end;
      } else if (line.text !== '::' && ruler.test(line.text)) at = overline(lines, at, context);
      else at = textual(lines, at, context, nested);
    }
  };
  const blockEnd = (lines: readonly RstLine[], at: number): number => {
    let end = at + 1;
    while (end < lines.length && !isBlank(lines[end]) && indentOf(lines[end]) > 0) end += 1;
    return end;
  };

  const list = (lines: readonly RstLine[], from: number, mark: RegExp, what: string, nested: Context): number => {
    let at = from;
    const first = lines[from]?.text.charAt(0);
    for (;;) {
      const line = lines[at];
      const width = line === undefined ? undefined : mark.exec(line.text)?.[0].length;
      if (line === undefined || width === undefined || (mark === bullet && line.text.charAt(0) !== first)) return at;
      // What follows a bullet must stand under its text; what follows `:name:` may be indented as one likes.
      const isLoose = mark === field || mark === option;
      const least = isLoose ? 1 : markWidth(line, width);
      const end = indented(lines, at + 1, least);
      const rest = lines.slice(at + 1, end);
      const content = [cutLine(line, width), ...(isLoose ? dedented(rest) : rest.map((one) => cutLine(one, least)))];
      if (mark === field) inline([sliceLine(line, 1, line.text.lastIndexOf(':', width - 1))]);
      body(content, nested);
      at = end;
      const follower = lines[at];
      if (follower === undefined) return at;
      const goesOn = mark.test(follower.text) && (mark !== bullet || follower.text.charAt(0) === first);
      if (!goesOn) {
        expectBlank(lines, at, what);
        return at;
      }
    }
  };

  const textual = (lines: readonly RstLine[], at: number, context: Context, nested: Context): number => {
    const line = lines[at];
    const next = lines[at + 1];
    if (line === undefined) return at + 1;
    if (next !== undefined && ruler.test(next.text) && indentOf(next) === 0 && isUnderline(line, next)) {
      title(line, next, undefined, context);
      return at + 2;
    }
    if (next !== undefined && !isBlank(next) && indentOf(next) > 0) return definitions(lines, at, nested);
    let end = at + 1;
    while (end < lines.length && !isBlank(lines[end]) && indentOf(lines[end]) === 0) end += 1;
    const paragraph = lines.slice(at, end);
    const last = paragraph.at(-1);
    const isLiteral = last !== undefined && /(?:^|[^\\])::$/.test(last.text);
    if (!(paragraph.length === 1 && line.text === '::')) introduction = inline(paragraph).replace(/\s+/g, ' ').trim();
    if (isLiteral) return literal(lines, end, last);
    if (end < lines.length && !isBlank(lines[end])) {
      mistake(
        'unexpected-indentation',
        lines[end],
        'this line is indented, but goes on with the paragraph above it; begin it where the paragraph begins, or put a blank line in front of it',
      );
    }
    return end;
  };

  const literal = (lines: readonly RstLine[], from: number, announced: RstLine): number => {
    let at = from;
    while (at < lines.length && isBlank(lines[at])) at += 1;
    const first = lines[at];
    if (first !== undefined && indentOf(first) > 0) {
      const end = indented(lines, at);
      if (at === from)
        mistake(
          'missing-blank-line',
          first,
          'a block of code begins here, but the line before is not blank; put a blank line in front of this one',
        );
      code(dedented(lines.slice(at, end)), 'literal', undefined);
      expectBlank(lines, end, 'the block of code');
      return end;
    }
    // Each line of a block that is not indented begins with the same mark.
    const mark = first?.text.charAt(0) ?? '';
    if (first !== undefined && at > from && /[!-/:-@[-`{-~]/.test(mark) && !/^(?:\.\.|\{\{)/.test(first.text) && first.text.length > 0) {
      let end = at;
      while (end < lines.length && lines[end]?.text.startsWith(mark) === true) end += 1;
      if (end === lines.length || isBlank(lines[end])) {
        if (!ruler.test(first.text)) {
          code(lines.slice(at, end), 'literal', undefined);
          return end;
        }
      }
    }
    if (first !== undefined && template.test(first.text)) return at;
    const colons: RstLine = { ...cutLine(announced, announced.text.length - 2), text: '::' };
    mistake(
      'missing-literal-block',
      colons,
      'a block of code is announced by :: but none follows; indent the block below, or write one colon',
    );
    // What was meant as code is not read as something else, or its every line would be a mistake.
    let end = at;
    while (end < lines.length && !isBlank(lines[end])) end += 1;
    const isMeant = first !== undefined && at > from && !/^(?:\.\.|__)(?: |$)/.test(first.text) && !ruler.test(lines[at + 1]?.text ?? '');
    return isMeant ? end : at;
  };

  const definitions = (lines: readonly RstLine[], from: number, nested: Context): number => {
    let at = from;
    for (;;) {
      const term = lines[at];
      const end = indented(lines, at + 1);
      if (term === undefined) return at;
      const text = inline([term]);
      const block = dedented(lines.slice(at + 1, end));
      if (/(?:^|[^\\:])::$/.test(term.text) && !term.text.startsWith('{{')) {
        mistake(
          'glued-literal-block',
          lines[at + 1],
          'a block of code begins here, but without a blank line in front of it this is the definition of a term; put one in',
        );
        introduction = text;
        code(block, 'literal', undefined);
      } else {
        introduction = text;
        body(block, nested);
      }
      at = end;
      const [follower, behind] = [lines[at], lines[at + 1]];
      if (follower === undefined) return at;
      if (isBlank(lines[at - 1])) return at;
      if (!(isBlank(behind) || indentOf(behind) === 0) && isPlain(follower)) continue;
      expectBlank(lines, at, 'the definition');
      return at;
    }
  };

  const title = (line: RstLine, under: RstLine, over: RstLine | undefined, context: Context): void => {
    if (!context.titles) {
      mistake(
        'misplaced-title',
        line,
        'a title cannot stand within a list, a quotation or another block; end the block before it, or write the line below it differently',
      );
      return;
    }
    const wanted = widthOf(line.text.trim()) + (over === undefined ? 0 : indentOf(line));
    const mark = under.text.charAt(0);
    const mismatched = over !== undefined && over.text.length !== under.text.length;
    if (widthOf(under.text) < wanted && !mismatched) {
      mistake(
        'title-line-too-short',
        under,
        `the line below the title has ${under.text.length} characters and the title ${wanted}; make it as long as the title`,
        mark.repeat(wanted),
      );
    }
    const text = inline([line]).trim();
    const entry: RstTitle = {
      name: normalName(text),
      text,
      range: lineRange(line),
      style: over === undefined ? mark : mark + mark,
      underline: lineRange(under),
      blocksBefore: document.blocks.length,
    };
    document.titles.push(entry);
    document.targets.push({ kind: 'title', name: entry.name, text, range: entry.range });
    introduction = '';
    place(entry);
  };
  const styles: string[] = [];
  let absolute = 0;
  const place = (entry: RstTitle): void => {
    const depth = depthOf(entry.style);
    headings.length = Math.min(headings.length, depth - 1);
    headings.push(entry);
  };
  const depthOf = (style: string): number => {
    // A style relative to the last other one: one lower, the same, one higher.
    const step =
      absolute === 0
        ? undefined
        : new Map([
            ['<', 1],
            ['/', 0],
            ['>', -1],
          ]).get(style);
    if (step !== undefined) return Math.max(1, absolute + step);
    if (!styles.includes(style)) styles.push(style);
    absolute = styles.indexOf(style) + 1;
    return absolute;
  };

  const overline = (lines: readonly RstLine[], at: number, context: Context): number => {
    const [line, text, under] = [lines[at], lines[at + 1], lines[at + 2]];
    if (line === undefined) return at + 1;
    if (text === undefined || isBlank(text)) {
      if (line.text.length < 4) inline([line]);
      return at + 1;
    }
    const matches = under !== undefined && ruler.test(under.text) && under.text.charAt(0) === line.text.charAt(0);
    if (!matches) {
      if (line.text.length < 4 || ruler.test(text.text))
        return line.text.length < 4 ? textual(lines, at, { ...context, titles: false }, context) : at + 1;
      mistake(
        'title-line-mismatch',
        line,
        'this line is above a title, but there is no such line below the title; write the same line below it, or put a blank line behind this one',
      );
      return under !== undefined && ruler.test(under.text) ? at + 3 : at + 1;
    }
    if (line.text.length < 4 && widthOf(text.text) > line.text.length) return textual(lines, at, { ...context, titles: false }, context);
    if (line.text.length !== under.text.length) {
      mistake(
        'title-line-mismatch',
        under,
        `the line above the title has ${line.text.length} characters and the one below it ${under.text.length}; make them equally long`,
        line.text,
      );
    }
    title(text, under, line, context);
    return at + 3;
  };

  const gridTable = (lines: readonly RstLine[], at: number, nested: Context): number => {
    let end = at;
    while (end < lines.length && !isBlank(lines[end])) end += 1;
    const table = readGridTable(lines.slice(at, end));
    if (table.mistake !== undefined) mistake('misshapen-table', table.mistake.line, table.mistake.message);
    for (const cell of table.cells) body(dedented(cell), nested);
    return end;
  };
  const simpleTable = (lines: readonly RstLine[], at: number, nested: Context): number => {
    const table = readSimpleTable(lines, at);
    if (table.mistake !== undefined) mistake('misshapen-table', table.mistake.line, table.mistake.message);
    for (const cell of table.cells) body(dedented(cell), nested);
    if (table.mistake === undefined) expectBlank(lines, table.end, 'the table');
    return table.end;
  };

  const anonymousTarget = (lines: readonly RstLine[], from: number): void => {
    const [first, ...rest] = lines;
    if (first === undefined) return;
    const range = lineRange(first);
    document.anonymous.targets.push(range);
    const value = [first.text.slice(from), ...rest.map((line) => line.text.trim())].join(' ').trim();
    const alias = indirectName(value);
    if (alias !== undefined) document.references.push({ name: normalName(alias), text: alias, range, substitution: false, indirect: true });
  };

  /** The lines of an explicit construct: its first, and those below that are indented. */
  const explicit = (lines: readonly RstLine[], at: number, nested: Context): number => {
    const line = lines[at];
    if (line === undefined) return at + 1;
    const width = /^\.\. */.exec(line.text)?.[0].length ?? 2;
    const head = line.text.slice(width);
    if (head === '' && isBlank(lines[at + 1])) return at + 1;
    const end = indented(lines, at + 1);
    const content = lines.slice(at, end);
    if (!/^(?:\.\.|__)(?: |$)/.test(lines[end]?.text ?? '')) expectBlank(lines, end, 'this block');
    const footnote = /^\[([0-9]+|#|#?[\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*|\*)\](?: +|$)/u.exec(head);
    if (footnote !== null) {
      const label = footnote[1] ?? '';
      document.footnotes.push({ name: normalName(label), text: label, range: lineRange(line) });
      body([cutLine(line, width + footnote[0].length), ...dedented(content.slice(1))], nested);
    } else if (/^_(?![ ]|$)/.test(head)) target(content, width);
    else if (/^\|(?! )[^|]*\S\| +[a-zA-Z][\w-]*::/.test(head)) substitution(content, width, nested);
    else {
      const name = /^([a-zA-Z0-9]+(?:[-._+:][a-zA-Z0-9]+)*) ?::(?: +|$)/.exec(head);
      if (name !== null)
        directive(name[1] ?? '', [cutLine(line, width + name[0].length), ...dedented(content.slice(1))], cutLine(line, width), nested);
      else comment(cutLine(line, width));
    }
    return end;
  };

  const comment = (line: RstLine): void => {
    const alike = /^([a-z-]+) ?:(?= |$)/.exec(line.text)?.[1];
    const oneWord = /^(code|code-block|parsed-literal) [a-z]+(?: *::?)?$/.exec(line.text)?.[1];
    const name = alike ?? oneWord;
    if (
      name !== undefined &&
      directives.has(name) &&
      (alike === undefined || !/^(?:note|title|date|error|hint|important|tip|warning|caution)$/.test(name))
    ) {
      mistake(
        'comment-like-directive',
        line,
        `this is a comment, and nobody sees what is below it; write ".. ${name}::" if it is meant as a directive`,
      );
    }
  };

  const target = (lines: readonly RstLine[], width: number): void => {
    const [first, ...rest] = lines;
    if (first === undefined) return;
    const whole = [first.text.slice(width + 1), ...rest.filter((line) => !isBlank(line)).map((line) => line.text.trim())].join('\n');
    if (/^_:(?:\s|$)/.test(whole)) return anonymousTarget(withoutBlankEnds(lines), width + 3);
    const found = /^(?:`(?! )((?:[^`\\]|\\[^])+)`|(?![ `])((?:[^\\\n:]|\\[^]|:(?!\s|$))+)) ?:(?=\s|$)/.exec(whole);
    if (found === null) {
      mistake(
        'malformed-target',
        cutLine(first, width),
        'a target is wanted here, as in ".. _its name:"; without the colon this is a comment',
      );
      return;
    }
    const text = found[1] ?? found[2] ?? '';
    const value = whole.slice(found[0].length).trim();
    const alias = indirectName(value.replace(/\s+/g, ' '));
    const range = lineRange(first);
    document.targets.push({
      kind: 'explicit',
      name: normalName(text),
      text: unescaped(text),
      range,
      ...(alias !== undefined ? { indirect: normalName(alias) } : value === '' ? {} : { uri: value.replace(/\s+/g, '') }),
    });
    if (alias !== undefined) document.references.push({ name: normalName(alias), text: alias, range, substitution: false, indirect: true });
  };

  const substitution = (lines: readonly RstLine[], width: number, nested: Context): void => {
    const [first, ...rest] = lines;
    const found = first === undefined ? null : /^\|([^|]+)\| +([a-zA-Z][\w-]*)::(?: +|$)/.exec(first.text.slice(width));
    if (first === undefined || found === null) return;
    document.substitutions.push({ name: normalName(found[1] ?? ''), text: found[1] ?? '', range: lineRange(first) });
    directive(found[2] ?? '', [cutLine(first, width + found[0].length), ...dedented(rest)], cutLine(first, width), nested);
  };

  /** @param block what stands behind the directive's name, and the lines below it. */
  const directive = (written: string, block: readonly RstLine[], line: RstLine, nested: Context): void => {
    const name = written.toLowerCase();
    const known = directives.get(name);
    if (known === undefined) {
      mistake('unknown-directive', line, `there is no directive "${written}"`);
      return;
    }
    const fromTop = isBlank(block[0]) ? block.slice(1) : block;
    let argumentsEnd = 0;
    while (argumentsEnd < fromTop.length && !isBlank(fromTop[argumentsEnd])) argumentsEnd += 1;
    let head = fromTop.slice(0, argumentsEnd);
    let content: readonly RstLine[] = fromTop.slice(argumentsEnd);
    const optionsAt = head.findIndex((one) => field.test(one.text));
    const options = optionsAt < 0 ? [] : head.slice(optionsAt);
    head = optionsAt < 0 ? head : head.slice(0, optionsAt);
    if (known.arguments[1] === 0 && head.length > 0) {
      [head, content] = [[], [...head, ...(optionsAt < 0 ? content : [...options, ...content])]];
      if (optionsAt >= 0) options.length = 0;
    }
    readOptions(name, known, options);
    const argumentsFit = readArguments(name, known, head, line);
    if (name === 'role') document.roles.add(/^[^\s(]+/.exec(head[0]?.text.toLowerCase() ?? '')?.[0] ?? '');
    content = withoutBlankEnds(content);
    if (content.length === 0 && known.content === 'required' && argumentsFit && !filledByTemplate(line)) {
      mistake('empty-directive', line, `the directive "${written}" wants a text below it, indented and behind a blank line`);
    }
    const first = content[0];
    if (first !== undefined && known.content === 'none')
      mistake('wrong-argument', first, `the directive "${written}" takes no text below it`);
    if (known.body === 'code') code(dedented(content), 'directive', head[0]?.text.split(/\s+/)[0]);
    else if (known.body === 'inline') inline(content);
    else if (known.body === 'blocks') body(dedented(content), nested);
    else if (name === 'csv-table') for (const row of content) readInline(joined([row]), { ...document, mistakes: [] });
  };
  /** What a template variable is replaced by is indented, if it must be. */
  const filledByTemplate = (line: RstLine): boolean => /^[^\n\r]*\r?\n\s*\{\{/.test(text.slice(line.at, line.at + 1000));
  const readOptions = (name: string, known: Directive, options: readonly RstLine[]): void => {
    for (const one of options) {
      const key = /^:((?:[^:\\]|\\.)+):/.exec(one.text)?.[1]?.toLowerCase();
      if (key === undefined) {
        if (indentOf(one) === 0)
          mistake(
            'wrong-option',
            one,
            `an option of the directive "${name}" is wanted here, as in ":name: value"; put a blank line in front of its text`,
          );
      } else if (!known.options.includes(key)) {
        mistake('wrong-option', one, `the directive "${name}" has no option "${key}"; it has ${known.options.join(', ')}`);
      }
    }
  };
  /** Whether the directive has as many arguments as it takes. */
  const readArguments = (name: string, known: Directive, head: readonly RstLine[], line: RstLine): boolean => {
    const words = head
      .map((one) => one.text)
      .join(' ')
      .split(/\s+/)
      .filter((word) => word !== '');
    const [least, most] = known.arguments;
    if (words.length < least) mistake('wrong-argument', line, `the directive "${name}" wants an argument behind its two colons`);
    else if (!known.wordy && words.length > most) {
      mistake(
        'wrong-argument',
        head.at(-1) ?? line,
        `the directive "${name}" takes ${most === 0 ? 'no argument' : 'one argument'}, and this has ${words.length}; put a blank line in front of its text`,
      );
    }
    if (known.wordy && head.length > 0 && known.body === 'blocks') inline(head);
    return words.length >= least && (known.wordy === true || words.length <= most);
  };

  body(rstLines(text), { depth: 0, titles: true });
  return document;
}

function isItem(next: RstLine | undefined): boolean {
  return next === undefined || isBlank(next) || indentOf(next) > 0 || enumerator.test(next.text);
}

function markWidth(line: RstLine, width: number): number {
  return width >= line.text.length ? line.text.trimEnd().length + 1 : width;
}

/** Whether a line begins nothing special, so that it can be a term. */
function isPlain(line: RstLine): boolean {
  return (
    !bullet.test(line.text) &&
    !field.test(line.text) &&
    !/^(?:\.\.|__)(?: |$)/.test(line.text) &&
    !gridTop.test(line.text) &&
    !enumerator.test(line.text)
  );
}

/** A short line is below a title only if it is long enough, a longer one always. */
function isUnderline(line: RstLine, under: RstLine): boolean {
  return under.text.length >= 4 || under.text.length >= widthOf(line.text);
}

function indirectName(value: string): string | undefined {
  const quoted = /^`((?:[^`\\]|\\[^])+)`_$/.exec(value)?.[1];
  return quoted ?? /^([\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*(?:_[\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*)*)_$/u.exec(value)?.[1];
}

/** How wide a text is in columns: wide characters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        character,
      ) && character > '\u00ff'
        ? 2
        : 1;
  }
  return width;
}
