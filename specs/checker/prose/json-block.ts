import type { Range } from '../../yaml/lines.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { blocksOf } from './blocks-of.ts';
import type { CodeBlock } from './code-block.ts';
import { elidedJson } from './elided-json.ts';
import type { ElidedJson } from './elided-json.ts';
import { httpMessages } from './http-message.ts';
import type { HttpMessage, RequestLine } from './http-message.ts';

/** A block of code that is meant as JSON, or as HTTP, which may have JSON in it. */
export interface ReadBlock {
  readonly block: CodeBlock;
  readonly messages: readonly ShownMessage[];
  readonly texts: readonly JsonText[];
  /** Why it could not be told what is in it. */
  readonly doubt: string | undefined;
}

/** A text in a block that is meant as JSON. */
export interface JsonText {
  readonly json: ElidedJson;
  /** The message whose body it is. */
  readonly message: ShownMessage | undefined;
  /** Where in the file a range of the text stands. */
  readonly placeOf: (range: Range) => Range;
}

/** A message, with the block that it stands in: its body may be a block of its own, right behind. */
export interface ShownMessage extends HttpMessage {
  readonly block: CodeBlock;
  /** The request that it answers, or that it is. */
  readonly request: RequestLine | undefined;
}

const largest = 200_000;
const read = new WeakMap<SourceTree, readonly ReadBlock[]>();

/** The blocks of a tree's prose that are JSON or HTTP, or could be. */
export function readBlocks(tree: SourceTree): readonly ReadBlock[] {
  let known = read.get(tree);
  if (known === undefined) read.set(tree, (known = tree.files.flatMap((source) => readAll(blocksOf(tree, source)))));
  return known;
}

function readAll(blocks: readonly CodeBlock[]): readonly ReadBlock[] {
  const all: ReadBlock[] = [];
  let before: { readonly block: CodeBlock; readonly message: ShownMessage; readonly hasBody: boolean } | undefined;
  for (const block of blocks) {
    const isBehind = before !== undefined && isRightBehind(before.block, block);
    const found = readBlock(block, isBehind ? before?.message : undefined, isBehind && before?.hasBody === true);
    if (found !== undefined) all.push(found);
    const bodyOf = found?.texts.at(-1)?.message;
    const message = found?.messages.at(-1) ?? bodyOf;
    before = message && { block, message, hasBody: message === bodyOf || message.body !== undefined };
  }
  return all;
}

/** Whether there is nothing between two blocks. */
function isRightBehind(first: CodeBlock, second: CodeBlock): boolean {
  const between = first.source.text.slice(first.range.end, second.range.start);
  return between.length < 200 && /^\s*(?:[`~]{3,}\s*)?(?:[`~]{3,}\s*\w*|\.\. [\w-]+::\s*\w*)?\s*$/.test(between);
}

/**
 * What a block holds; undefined when it is meant as something else.
 * @param before the message that stands right before it, and whether it has its body already.
 */
function readBlock(block: CodeBlock, before: ShownMessage | undefined, hasBody: boolean): ReadBlock | undefined {
  const { text, language = '' } = block;
  const isLabelled = /^(application\/)?jsonc?$/.test(language);
  if (!isLabelled && !/^(nohighlight|text|plain|plaintext|none|http)?$/.test(language)) return undefined;
  const nothing = { block, messages: [], texts: [] };
  if (text.length > largest) return { ...nothing, doubt: 'this block is too long to look at' };
  const messages = shownMessages(block, before?.request);
  if (messages.length > 0) {
    const bodies = messages.flatMap((message) => (message.body === undefined ? [] : [{ message, body: message.body }]));
    const meant = bodies.filter(({ message, body }) => isJsonBody(message, text.slice(body.start, body.end)));
    return { ...nothing, messages, texts: meant.map(({ message, body }) => jsonText(block, body, message)), doubt: undefined };
  }
  if (isLabelled || beginsLikeJson(text)) {
    const message = hasBody ? undefined : before;
    return { ...nothing, texts: [jsonText(block, { start: 0, end: text.length }, message)], doubt: undefined };
  }
  // Without quotation marks it may be JavaScript, or a sketch.
  const isSketch = /^\s*\{\s*(?:<[^<>]*>|[\w.]+)\s*:/.test(text.slice(0, 500));
  return isSketch ? { ...nothing, doubt: 'it is not certain that this block is meant as JSON; label it "json" if it is' } : undefined;
}

function shownMessages(block: CodeBlock, asked: RequestLine | undefined): readonly ShownMessage[] {
  let request = asked;
  return httpMessages(block.text).map((message) => {
    if (message.start.kind === 'request') request = message.start;
    return { ...message, block, request };
  });
}

function jsonText(block: CodeBlock, { start, end }: Range, message: ShownMessage | undefined): JsonText {
  return {
    json: elidedJson(block.text.slice(start, end)),
    message,
    placeOf: (range) => placeIn(block, start + range.start, start + range.end),
  };
}

/** Where in the file a range of a block stands: without the indentation of a line that it ends before. */
export function placeIn(block: CodeBlock, start: number, end: number): Range {
  if (end > start) return { start: block.offsetOf(start), end: block.offsetOf(end - 1) + 1 };
  const at = start > 0 ? block.offsetOf(start - 1) + 1 : block.offsetOf(0);
  return { start: at, end: at };
}

/** Whether a text without a label is surely meant as JSON: a bracket with a key or an item in quotation marks right behind it. */
export function beginsLikeJson(text: string): boolean {
  const begin = text.slice(0, 2000).replace(/^(?:\s+|\/\/[^\n]*\n)+/, '');
  const skipped = /^[{[](?:\s+|\/\/[^\n]*\n|\.\.\.,?|[{[])*/.exec(begin)?.[0];
  if (skipped === undefined) return /^"[\w.-]+"\s*:\s*[{["\d]/.test(begin);
  const inside = begin.slice(skipped.length);
  const isInList = skipped.replace(/[\s.,]+$/, '').endsWith('[') && /^"[^"\n]*"\s*(?:[,\]}]|$)/.test(inside);
  return isInList || /^"[^"\n]*"?\s*[:,{["=]|^'[^'\n]*'\s*:|^\}/.test(inside);
}

/** Whether a text proposes what is not described yet, or no more. */
export function isProposal({ path }: SourceFile): boolean {
  return /(^|\/)(proposals|drafts|attic|supporting-docs)\//.test(path);
}

function isJsonBody(message: HttpMessage, body: string): boolean {
  const type = message.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return type !== undefined && /\bjson\b/.test(type) ? /^\s*[{["]/.test(body) : beginsLikeJson(body) || /^\s*\{\s*\w+:\s*["{[]/.test(body);
}
