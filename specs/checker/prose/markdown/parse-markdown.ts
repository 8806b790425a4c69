import { Lines } from '../../../yaml/lines.ts';
import type { MarkdownDocument, OpenFence } from './markdown-document.ts';
import type { MarkdownPart } from './markdown-part.ts';
import { blanked, maskLines } from './mask-lines.ts';
import { findOpenFence } from './open-fence.ts';
import { parsedParts } from './parsed-parts.ts';
import { plainParts } from './plain-parts.ts';
import { readParts } from './read-parts.ts';
import { shortcodesIn } from './shortcodes.ts';

const mostOpenFences = 20;

/** Reads Markdown with Hugo's front matter and shortcodes. Never throws. */
export function parseMarkdown(text: string): MarkdownDocument {
  const { shortcodes, broken } = shortcodesIn(text);
  const lines = new Lines(text);
  const masked = maskLines(
    text,
    shortcodes.map(({ range }) => range),
  );
  const { parts, openFences } = mostlyPlain(masked, lines) ?? asParsed(masked, lines);
  return { ...readParts(parts, masked, lines), shortcodes, brokenShortcodes: broken, openFences };
}

interface Parts {
  readonly parts: readonly MarkdownPart[];
  readonly openFences: readonly OpenFence[];
}

function mostlyPlain(masked: string, lines: Lines): Parts | undefined {
  const plain = plainParts(masked);
  if (plain?.rest === undefined) return plain && { parts: plain.parts, openFences: [] };
  const rest = parsedParts(plain.rest);
  if (findOpenFence(rest, lines) !== undefined) return undefined;
  return { parts: [...plain.parts, ...rest].toSorted((one, other) => one.line - other.line), openFences: [] };
}

/** By the parser alone. Everything behind a fence left open would be read inside out: it is read as if that fence were not there. */
function asParsed(masked: string, lines: Lines): Parts {
  const openFences: OpenFence[] = [];
  let text = masked;
  for (;;) {
    const parts = parsedParts(text);
    const open = openFences.length < mostOpenFences ? findOpenFence(parts, lines) : undefined;
    if (open === undefined) return { parts, openFences };
    openFences.push(open);
    if (open.next === undefined) return { parts, openFences };
    text = blanked(text, open.range);
  }
}
