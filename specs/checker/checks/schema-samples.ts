import type { Code } from '../check.ts';

/** A sample of one schema file, `data/thing.yaml`. */
function sample(lines: readonly string[]): Readonly<Record<string, string>> {
  return { 'data/thing.yaml': `${lines.join('\n')}\n` };
}

/** A code whose samples are one schema. @param line on which the mistake stands. */
export function schemaCode(
  name: string,
  level: Code['level'],
  explanation: string,
  wrong: readonly string[],
  line: number,
  right: readonly string[],
): Code {
  return {
    name: `schema/${name}`,
    level,
    explanation,
    wrong: { files: sample(wrong), at: `data/thing.yaml:${line}` },
    right: { files: sample(right) },
  };
}
