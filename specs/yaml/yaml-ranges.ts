import { CORE_SCHEMA, load } from 'js-yaml';
import { stepsOf } from './pointer.ts';
import type { Range } from './lines.ts';

/** A part of a YAML text as the parser met it. */
interface Node {
  readonly start: number;
  end: number;
  kind: string | null;
  result: unknown;
  children: Node[];
}

/**
 * The places of the parts of a text that is sound YAML. The parser tells when it begins and ends a part, which costs a tenth of what a
 * parser costs that keeps a tree.
 */
export function yamlRanges(text: string): (pointer: string, part: 'key' | 'value') => Range {
  const root = nodesOf(text);
  const memory = new WeakMap<Node, Map<string, readonly [key: Node, value: Node]>>();
  const childOf = (node: Node, step: string): readonly [key: Node, value: Node] | undefined => {
    let known = memory.get(node);
    if (known === undefined) {
      known = new Map();
      if (node.kind === 'sequence') {
        for (const [at, child] of node.children.entries()) known.set(String(at), [child, child]);
      } else {
        for (let at = 0; at + 1 < node.children.length; at += 2) {
          const [key, value] = [node.children[at], node.children[at + 1]];
          if (key !== undefined && value !== undefined) known.set(String(key.result), [key, unwrapped(value)]);
        }
      }
      memory.set(node, known);
    }
    return known.get(step);
  };
  return (pointer, part) => {
    let [key, node] = [root, root];
    for (const step of stepsOf(pointer)) {
      const child = childOf(node, step);
      if (child === undefined) break;
      [key, node] = [child[0], unwrapped(child[1])];
    }
    const chosen = part === 'key' ? key : node;
    return trimmed(text, chosen.start, chosen.end);
  };
}

function nodesOf(text: string): Node {
  const root: Node = { start: 0, end: text.length, kind: null, result: undefined, children: [] };
  const open: Node[] = [root];
  load(text, {
    schema: CORE_SCHEMA,
    listener(event, state) {
      if (event === 'open') {
        const node: Node = { start: state.position, end: state.position, kind: null, result: undefined, children: [] };
        open.at(-1)?.children.push(node);
        open.push(node);
      } else {
        const node = open.pop();
        if (node === undefined) return;
        node.end = state.position;
        node.kind = state.kind;
        node.result = state.result;
      }
    },
  });
  return unwrapped(root.children.at(-1) ?? root);
}

/** The parser may try a part in two ways, one inside of the other. */
function unwrapped(node: Node): Node {
  const [child, ...others] = node.children;
  return child !== undefined && others.length === 0 && child.result === node.result && child.kind === node.kind ? unwrapped(child) : node;
}

/** Without the blanks, comments, anchors and tags before a part, and the blanks after it. */
function trimmed(text: string, from: number, to: number): Range {
  const before = /(?:\s+|#[^\n]*(?:\n|$)|[&!][^\s,[\]{}]*(?=\s))*/y;
  before.lastIndex = from;
  before.test(text);
  const start = Math.min(before.lastIndex, to);
  let end = to;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return { start: start === to ? from : start, end: start === to ? from : end };
}
