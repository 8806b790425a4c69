import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import type { Schema } from 'js-yaml';

/** A part of a YAML text as the parser met it; `start` is before the blanks, comments, anchors and tags in front of it. */
export interface YamlNode {
  readonly start: number;
  end: number;
  kind: string | null;
  result: unknown;
  readonly children: YamlNode[];
}

/** Where the parser gave up, and why. */
export interface YamlStop {
  readonly offset: number;
  readonly reason: string;
  /** The parts that it was in, the outermost first. */
  readonly open: readonly YamlNode[];
  /** The part that it had finished last. */
  readonly last: YamlNode | undefined;
}

const mergeKey = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (text) => text === '<<' });
const mergingSchema = CORE_SCHEMA.extend({ implicit: [mergeKey] });

/** The types of YAML's core schema, and in a text that may use it the merge key `<<` of YAML 1.1, which editors' tools know as well. */
export function yamlSchema(text: string): Schema {
  return text.includes('<<') ? mergingSchema : CORE_SCHEMA;
}

/** Reads a text that is YAML, or does until it is not. Of keys that stand twice the last counts. */
export function readNodes(text: string): { readonly documents: readonly YamlNode[] } | YamlStop {
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const root = nodeAt(0);
  const open: YamlNode[] = [root];
  let last: YamlNode | undefined;
  try {
    load(text, {
      schema: yamlSchema(text),
      json: true,
      listener(event, state) {
        if (event === 'open') {
          const node = nodeAt(state.position + shift);
          open.at(-1)?.children.push(node);
          open.push(node);
          return;
        }
        const node = open.pop();
        if (node === undefined) return;
        node.end = state.position + shift;
        node.kind = state.kind;
        node.result = state.result;
        last = node;
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof YAMLException)) throw thrown;
    const documents = root.children;
    // Several documents are the one reason that comes without a place.
    if (!isPlaced(thrown) && documents.length > 1) return { documents };
    const offset = isPlaced(thrown) ? thrown.mark.position + shift : 0;
    return { offset: Math.min(offset, text.length), reason: thrown.reason, open: open.slice(1), last };
  }
  return { documents: root.children };
}

/** The types say that every exception has a place. */
function isPlaced(thrown: YAMLException): boolean {
  return Object.hasOwn(thrown, 'mark') && typeof Reflect.get(thrown, 'mark') === 'object';
}

function nodeAt(start: number): YamlNode {
  return { start, end: start, kind: null, result: undefined, children: [] };
}

/** Behind the blanks, comments, anchors and tags that stand before a part. */
export function contentStart(text: string, from: number): number {
  const before = /(?:\s+|#[^\n]*(?:\n|$)|[&!][^\s,[\]{}]*(?=\s))*/y;
  before.lastIndex = from;
  before.test(text);
  return before.lastIndex;
}
