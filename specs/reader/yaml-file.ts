import { readFileSync } from 'node:fs';
import { Lines } from '../yaml/lines.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { packageRoot } from './package-root.ts';
import { SourceError } from './source-error.ts';

/** A YAML file as plain data, with the line on which each part of it stands. */
export interface YamlFile {
  /** Relative to the package. */
  readonly file: string;
  readonly content: unknown;
  /** Line of the value that a JSON pointer names: that of its key, or of the entry of a list. Of the nearest part above, if there is none. */
  lineOf(pointer: string): number;
}

const files = new Map<string, YamlFile>();

/** Reads a YAML file of the package, once. @throws SourceError when it is no YAML, or has a key twice. */
export function yamlFile(file: string): YamlFile {
  const known = files.get(file);
  if (known !== undefined) return known;
  const read = yamlFileOf(file, readFileSync(new URL(file, packageRoot), 'utf8'));
  files.set(file, read);
  return read;
}

/** A YAML file by its text. @throws SourceError when the text is no YAML, or has a key twice. */
export function yamlFileOf(file: string, text: string): YamlFile {
  const lines = new Lines(text);
  const content = parseYaml(text);
  const [flaw] = content.errors;
  if (flaw !== undefined) throw new SourceError({ file, line: lines.at(flaw.range.start).line }, flaw.message);
  return { file, content: content.value, lineOf: (pointer) => lines.at(content.rangeOf(pointer, 'key').start).line };
}
