import { contentStart } from '../yaml-nodes.ts';
import type { YamlStop } from '../yaml-nodes.ts';
import { lineStart } from './text-lines.ts';

/** What the parser means, in the words of somebody who would mend it. */
export function inWords(text: string, { offset, reason, last }: YamlStop): string {
  const found = text[offset] ?? '';
  const isSameLine = last !== undefined && lineStart(text, contentStart(text, last.start)) === lineStart(text, offset);
  if (/^[@`%]$/.test(found)) return `a text that begins with ${found} is put in quotes`;
  if (reason.startsWith('unidentified alias'))
    return `${reason.slice('unidentified alias '.length)} is no anchor; a text that begins with * is put in quotes`;
  if (reason.startsWith('cannot merge mappings'))
    return 'what << merges is a mapping, or a list of mappings: aliases of them, such as *name';
  if (reason.startsWith('unknown tag')) return 'no tag of that name is known; a text that begins with ! is put in quotes';
  if (reason.startsWith('bad indentation of a mapping')) {
    if (found === ':' && isSameLine) return 'a colon and a blank end a key; a text that holds them is put in quotes';
    return 'this line is indented differently from the keys that it belongs to';
  }
  if (reason.startsWith('bad indentation of a sequence')) return 'this line is indented differently from the entries that it belongs to';
  if (reason.includes('a colon is missed') || reason.includes('multiline key'))
    return 'a key is wanted here, with a colon and a blank behind it';
  if (reason.startsWith('a whitespace character is expected')) return 'a blank is wanted behind the colon';
  if (reason.startsWith('end of the stream'))
    return 'this belongs to nothing that stands before it: a key with a colon is wanted, indented as the others are';
  return reason;
}

/** Whether a character is a quotation mark. */
export function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}
