import { pointerInto } from '../../yaml/pointer.ts';
import { scalarOffsets } from '../../yaml/scalar-offsets.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** A text of people in a YAML file: the value of a `description` or `summary`. Markdown since 2021, RST before. */
export interface YamlProse {
  readonly source: SourceFile;
  readonly pointer: string;
  readonly text: string;
  /** Where in the file a character of `text` stands, also in block scalars, quoted and folded ones. */
  offsetOf(index: number): number;
}

/** Keys whose values are data: what they hold is nobody's text. */
const data = new Set(['example', 'examples', 'x-example', 'default', 'enum', 'const']);

/** Keys whose values are mappings with names of their own for keys: an example's name or a property may be called `default`. */
const named = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'paths',
  'responses',
  'headers',
  'parameters',
  'schemas',
]);

const known = new WeakMap<SourceFile, readonly YamlProse[]>();

/** The texts in an API description, a schema or other data, in their order; none for examples of events, and other files. */
export function proseOf(source: SourceFile): readonly YamlProse[] {
  let found = known.get(source);
  if (found === undefined) {
    found = source.yaml === undefined || source.kind === 'event-example' ? [] : proseIn(source);
    known.set(source, found);
  }
  return found;
}

function proseIn(source: SourceFile): readonly YamlProse[] {
  const found: YamlProse[] = [];
  const walk = (value: unknown, pointer: string, namesAreKeys: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) walk(item, pointerInto(pointer, at), false);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (!namesAreKeys && data.has(key)) continue;
      const at = pointerInto(pointer, key);
      if (typeof inner !== 'string') walk(inner, at, !namesAreKeys && named.has(key));
      else if (!namesAreKeys && (key === 'description' || key === 'summary')) found.push(prose(source, at, inner));
    }
  };
  walk(source.yaml?.value, '', false);
  return found;
}

function prose(source: SourceFile, pointer: string, text: string): YamlProse {
  let offsets: ((index: number) => number) | undefined;
  return {
    source,
    pointer,
    text,
    offsetOf(index) {
      offsets ??= scalarOffsets(source.text, source.yaml?.rangeOf(pointer) ?? { start: 0, end: 0 }, text);
      return offsets(index);
    },
  };
}
