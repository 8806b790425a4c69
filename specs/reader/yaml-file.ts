import { readFileSync } from 'node:fs';
import type { Document } from 'yaml';
import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { SourceError } from './source-error.ts';
import { packageRoot } from './package-root.ts';

/** A YAML file as plain data, with the line on which each part of it stands. */
export interface YamlFile {
  /** Relative to the package. */
  readonly file: string;
  readonly content: unknown;
  /** Line of the value that a JSON pointer names: that of its key, or of the entry of a list. Of the nearest part above, if there is none. */
  lineOf(pointer: string): number;
}

const files = new Map<string, YamlFile>();

/** Reads a YAML file of the package, once. @throws SourceError when it is no YAML, or has a key twice. */
export function yamlFile(file: string): YamlFile {
  const known = files.get(file);
  if (known !== undefined) return known;
  const read = parseYaml(file, readFileSync(new URL(file, packageRoot), 'utf8'));
  files.set(file, read);
  return read;
}

/** @throws SourceError when the text is no YAML, or has a key twice. */
export function parseYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [flaw] = document.errors;
  if (flaw !== undefined) {
    throw new SourceError({ file, line: lines.linePos(flaw.pos[0]).line }, flaw.message.split('\n')[0] ?? flaw.message, { cause: flaw });
  }
  return { file, content: document.toJS(), lineOf: (pointer) => lines.linePos(offsetOf(document, pointer)).line };
}

function offsetOf(document: Document.Parsed, pointer: string): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of stepsOf(pointer)) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (item === undefined) return offset;
      offset = startOf(isCollection(item) ? (firstPart(item) ?? item) : item) ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

function firstPart(node: unknown): unknown {
  if (isMap(node)) return node.items[0]?.key;
  return isSeq(node) ? node.items[0] : undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** The steps of a JSON pointer (RFC 6901), unescaped. */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON pointer one step further. */
export function pointerInto(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
