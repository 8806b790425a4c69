import { stepsOf } from '../../../yaml/pointer.ts';
import type { Range } from '../../../yaml/lines.ts';

/** A part of a JSON text in prose. */
export type JsonNode = JsonObject | JsonArray | JsonScalar | JsonElision;

interface JsonObject {
  readonly kind: 'object';
  readonly range: Range;
  readonly members: readonly JsonMember[];
  /** Whether more members are meant than are written. */
  readonly isPartial: boolean;
}

export interface JsonMember {
  /** As it is meant; undefined for a placeholder. */
  readonly key: string | undefined;
  readonly keyRange: Range;
  readonly value: JsonNode;
}

interface JsonArray {
  readonly kind: 'array';
  readonly range: Range;
  readonly items: readonly JsonNode[];
  readonly isPartial: boolean;
}

interface JsonScalar {
  readonly kind: 'scalar';
  readonly range: Range;
  readonly value: string | number | boolean | null;
}

/** What stands for a value: `$token`, `<a user ID>`, `integer (optional)`. */
interface JsonElision {
  readonly kind: 'elision';
  readonly range: Range;
}

/** The text that stands for every elided value in `plainValue`. */
const elided = '<elided>';

/** A part as plain data. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.flatMap(({ key, value }) => (key === undefined ? [] : [[key, plainValue(value)]])));
    case 'array':
      return node.items.filter(({ kind }) => kind !== 'elision').map(plainValue);
    case 'scalar':
      return node.value;
    case 'elision':
      return elided;
  }
}

/** A value of an object's member. */
export function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.findLast((member) => member.key === key)?.value : undefined;
}

/** The text of an object's member. */
export function textOf(node: JsonNode | undefined, key: string): string | undefined {
  const value = memberOf(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

/** The part that a JSON pointer into the plain data names; undefined when there is none. */
export function nodeAt(node: JsonNode, pointer: string): JsonNode | undefined {
  return memberAt(node, pointer).value;
}

/** The part that a JSON pointer into the plain data names, with the place of its key. */
export function memberAt(root: JsonNode, pointer: string): { readonly keyRange?: Range; readonly value: JsonNode | undefined } {
  let found: { keyRange?: Range; value: JsonNode | undefined } = { value: root };
  for (const step of stepsOf(pointer)) {
    const node = found.value;
    if (node?.kind === 'object') {
      const member = node.members.findLast(({ key }) => key === step);
      found = member === undefined ? { value: undefined } : { keyRange: member.keyRange, value: member.value };
    } else if (node?.kind === 'array') found = { value: node.items.filter(({ kind }) => kind !== 'elision')[Number(step)] };
    else return { value: undefined };
  }
  return found;
}
