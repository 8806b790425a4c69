import { isMapping } from '../../reader/resolve.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const base64 = '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?';

/** Patterns of formats that the validator does not know; the identifiers of the standard by their sigils, which old ones have as well. */
const patterns: Readonly<Record<string, string>> = {
  byte: `^${base64}$`,
  'mx-user-id': '^@',
  'mx-event-id': '^\\$',
  'mx-room-id': '^!',
  'mx-room-alias': '^#[^:]*:.',
  'mx-server-name': '^(?:[0-9A-Za-z.-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?$',
  'mx-mxc-uri': '^mxc://[^/]+/[^/]',
  'mx-unpadded-base64': '^[A-Za-z0-9+/]*$',
  'mx-urlsafe-unpadded-base64': '^[A-Za-z0-9_-]*$',
};

/** What the validator knows by itself and the tools of JSON Schema agree on. */
const known: ReadonlySet<string> = new Set([
  'date',
  'time',
  'date-time',
  'duration',
  'uri',
  'uri-reference',
  'uri-template',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'regex',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
]);

const ofTrees = new WeakMap<SourceTree, ReadonlyMap<string, string>>();

/** How a format is told: by the validator itself, by a pattern, or not at all. A tree may define formats of its own, with patterns. */
export function formatIn(tree: SourceTree, name: string): 'known' | { readonly pattern: string } | undefined {
  let own = ofTrees.get(tree);
  if (own === undefined) ofTrees.set(tree, (own = ownFormats(tree)));
  const pattern = own.get(name) ?? (Object.hasOwn(patterns, name) ? patterns[name] : undefined);
  if (pattern !== undefined) return { pattern };
  return known.has(name) ? 'known' : undefined;
}

function ownFormats(tree: SourceTree): ReadonlyMap<string, string> {
  const formats = new Map<string, string>();
  const value = tree.file('data/string-formats.yaml')?.yaml?.value;
  if (!isMapping(value)) return formats;
  for (const [name, format] of Object.entries(value)) {
    const pattern = isMapping(format) ? format['regex'] : undefined;
    if (typeof pattern === 'string' && isPattern(pattern)) formats.set(name, pattern);
  }
  return formats;
}

/** Whether a text is a regular expression as JSON Schema reads them. */
export function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    // What is no pattern is said of the schema, not of its examples.
    return false;
  }
}
