import { contentStart } from '../yaml-nodes.ts';
import type { YamlNode, YamlStop } from '../yaml-nodes.ts';

/**
 * The quotation mark that nobody closed, as far as the layout tells: a text in quotes that runs over lines which are indented like keys,
 * or look like members of an object. It ends at the next mark, wherever that is, and the parser stumbles somewhere behind it.
 */
export function unclosedQuote(text: string, { open, offset }: YamlStop): number | undefined {
  let found: number | undefined;
  const look = (node: YamlNode, isOpen: boolean): void => {
    const start = contentStart(text, node.start);
    const mark = text[start];
    if (node.children.length > 0 || (mark !== '"' && mark !== "'") || found !== undefined) return;
    const end = isOpen ? offset : node.end;
    const firstEnd = text.indexOf('\n', start);
    if (firstEnd >= 0 && firstEnd < end && runsOver(text, start, firstEnd, end)) found = start;
  };
  const walk = (node: YamlNode): void => {
    look(node, false);
    for (const child of node.children) if (found === undefined) walk(child);
  };
  const [root] = open;
  if (root !== undefined) walk(root);
  const innermost = open.at(-1);
  if (innermost !== undefined) look(innermost, true);
  return found;
}

/** Whether a text in quotes goes on over lines that do not belong to it. */
function runsOver(text: string, start: number, firstEnd: number, end: number): boolean {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const [blanks = ''] = /^ *(?:- +)*/.exec(text.slice(line, start)) ?? [];
  const isMember = /^\s*["'{[]/.test(text.slice(line, start + 1));
  for (let at = firstEnd + 1; at < end;) {
    const next = text.indexOf('\n', at);
    const content = text.slice(at, next < 0 ? text.length : next);
    const indent = content.search(/\S/);
    if (indent >= 0 && indent <= blanks.length && !isMember) return true;
    if (isMember && /^\s*(?:"[^"\n]*"\s*:|'[^'\n]*'\s*:|[}\]],?\s*$)/.test(content)) return true;
    if (next < 0) return false;
    at = next + 1;
  }
  return false;
}
