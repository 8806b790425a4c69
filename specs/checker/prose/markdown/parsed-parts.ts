import MarkdownIt from 'markdown-it';
import type { MarkdownPart } from './markdown-part.ts';

// Only blocks: the parser gives no places inside of them.
const parser = new MarkdownIt({ html: true });
parser.core.ruler.enableOnly(['normalize', 'block']);

/** The parts of any text, by a parser of CommonMark, and the marks of its fences. */
export function parsedParts(text: string): readonly ParsedPart[] {
  const parts: ParsedPart[] = [];
  let level: number | undefined;
  for (const { type, map, tag, content, info, markup } of parser.parse(text, {})) {
    if (map === null) continue;
    const [line, end] = map;
    if (type === 'heading_open') level = Number(tag.slice(1));
    else if (type === 'inline') {
      if (level === undefined) parts.push({ kind: 'paragraph', line, end, content });
      else parts.push({ kind: 'heading', line, end, content, level });
      level = undefined;
    } else if (type === 'fence') parts.push({ kind: 'fenced', line, end, content, info, markup });
    else if (type === 'code_block') parts.push({ kind: 'indented', line, end, content });
    else if (type === 'html_block') parts.push({ kind: 'html', line, end, content });
    else if (type === 'table_open') parts.push({ kind: 'table', line, end, content: '' });
  }
  return parts;
}

export interface ParsedPart extends MarkdownPart {
  /** The opening fence, such as three backticks. */
  readonly markup?: string;
}
