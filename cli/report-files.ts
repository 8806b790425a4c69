import { access, constants, mkdtemp, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { formats } from '../reporters/formats.ts';
import type { ReportFormat } from '../reporters/report-format.ts';
import type { Report } from '../specs/schemas/report.ts';
import type { Output } from './io.ts';
import { suggestion } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** Where a report goes: a file, or standard output. */
export interface Destination {
  readonly format: ReportFormat;
  readonly path: string;
}

/** Path that stands for standard output. */
export const standardOutput = '-';

/**
 * Reads the values of `--report FORMAT=FILE`.
 * @throws UsageError when a format is unknown, or a file could not be written later.
 */
export async function destinationsOf(values: readonly string[]): Promise<readonly Destination[]> {
  const destinations = values.map(parse);
  const twice = destinations.find(({ path }, index) => destinations.findIndex((other) => samePlace(other.path, path)) !== index);
  if (twice !== undefined) throw new UsageError(`--report: two reports would go to ${twice.path}; give each a place of its own`);
  for (const { path } of destinations) if (path !== standardOutput) await checkWritable(path);
  return destinations;
}

/** Writes a report to each of its destinations. @throws UsageError when a file has become unwritable since the start. */
export async function writeReports(report: Report, destinations: readonly Destination[], stdout: Output): Promise<void> {
  const failures: string[] = [];
  for (const { format, path } of destinations) {
    const text = format.render(report);
    if (path === standardOutput) stdout.write(text);
    else await writeFile(path, text).catch((error: unknown) => failures.push(`${path} (${codeOf(error)})`));
  }
  if (failures.length > 0) throw new UsageError(`--report: could not write ${failures.join(', ')}`);
}

function parse(value: string): Destination {
  const at = value.indexOf('=');
  const names = formats.map(({ name }) => name);
  const [name, path] = at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
  const format = formats.find((each) => each.name === name);
  if (format === undefined)
    throw new UsageError(`--report ${value}: no format is called ${name}${suggestion(name, names)}; there are ${names.join(' and ')}`);
  if (path === '')
    throw new UsageError(`--report ${value}: say where the report goes: --report ${name}=FILE, or ${name}=- for standard output`);
  return { format, path };
}

function samePlace(one: string, other: string): boolean {
  return one === other || (one !== standardOutput && other !== standardOutput && resolve(one) === resolve(other));
}

async function checkWritable(path: string): Promise<void> {
  try {
    const found = await stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (found?.isDirectory() === true) throw new UsageError(`--report: ${path} is a directory; name a file in it`);
    if (found !== undefined) return await access(path, constants.W_OK);
    // Making something is the only proof that holds for every file system; a folder leaves the report's own name alone.
    await rmdir(await mkdtemp(join(dirname(path), '.matrix-conformance-')));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const code = codeOf(cause);
    const why =
      code === 'ENOENT' ? `the directory ${dirname(path)} does not exist` : code === 'ENOTDIR' ? `${dirname(path)} is no directory` : code;
    throw new UsageError(`--report: ${path} cannot be written: ${why}`, { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
