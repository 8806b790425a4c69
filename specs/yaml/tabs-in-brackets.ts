import type { Range } from './lines.ts';
import { contentStart, readNodes } from './yaml-nodes.ts';
import type { YamlNode } from './yaml-nodes.ts';

/** Tabs that lines within brackets or braces are indented with, in a text that is YAML; those of texts over several lines are none. */
export function tabsInBrackets(text: string): readonly Range[] {
  const tabs = [...text.matchAll(/^ *\t[ \t]*(?=\S)/gm)].map(({ 0: blanks, index }) => ({ start: index, end: index + blanks.length }));
  if (tabs.length === 0) return [];
  const nodes = readNodes(text);
  if (!('documents' in nodes)) return [];
  const brackets: Range[] = [];
  const texts: Range[] = [];
  const walk = (node: YamlNode): void => {
    const start = contentStart(text, node.start);
    if (node.children.length === 0) texts.push({ start, end: node.end });
    else if (text[start] === '{' || text[start] === '[') brackets.push({ start, end: node.end });
    for (const child of node.children) walk(child);
  };
  for (const document of nodes.documents) walk(document);
  const isIn = (offset: number, ranges: readonly Range[]): boolean => ranges.some(({ start, end }) => start < offset && offset < end);
  return tabs.filter(({ end }) => isIn(end, brackets) && !isIn(end, texts));
}
