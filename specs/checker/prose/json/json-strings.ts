import type { Range } from '../../../yaml/lines.ts';
import type { JsonToken } from './json-tokens.ts';

/** What a text between quotation marks stands for, as far as it can be read. */
export function unquoted(text: string): string {
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text.slice(1, -1);
  } catch {
    return text.slice(1, -1);
  }
}

/** Escapes and characters that a text of JSON cannot have. */
export function stringMistakes({ start, text }: JsonToken): readonly { readonly range: Range; readonly message: string }[] {
  const found: { range: Range; message: string }[] = [];
  for (const { 0: escape, index } of text.matchAll(/\\(?:u[0-9a-fA-F]{0,4}|[^])/g)) {
    if (/^\\(["\\/bfnrt]|u[0-9a-fA-F]{4})$/.test(escape)) continue;
    const range = { start: start + index, end: start + index + escape.length };
    found.push({ range, message: `JSON has no escape ${escape}; a backslash itself is written \\\\` });
  }
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  for (const { index } of text.matchAll(/[\u0000-\u001F]/g)) {
    const range = { start: start + index, end: start + index + 1 };
    found.push({ range, message: `a text of JSON cannot hold this character; write it as an escape, such as \\t for a tab` });
  }
  return found.slice(0, 1);
}
