import { load } from 'js-yaml';
import { mendYaml } from './mend-yaml.ts';
import { refusedAliases } from './refused-aliases.ts';
import type { YamlContent } from './yaml-content.ts';
import { readNodes, yamlSchema } from './yaml-nodes.ts';
import { yamlRanges } from './yaml-ranges.ts';
import type { YamlRanges } from './yaml-ranges.ts';

/** Reads YAML, of which JSON is a part. Never throws: what is no YAML is in the content's errors. */
export function parseYaml(text: string): YamlContent {
  let value: unknown;
  try {
    value = load(text, { schema: yamlSchema(text) }) ?? null;
  } catch {
    // The fast parser gives up at the first mistake.
    return withoutBombs(text, mendYaml(text));
  }
  let ranges: YamlRanges | undefined;
  const mayLackColon = /\{\s*["']|,\s*["'][^"'\n]*["']\s*[,}]/.test(text) && !mayBeBomb(text) && hasNull(value);
  const colons = mayLackColon ? (ranges = rangesOf(text)).withoutColon() : [];
  return withoutBombs(text, {
    value,
    errors: colons.map(({ at, found }) => ({ kind: 'syntax', range: at, message: missingColon(found) })),
    holes: colons.map(({ mapping }) => mapping),
    gaps: [],
    rangeOf(pointer, part = 'value') {
      ranges ??= rangesOf(text);
      return ranges.rangeOf(pointer, part);
    },
  });
}

/** A key without a colon has no value either. */
function hasNull(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === null;
  return Object.values(value).some(hasNull);
}

function missingColon(found: string): string {
  return found === ','
    ? 'a colon is wanted between a key and its value, there is ","; write ":"'
    : 'a colon and a value are wanted behind this key';
}

function rangesOf(text: string): YamlRanges {
  const nodes = readNodes(text);
  return yamlRanges(text, 'documents' in nodes ? nodes.documents[0] : undefined);
}

function mayBeBomb(text: string): boolean {
  return text.includes('*') && text.includes('&');
}

/** A few lines of aliases can stand for more than a computer can hold: of those nothing but the place is kept. */
function withoutBombs(text: string, content: YamlContent): YamlContent {
  const refused = mayBeBomb(text) ? refusedAliases(content.value, text.length) : undefined;
  if (refused === undefined) return content;
  const { start } = content.rangeOf(refused.pointer);
  const end = /[\r\n]/.exec(text.slice(start));
  const message = refused.endless
    ? 'this part holds itself, by an alias'
    : 'aliases make this part too large to look at; write it out, or less of it';
  return {
    value: undefined,
    errors: [...content.errors, { kind: 'alias-bomb', range: { start, end: end === null ? text.length : start + end.index }, message }],
    holes: [''],
    gaps: [],
    rangeOf: () => ({ start: 0, end: 0 }),
  };
}
