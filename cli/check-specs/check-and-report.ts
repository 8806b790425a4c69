import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { coloursFor } from '../../reporters/colours.ts';
import type { FindingsFormat, FoundInSpecs } from '../../reporters/findings/format.ts';
import { counted } from '../../reporters/findings/format.ts';
import { findingsFormats } from '../../reporters/findings/formats.ts';
import { findingsLine } from '../../reporters/findings/totals-text.ts';
import { baselineOf, NoBaseline, parseBaseline } from '../../specs/checker/baseline.ts';
import type { Baseline } from '../../specs/checker/baseline.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import type { CheckOptions } from '../check-specs.ts';
import { exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { suite } from '../suite.ts';
import { UsageError } from '../usage-error.ts';
import { fixAll } from './fix-all.ts';
import { checkCodes, lookAt } from './look.ts';
import type { Looked } from './look.ts';
import { isBelow, pathsFor, sourcesAt, treeAt } from './sources-at.ts';
import type { SourcesAt } from './sources-at.ts';
import { standardOutput } from '../report-files.ts';

/** Checks a path, writes down what is found, and returns the exit code. @throws UsageError */
export async function checkAndReport(path: string, options: CheckOptions, io: Io): Promise<number> {
  checkCodes(options.ignore ?? []);
  checkDestination('--output', options.output);
  checkDestination('--write-baseline', options.writeBaseline);
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const sources = sourcesAt(path);
  const look = (tree: SourceTree): Looked =>
    lookAt(tree, { ignore: options.ignore ?? [], level: options.level, baseline, isChecked: isBelow(sources, tree) });
  const report = (looked: Looked): number => reportOn(looked, sources, options, io);
  if (options.watch === true) {
    const { watchSources } = await import('./watch-sources.ts');
    return watchSources(sources, { look, report }, io);
  }
  const tree = treeAt(sources);
  if (options.fix !== true) {
    const looked = look(tree);
    if (options.writeBaseline !== undefined) return takeBaseline(looked, options.writeBaseline, io);
    return report(looked);
  }
  const { before, after, made } = fixAll(tree, look);
  if (options.write === true) {
    const { writeFixed } = await import('./write-fixed.ts');
    writeFixed(tree, made);
    io.stderr.write(made.length === 0 ? 'nothing to fix\n' : `fixed ${counts(made)}\n`);
    return report(after);
  }
  const { unifiedDiff } = await import('../../reporters/findings/unified-diff.ts');
  const pathOf = pathsFor(sources, tree, 'working-directory', io.environment);
  const colours = coloursFor(io.stdout.isTerminal, io.environment);
  for (const { file, text } of made)
    io.stdout.write(unifiedDiff(pathOf(file.path), file.text, text, io.stdout.isTerminal ? colours : undefined));
  io.stderr.write(made.length === 0 ? 'nothing to fix\n' : `this would fix ${counts(made)}; --fix --write does\n`);
  return options.output === undefined ? exitCodeOf(before, sources, io) : report(before);
}

function reportOn(looked: Looked, sources: SourcesAt, options: CheckOptions, io: Io): number {
  const format = formatNamed(options.format);
  const paths = pathsFor(sources, looked.tree, format.relativeTo, io.environment);
  const found: FoundInSpecs = { ...looked, suite, program: io.program, pathOf: ({ path }) => paths(path) };
  const { output = standardOutput } = options;
  if (output === standardOutput) io.stdout.write(format.render(found, coloursFor(io.stdout.isTerminal, io.environment)));
  else {
    writeOrComplain('--output', output, format.render(found, coloursFor(false, {})));
    io.stdout.write(`${findingsLine(found)}; written to ${output}\n`);
  }
  return exitCodeOf(looked, sources, io);
}

function exitCodeOf({ findings, nothing }: Looked, { path }: SourcesAt, io: Io): number {
  if (findings.some(({ level }) => level === 'error')) return exitCodes.violation;
  if (nothing === undefined) return exitCodes.conformant;
  io.stderr.write(`error: nothing to check at ${path}: ${nothing}\n`);
  return exitCodes.usage;
}

function takeBaseline({ findings, nothing }: Looked, path: string, io: Io): number {
  if (nothing !== undefined) throw new UsageError(`--write-baseline: nothing to check: ${nothing}`);
  writeOrComplain('--write-baseline', path, `${JSON.stringify(baselineOf(findings), undefined, 2)}\n`);
  io.stdout.write(`${path} has ${counted(findings.length, 'finding')}; from now on, check with --baseline ${path}\n`);
  return exitCodes.conformant;
}

function counts(made: readonly { readonly fixes: number }[]): string {
  const fixes = made.reduce((sum, each) => sum + each.fixes, 0);
  return `${fixes} ${fixes === 1 ? 'finding' : 'findings'} in ${made.length} ${made.length === 1 ? 'file' : 'files'}`;
}

function formatNamed(name: string): FindingsFormat {
  const format = findingsFormats.find((each) => each.name === name);
  if (format === undefined) throw new UsageError(`--format ${name}: no format is called so`);
  return format;
}

function readBaseline(path: string): Baseline {
  try {
    return parseBaseline(readFileSync(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof NoBaseline) throw new UsageError(`--baseline ${path}: ${cause.message}`, { cause });
    throw new UsageError(`--baseline ${path}: the file cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** Nobody wants to wait for a check whose outcome cannot be written down. */
function checkDestination(option: string, path: string | undefined): void {
  if (path === undefined || path === standardOutput) return;
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${option} ${path}: the file cannot be written: there is no folder ${folder}`);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`${option} ${path}: the file cannot be written: it is a folder`);
}

function writeOrComplain(option: string, path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new UsageError(`${option} ${path}: the file cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
