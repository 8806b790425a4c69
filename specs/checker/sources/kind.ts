import { isMapping } from '../../reader/resolve.ts';
import type { SourceKind } from './source-file.ts';

/** What a file can be, as far as its name tells; `yaml` is then told apart by its content. */
export type NamedKind = 'yaml' | 'perhaps-yaml' | Exclude<SourceKind, 'api' | 'schema' | 'event-example' | 'data'>;

/** @param path with `/` between its parts. */
export function kindByName(path: string): NamedKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith('.')) return 'other';
  if (/(^|\/)newsfragments\//.test(path)) return 'fragment';
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (name.endsWith('.json')) return /(^|\/)(package(-lock)?|tsconfig)\.json$/.test(path) ? 'other' : 'yaml';
  if (/\.(md|markdown)$/.test(name)) return 'markdown';
  if (name.endsWith('.rst')) return 'rst';
  if (name.endsWith('.html')) return /(^|\/)layouts\//.test(path) ? 'template' : 'other';
  // Event schemas and examples had no extension in 2016: m.room.message#m.text.
  return /^m\.[a-z]/.test(name) ? 'perhaps-yaml' : 'other';
}

/** What a YAML or JSON file describes. */
export function kindByContent(path: string, value: unknown): SourceKind {
  if (!isMapping(value)) return 'data';
  if ('openapi' in value || 'swagger' in value || isMapping(value['paths'])) return 'api';
  if (isEvent(value) || /(^|\/)event-schemas\/examples\//.test(path)) return 'event-example';
  const keywords = ['properties', 'allOf', 'anyOf', 'oneOf', 'additionalProperties', 'patternProperties', 'items', 'enum', '$schema'];
  if (keywords.some((keyword) => keyword in value) || typeOf(value)) return 'schema';
  return 'data';
}

function typeOf({ type }: Readonly<Record<string, unknown>>): boolean {
  const types: readonly unknown[] = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];
  return Array.isArray(type) ? type.every((one) => types.includes(one)) : types.includes(type);
}

function isEvent(value: Readonly<Record<string, unknown>>): boolean {
  return isMapping(value['content']) && typeof value['type'] === 'string' && !('properties' in value);
}
