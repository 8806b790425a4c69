import { directives } from './directives.ts';
import type { Directive } from './directives.ts';
import { readInline } from './inline-markup.ts';
import { dedented, indentOf, isBlank, joined, withoutBlankEnds } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import { field } from './rst-marks.ts';
import type { RstContext, RstReader } from './rst-reader.ts';

/**
 * Reads a directive.
 * @param block what stands behind its name, and the lines below it.
 */
export function readDirective(reader: RstReader, written: string, block: readonly RstLine[], line: RstLine, nested: RstContext): void {
  const name = written.toLowerCase();
  const known = directives.get(name);
  if (known === undefined) {
    reader.mistake('unknown-directive', line, `there is no directive "${written}"`);
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
  readOptions(reader, name, known, options);
  const argumentsFit = readArguments(reader, name, known, head, line);
  if (name === 'role') reader.document.roles.add(/^[^\s(]+/.exec(head[0]?.text.toLowerCase() ?? '')?.[0] ?? '');
  content = withoutBlankEnds(content);
  if (content.length === 0 && known.content === 'required' && argumentsFit && !isFilledByTemplate(reader, line)) {
    reader.mistake('empty-directive', line, `the directive "${written}" wants a text below it, indented and behind a blank line`);
  }
  const first = content[0];
  if (first !== undefined && known.content === 'none')
    reader.mistake('wrong-argument', first, `the directive "${written}" takes no text below it`);
  if (known.body === 'code') reader.code(dedented(content), 'directive', head[0]?.text.split(/\s+/)[0]);
  else if (known.body === 'inline') reader.inline(content);
  else if (known.body === 'blocks') reader.body(dedented(content), nested);
  else if (name === 'csv-table') for (const row of content) readInline(joined([row]), { ...reader.document, mistakes: [] });
}

/** What a template variable is replaced by is indented, if it must be. */
function isFilledByTemplate({ text }: RstReader, line: RstLine): boolean {
  return /^[^\n\r]*\r?\n\s*\{\{/.test(text.slice(line.at, line.at + 1000));
}

function readOptions(reader: RstReader, name: string, known: Directive, options: readonly RstLine[]): void {
  for (const one of options) {
    const key = /^:((?:[^:\\]|\\.)+):/.exec(one.text)?.[1]?.toLowerCase();
    if (key === undefined) {
      if (indentOf(one) === 0)
        reader.mistake(
          'wrong-option',
          one,
          `an option of the directive "${name}" is wanted here, as in ":name: value"; put a blank line in front of its text`,
        );
    } else if (!known.options.includes(key)) {
      reader.mistake('wrong-option', one, `the directive "${name}" has no option "${key}"; it has ${known.options.join(', ')}`);
    }
  }
}

/** Whether the directive has as many arguments as it takes. */
function readArguments(reader: RstReader, name: string, known: Directive, head: readonly RstLine[], line: RstLine): boolean {
  const words = head
    .map((one) => one.text)
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const [least, most] = known.arguments;
  if (words.length < least) reader.mistake('wrong-argument', line, `the directive "${name}" wants an argument behind its two colons`);
  else if (!known.wordy && words.length > most) {
    reader.mistake(
      'wrong-argument',
      head.at(-1) ?? line,
      `the directive "${name}" takes ${most === 0 ? 'no argument' : 'one argument'}, and this has ${words.length}; put a blank line in front of its text`,
    );
  }
  if (known.wordy && head.length > 0 && known.body === 'blocks') reader.inline(head);
  return words.length >= least && (known.wordy === true || words.length <= most);
}
