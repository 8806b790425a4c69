import { CORE_SCHEMA, load } from 'js-yaml';
import { lenientYaml } from './lenient-yaml.ts';
import type { Range } from './lines.ts';
import type { YamlContent } from './yaml-content.ts';
import { yamlRanges } from './yaml-ranges.ts';

/** Reads YAML, of which JSON is a part. Never throws: what is no YAML is in the content's errors. */
export function parseYaml(text: string): YamlContent {
  let value: unknown;
  try {
    // An empty file is null, as for every other reader.
    value = load(text, { schema: CORE_SCHEMA }) ?? null;
  } catch {
    // The fast parser gives up at the first mistake.
    return lenientYaml(text);
  }
  let ranges: ((pointer: string, part: 'key' | 'value') => Range) | undefined;
  return {
    value,
    errors: [],
    rangeOf(pointer, part = 'value') {
      ranges ??= yamlRanges(text);
      return ranges(pointer, part);
    },
  };
}
