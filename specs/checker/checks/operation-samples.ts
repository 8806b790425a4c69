import type { Code, Sample } from '../check.ts';
import type { FindingLevel } from '../finding.ts';

/**
 * A code whose samples are a description of an API.
 * @param mistake the lines under `paths` with the mistake, which is on the line that begins with `>`.
 * @param above what stands above `paths`.
 */
export function operationCode(
  name: string,
  level: FindingLevel,
  explanation: string,
  mistake: readonly string[],
  right: readonly string[],
  above = '',
): Code {
  const path = 'data/api/paints/colours.yaml';
  const head = `openapi: 3.1.0\n${above}paths:\n`;
  const sample = (lines: readonly string[]): Sample => ({
    files: { [path]: `${head}${lines.map((line) => `${line.replace('>', ' ')}\n`).join('')}` },
  });
  const line = mistake.findIndex((each) => each.startsWith('>')) + head.split('\n').length;
  return { name: `operation/${name}`, level, explanation, wrong: { ...sample(mistake), at: `${path}:${line}` }, right: sample(right) };
}

/** Lines of an operation: the shortest way to say how it is answered. */
export const responses = ['      responses:', '        "204":', '          description: Done.'];
/** Lines of a list of parameters: one in the path. */
export const parameter = (name: string, mark = ' ', more = ['          required: true']): readonly string[] => [
  '        - in: path',
  `${mark}         name: ${name}`,
  ...more,
  '          schema:',
  '            type: string',
];
/** Lines of `paths`: an operation with parameters. */
export const put = (path: string, ...parameters: readonly string[]): readonly string[] => [
  `  ${path}:`,
  '    put:',
  ...(parameters.length === 0 ? [] : ['      parameters:', ...parameters]),
  ...responses,
];

/** Lines of `paths`: an operation with an id. */
export const get = (path: string, id: string, mark = ' '): readonly string[] => [
  `  ${path}:`,
  '    get:',
  `${mark}     operationId: ${id}`,
  ...responses,
];
