import { isQuote } from './flaws/words.ts';
import { pointerInto, stepsOf } from './pointer.ts';
import type { Range } from './lines.ts';
import { contentStart } from './yaml-nodes.ts';
import type { YamlNode } from './yaml-nodes.ts';

/** A key and what stands under it; an entry of a list is its own key. */
interface Entry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

/** The places of the parts of a text that the parser has read. It tells when it begins and ends a part, at a tenth of what a tree costs. */
export interface YamlRanges {
  rangeOf(pointer: string, part: 'key' | 'value'): Range;
  /** The pointers of the parts around an offset, the outermost first. */
  pointersAt(offset: number): readonly (readonly string[])[];
  /** Keys in quotation marks, in braces, that have no colon: with the pointer of the mapping, and the place where it is missing. */
  withoutColon(): readonly { readonly mapping: string; readonly at: Range; readonly found: string }[];
  /** Keys that stand in a mapping before, each with the first one. */
  duplicates(): readonly { readonly key: string; readonly range: Range; readonly first: Range }[];
}

export function yamlRanges(text: string, document: YamlNode | undefined): YamlRanges {
  const root = innermost(document ?? { start: 0, end: 0, kind: null, result: null, children: [] });
  const entries = new WeakMap<YamlNode, ReadonlyMap<string, Entry>>();
  let anchored: Map<unknown, YamlNode> | undefined;

  const entriesOf = (node: YamlNode): ReadonlyMap<string, Entry> => {
    const known = entries.get(node) ?? new Map(listEntries(text, node));
    entries.set(node, known);
    return known;
  };
  /** What an alias stands for is where its anchor is. */
  const behindAlias = (node: YamlNode): YamlNode => {
    if (node.children.length > 0 || text[contentStart(text, node.start)] !== '*') return node;
    anchored ??= collections(root);
    return anchored.get(node.result) ?? node;
  };
  /** The entry under a key, which may stand in what a mapping is merged with. */
  const entryOf = (written: YamlNode, step: string, tried: Set<YamlNode>): Entry | undefined => {
    const node = behindAlias(written);
    // A mapping may be merged with itself, or with others many times.
    if (tried.has(node)) return undefined;
    tried.add(node);
    const own = entriesOf(node);
    const found = own.get(step);
    const merged = own.get('<<');
    if (found !== undefined || merged === undefined) return found;
    const from = behindAlias(merged.value);
    const sources = from.kind === 'sequence' ? [...entriesOf(from).values()].map(({ value }) => value) : [from];
    return sources.map((source) => entryOf(source, step, tried)).find((entry) => entry !== undefined);
  };

  return {
    rangeOf(pointer, part) {
      let found: Entry = { key: root, value: root };
      for (const step of stepsOf(pointer)) {
        const next = entryOf(found.value, step, new Set());
        if (next === undefined) break;
        found = next;
      }
      return rangeOfNode(text, part === 'key' ? found.key : found.value);
    },
    pointersAt(offset) {
      const steps: string[] = [];
      const found: (readonly string[])[] = [[]];
      for (let node: YamlNode | undefined = root; node !== undefined;) {
        const next: readonly [string, Entry] | undefined = [...entriesOf(node)].findLast(([, { key }]) => startOf(text, key) <= offset);
        if (next === undefined) break;
        steps.push(next[0]);
        found.push([...steps]);
        node = next[1].value;
      }
      return found;
    },
    withoutColon() {
      const found: { mapping: string; at: Range; found: string }[] = [];
      const walk = (node: YamlNode, mapping: string): void => {
        let isValue = false;
        for (const [name, { key, value }] of listEntries(text, node)) {
          const isAlone = node.kind === 'mapping' && text[contentStart(text, node.start)] === '{' && !isColonBehind(text, key);
          const { end } = rangeOfNode(text, key);
          if (isAlone && !isValue && isQuote(text[contentStart(text, key.start)])) {
            const at = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
            found.push({ mapping, at: { start: at, end: at + 1 }, found: text[at] ?? '' });
            isValue = text[at] === ',';
          } else isValue = false;
          if (value.children.length > 0) walk(value, pointerInto(mapping, name));
        }
      };
      walk(root, '');
      return found;
    },
    duplicates() {
      const found: { key: string; range: Range; first: Range }[] = [];
      const walk = (node: YamlNode): void => {
        const firsts = new Map<string, YamlNode>();
        for (const [name, { key, value }] of listEntries(text, node)) {
          const first = firsts.get(name);
          if (first !== undefined) found.push({ key: name, range: rangeOfNode(text, key), first: rangeOfNode(text, first) });
          else firsts.set(name, key);
          walk(value);
        }
      };
      walk(root);
      return found;
    },
  };
}

/** The entries of a mapping or a list; a key that stands twice is there twice. */
function listEntries(text: string, node: YamlNode): (readonly [string, Entry])[] {
  if (node.kind === 'sequence' && Array.isArray(node.result)) return itemsOf(text, node, node.result);
  return node.kind === 'mapping' ? pairsOf(text, node.children) : [];
}

function pairsOf(text: string, children: readonly YamlNode[]): (readonly [string, Entry])[] {
  const found: (readonly [string, Entry])[] = [];
  for (let at = 0; at < children.length; at += 1) {
    const [key, value] = [children[at], children[at + 1]];
    if (key === undefined) break;
    const hasValue = value !== undefined && isColonBehind(text, key);
    found.push([String(key.result), { key: innermost(key), value: hasValue ? innermost(value) : emptyBehind(text, key) }]);
    if (hasValue) at += 1;
  }
  return found;
}

function itemsOf(text: string, node: YamlNode, items: readonly unknown[]): (readonly [string, Entry])[] {
  const found: (readonly [string, Entry])[] = [];
  const { children } = node;
  let at = 0;
  for (const [index, item] of items.entries()) {
    const child = children[at];
    const isSkipped = item === null && child?.result !== null && children.length - at < items.length - index;
    if (child === undefined || isSkipped) continue;
    let value = innermost(child);
    at += 1;
    if (item !== child.result && typeof item === 'object' && item !== null && isColonBehind(text, child)) {
      // A list in brackets may hold a pair without braces.
      const inner = children[at];
      at += 1;
      value = { start: child.start, end: inner?.end ?? child.end, kind: 'mapping', result: item, children: [child, inner ?? child] };
    }
    found.push([String(index), { key: value, value }]);
  }
  return found;
}

function isColonBehind(text: string, key: YamlNode): boolean {
  const behind = /(?:\s+|#[^\n]*(?:\n|$))*:/y;
  behind.lastIndex = key.end;
  return behind.test(text);
}

function emptyBehind(text: string, key: YamlNode): YamlNode {
  const { end } = rangeOfNode(text, key);
  return { start: end, end, kind: null, result: null, children: [] };
}

/** The parser may try a part in two ways, one inside of the other. */
function innermost(node: YamlNode): YamlNode {
  const [child, ...others] = node.children;
  return child !== undefined && others.length === 0 && child.result === node.result && child.kind === node.kind ? innermost(child) : node;
}

function collections(root: YamlNode): Map<unknown, YamlNode> {
  const found = new Map<unknown, YamlNode>();
  const walk = (node: YamlNode): void => {
    if (node.children.length > 0 && !found.has(node.result)) found.set(node.result, innermost(node));
    for (const child of node.children) walk(child);
  };
  walk(root);
  return found;
}

function startOf(text: string, node: YamlNode): number {
  const start = contentStart(text, node.start);
  return start >= node.end ? node.start : start;
}

/** Without what stands before a part, and the blanks and comments after it. */
function rangeOfNode(text: string, node: YamlNode): Range {
  // The parser sees a line break more at the end.
  if (node.start > text.length) return { start: text.length, end: text.length };
  const start = startOf(text, node);
  const last = node.children.at(-1);
  if (last !== undefined && (node.kind === 'mapping' || node.kind === 'sequence') && !'[{'.includes(text[start] ?? ' ')) {
    const inner = rangeOfNode(text, innermost(last));
    // An empty value stands behind its colon.
    return { start, end: inner.start === inner.end ? endOf(text, start, Math.min(contentEnd(text, inner.end), node.end)) : inner.end };
  }
  const end = endOf(text, start, node.end);
  return end === start ? { start: node.start, end: node.start } : { start, end };
}

function contentEnd(text: string, from: number): number {
  const colon = /\s*:?/y;
  colon.lastIndex = from;
  colon.test(text);
  return colon.lastIndex;
}

function endOf(text: string, start: number, to: number): number {
  let end = Math.min(to, text.length);
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}
