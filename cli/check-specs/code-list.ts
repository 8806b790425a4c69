import type { Code, Sample } from '../../specs/checker/check.ts';
import { allCodes } from '../../specs/checker/check-specs.ts';
import { ignoreCodes } from '../../specs/checker/ignores.ts';

/** Every kind of mistake that `check-specs` looks for, by name. */
export function everyCode(): readonly Code[] {
  return [...allCodes(), ...ignoreCodes].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** @param format `json`, or any other for a table. */
export function codeList(format: string): string {
  const codes = everyCode();
  if (format === 'json') {
    const listed = codes.map(({ name, level, explanation }) => ({ code: name, level, explanation }));
    return `${JSON.stringify({ format: 1, codes: listed }, undefined, 2)}\n`;
  }
  const width = Math.max(...codes.map(({ name }) => name.length));
  return codes.map(({ name, level, explanation }) => `${name.padEnd(width)}  ${level.padEnd(7)}  ${firstSentence(explanation)}\n`).join('');
}

/** Everything about one kind of mistake, with an example of wrong and right. */
export function codeExplanation({ name, level, explanation, wrong, right }: Code): string {
  return [
    name,
    `  ${explanation}`,
    '',
    `  level    ${level}`,
    '',
    'Wrong:',
    ...sampleLines(wrong),
    '',
    'Right:',
    ...sampleLines(right),
    '',
  ].join('\n');
}

function sampleLines({ files, at }: Sample): readonly string[] {
  return Object.entries(files).flatMap(([path, text]) => [
    `  ${path}`,
    ...text
      .trimEnd()
      .split('\n')
      .map((line, index) => `${at === `${path}:${index + 1}` ? '  > ' : '    '}${line}`.trimEnd()),
  ]);
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}
