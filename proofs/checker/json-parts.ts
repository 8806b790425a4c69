import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { SampleTree } from './sample-tree.ts';

/** A part of a file that is JSON to the letter; `root` has its places from the beginning of the file. */
export interface JsonPart {
  readonly path: string;
  /** The whole file, a string of YAML, a part of YAML itself, or a block of prose. */
  readonly where: 'file' | 'string' | 'yaml' | 'prose';
  /** The text of the whole file. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly root: Node;
}

const found = new WeakMap<SampleTree, readonly JsonPart[]>();

/** Every part of the files of a tree that is JSON. */
export function jsonParts(tree: SampleTree): readonly JsonPart[] {
  let parts = found.get(tree);
  if (parts === undefined) found.set(tree, (parts = tree.texts.flatMap(([path, file]) => jsonPartsOf(path, file))));
  return parts;
}

/** Every part of a file that `JSON.parse` takes, with at least one key or two items, none inside of another one. */
export function jsonPartsOf(path: string, file: string): readonly JsonPart[] {
  const parts: JsonPart[] = [];
  for (let start = 0; start < file.length; start += 1) {
    const end = /[{[]/.test(file[start] ?? '') ? endOf(file, start) : undefined;
    if (end === undefined) continue;
    const root = parseTree(' '.repeat(start) + file.slice(start, end));
    if (root === undefined || (root.children ?? []).length < (root.type === 'array' ? 2 : 1)) continue;
    parts.push({ path, where: whereIs(path, file, start), file, start, end, root });
    start = end;
  }
  return parts;
}

/** Behind the bracket that closes the one at a place, if what is between is JSON. */
function endOf(file: string, start: number): number | undefined {
  const tokens = /"(?:[^"\\\n]|\\.)*"|[[\]{}]/g;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(file); token !== null; token = tokens.exec(file)) {
    if (/[[{]/.test(token[0])) depth += 1;
    else if (/[\]}]/.test(token[0])) depth -= 1;
    if (depth === 0) return isJson(file.slice(start, tokens.lastIndex)) ? tokens.lastIndex : undefined;
  }
  return undefined;
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function whereIs(path: string, file: string, start: number): JsonPart['where'] {
  if (/\.(md|rst)$/.test(path)) return 'prose';
  if (start === 0) return 'file';
  const before = file.slice(0, start).trimEnd();
  return before.endsWith('|-') || before.endsWith('|') ? 'string' : 'yaml';
}

/** The marks of a part that stand outside of its strings, and its strings. */
export function tokensOf({
  file,
  start,
  end,
}: JsonPart): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
  const tokens = /"(?:[^"\\\n]|\\.)*"|[[\]{},:]/g;
  tokens.lastIndex = start;
  const all = [];
  for (let token = tokens.exec(file); token !== null && token.index < end; token = tokens.exec(file)) {
    all.push({ text: token[0], start: token.index, end: tokens.lastIndex });
  }
  return all;
}

/** A key and its value in an object of JSON. */
export interface Member {
  readonly part: JsonPart;
  readonly key: string;
  readonly property: Node;
  readonly keyNode: Node;
  readonly value: Node;
  readonly object: Node;
}

/** Every member of every object of a part. */
export function membersOf(part: JsonPart): readonly Member[] {
  return nodesOf(part.root).flatMap((object) =>
    (object.type === 'object' ? (object.children ?? []) : []).flatMap((property) => {
      const [keyNode, value] = property.children ?? [];
      if (keyNode === undefined || value === undefined || typeof keyNode.value !== 'string') return [];
      return [{ part, key: keyNode.value, property, keyNode, value, object }];
    }),
  );
}

/** The brackets of a part, in pairs, with the last character before the closing one. */
export function bracketsOf(part: JsonPart): readonly { readonly open: number; readonly before: number; readonly close: number }[] {
  return nodesOf(part.root)
    .filter(({ type }) => type === 'object' || type === 'array')
    .map(({ offset, length }) => {
      const close = offset + length - 1;
      return { open: offset, before: part.file.slice(0, close).trimEnd().length - 1, close };
    });
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}
