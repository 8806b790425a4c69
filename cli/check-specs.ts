import { Command, Option } from 'commander';
import { findingLevels } from '../reporters/findings/format.ts';
import { findingsFormats } from '../reporters/findings/formats.ts';
import type { FindingLevel } from '../specs/checker/finding.ts';
import type { Io } from './io.ts';
import { several } from './option-values.ts';
import { UsageError } from './usage-error.ts';

/** What the command line of `check-specs` asks for. */
export interface CheckOptions {
  readonly format: string;
  readonly output?: string;
  readonly level: FindingLevel;
  readonly ignore?: readonly string[];
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly fix?: true;
  readonly write?: true;
  readonly watch?: true;
  readonly listCodes?: true;
}

const afterwards = `
Examples:
  $ matrix-conformance check-specs path/to/matrix-spec            everything in it
  $ matrix-conformance check-specs . --level error --format github
  $ matrix-conformance check-specs data/api --watch
  $ matrix-conformance check-specs . --fix                        show what has one right answer, as a diff
  $ matrix-conformance explain yaml/duplicate-key                 what a code means

A comment in the sources, on the line or above it, ignores a finding:
  # check-specs-ignore CODE: reason        <!-- ... --> in Markdown, .. ... in reStructuredText

Exit codes:
  0  no errors
  1  errors
  2  the command line or a file that it names is wrong, or there is nothing to check
  3  this program made a mistake
`;

/** `check-specs`, which checks the sources of a specification. */
export function checkSpecsCommand(io: Io, finish: (exitCode: number) => void): Command {
  const purposes = findingsFormats.map(({ name, purpose }) => `${name} (${purpose})`).join(', ');
  return new Command('check-specs')
    .description("check the sources of the specification: examples, schemas, references and prose, at every file's line")
    .argument('[path]', 'a folder of sources, or one file')
    .addOption(
      new Option('--format <format>', `how to write what is found: ${purposes}`)
        .choices(findingsFormats.map(({ name }) => name))
        .default('text'),
    )
    .option('--output <file>', 'write it there instead of to standard output')
    .addOption(new Option('--level <level>', 'leave out what is weaker').choices(findingLevels).default('note'))
    .addOption(
      new Option('--ignore <code>', "leave out findings of this code, or of a whole family: 'rst/*'; repeatable").argParser(several),
    )
    .option('--baseline <file>', 'leave out the findings that this file knows')
    .option('--write-baseline <file>', 'write all findings there, for --baseline')
    .option('--fix', 'show a diff that makes right what has one right answer')
    .option('--write', 'with --fix: change the files')
    .option('--watch', 'check again whenever a file changes, until Ctrl-C')
    .option('--list-codes', 'show every kind of mistake that is looked for')
    .addHelpText('after', afterwards)
    .action(async (path: string | undefined, options: CheckOptions) => {
      if (options.listCodes === true) {
        const { codeList } = await import('./check-specs/code-list.ts');
        io.stdout.write(codeList(options.format));
        return;
      }
      if (path === undefined || path === '')
        throw new UsageError("check-specs wants the path of a folder or a file: 'check-specs .'; check-specs --help says more");
      checkTogether(options);
      const { checkAndReport } = await import('./check-specs/check-and-report.ts');
      finish(await checkAndReport(path, options, io));
    });
}

/** @throws UsageError when options are given that make no sense together. */
function checkTogether({ fix, write, watch, writeBaseline }: CheckOptions): void {
  if (write === true && fix !== true) throw new UsageError('--write goes with --fix');
  if (watch === true && fix === true) throw new UsageError('--watch does not go with --fix: a file would change while it is being written');
  if (watch === true && writeBaseline !== undefined) throw new UsageError('--watch does not go with --write-baseline');
  if (fix === true && writeBaseline !== undefined) throw new UsageError('--fix does not go with --write-baseline: fix first');
}
