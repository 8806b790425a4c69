import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError, ParseErrorCode } from 'jsonc-parser';
import { stepsOf } from './pointer.ts';
import type { Range } from './lines.ts';
import { Lines } from './lines.ts';
import type { YamlContent, YamlError } from './yaml-content.ts';

const mostLevels = 100;

/** Reads JSON, which is less lenient than YAML. Never throws: what is no JSON is in the content's errors. */
export function parseJson(text: string): YamlContent {
  const deep = tooDeep(text);
  if (deep !== undefined) {
    const message = `this is nested too deep to look at: more than ${mostLevels} levels`;
    const error: YamlError = { kind: 'too-deep', range: { start: deep, end: deep + 1 }, message };
    return { value: undefined, errors: [error], holes: [''], gaps: [], rangeOf: () => ({ start: 0, end: 0 }) };
  }
  const found: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), found, { disallowComments: true, allowTrailingComma: false });
  const errors = [...told(text, found), ...duplicatesIn(text, tree)].toSorted((one, other) => one.range.start - other.range.start);
  return {
    value: tree === undefined ? null : getNodeValue(tree),
    errors,
    holes: found.length === 0 ? [] : [''],
    gaps: [],
    rangeOf: (pointer, part = 'value') => rangeIn(tree, pointer, part),
  };
}

function tooDeep(text: string): number | undefined {
  const tokens = /"(?:[^"\\\n]|\\.)*"|[[\]{}]/g;
  let depth = 0;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[0] === '[' || token[0] === '{') depth += 1;
    else if (token[0] === ']' || token[0] === '}') depth -= 1;
    if (depth > mostLevels) return token.index;
  }
  return undefined;
}

/** One mistake makes the parser stumble more than once: the first on each line is told, and none on the line after a broken string. */
function told(text: string, found: readonly ParseError[]): readonly YamlError[] {
  const lines = new Lines(text);
  const errors: YamlError[] = [];
  let upTo = 0;
  for (const { error, offset, length } of found) {
    const { line } = lines.at(offset);
    if (line <= upTo) continue;
    upTo = printParseErrorCode(error) === 'UnexpectedEndOfString' ? line + 1 : line;
    errors.push({ kind: 'syntax', ...placed(text, error, offset, length) });
  }
  return errors;
}

function placed(text: string, error: ParseErrorCode, offset: number, length: number): { readonly range: Range; readonly message: string } {
  const range = { start: offset, end: Math.max(offset + length, offset + 1) };
  const behind = text.slice(0, offset).trimEnd().length;
  const before = { start: behind, end: behind };
  const name = printParseErrorCode(error);
  switch (name) {
    case 'CommaExpected':
      return { range: before, message: 'a comma is missing here' };
    case 'ColonExpected':
      return { range: before, message: 'a colon is missing here, between the key and its value' };
    case 'CloseBraceExpected':
      return { range: before, message: 'a } is missing here' };
    case 'CloseBracketExpected':
      return { range: before, message: 'a ] is missing here' };
    case 'PropertyNameExpected':
    case 'ValueExpected':
      if (text[behind - 1] === ',' && /[}\]]/.test(text[offset] ?? '')) {
        return { range: { start: behind - 1, end: behind }, message: 'a comma too many: nothing follows it' };
      }
      return { range, message: name === 'ValueExpected' ? 'a value is wanted here' : 'a key in double quotes is wanted here' };
    case 'InvalidCommentToken':
      return { range, message: 'JSON has no comments' };
    case 'UnexpectedEndOfString':
      return { range, message: 'this quotation mark is not closed; a " is wanted at the end of the text' };
    case 'EndOfFileExpected':
      return { range, message: 'nothing may follow the end of the value' };
    case 'InvalidNumberFormat':
      return { range, message: 'this is no number as JSON writes it' };
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return { range, message: 'JSON knows no such escape in a string; a backslash itself is written \\\\' };
    case 'InvalidCharacter':
      return { range, message: 'a string may not hold this character; write it as an escape' };
    default:
      return { range, message: 'this is no JSON: strings and keys stand in double quotes' };
  }
}

function duplicatesIn(text: string, tree: Node | undefined): readonly YamlError[] {
  const found: YamlError[] = [];
  const walk = (node: Node): void => {
    const firsts = new Map<unknown, Node>();
    for (const child of node.children ?? []) {
      const key = node.type === 'object' ? child.children?.[0] : undefined;
      const first = key === undefined ? undefined : firsts.get(key.value);
      if (key !== undefined && first !== undefined) {
        const message = `the key ${text.slice(key.offset, key.offset + key.length)} stands here twice`;
        found.push({ kind: 'duplicate-key', range: rangeOf(key), first: rangeOf(first), message });
      } else if (key !== undefined) firsts.set(key.value, key);
      walk(child);
    }
  };
  if (tree !== undefined) walk(tree);
  return found;
}

function rangeIn(tree: Node | undefined, pointer: string, part: 'key' | 'value'): Range {
  let node = tree;
  for (const step of stepsOf(pointer)) {
    if (node === undefined) break;
    const next = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]);
    if (next === undefined) return rangeOf(node);
    node = next;
  }
  if (node === undefined) return { start: 0, end: 0 };
  const { parent } = node;
  const key = part === 'key' && parent?.type === 'property' && pointer !== '' ? parent.children?.[0] : undefined;
  return rangeOf(key ?? node);
}

function rangeOf({ offset, length }: Node): Range {
  return { start: offset, end: offset + length };
}
