import { Command, Option } from 'commander';
import { formats } from '../reporters/formats.ts';
import type { Io } from './io.ts';
import type { RunOptions } from './judge-and-report.ts';
import { level, seconds, several, wholeNumber } from './option-values.ts';

const afterwards = `
Examples:
  $ matrix-conformance                                         see it work, on the built-in mock homeserver
  $ matrix-conformance run --target http://localhost:8008      judge a server that runs here
  $ matrix-conformance run --target image:my/server:dev --report junit=report.xml --expect expectations.yaml
  $ matrix-conformance run --target http://localhost:8008 --rule 'login/*' --level MUST

Exit codes:
  0  conformant
  1  a MUST is broken, an expectation no longer holds, or a required capability is absent
  2  the command line or a file that it names is wrong, or nothing is selected
  3  incomplete: a rule could not be put to the test, or this program made a mistake
  4  the target cannot be reached or started
`;

/** `run`, which judges a homeserver. */
export function runCommand(io: Io, finish: (exitCode: number) => void): Command {
  const formatNames = formats.map(({ name, purpose }) => `${name} (${purpose})`).join(', ');
  return new Command('run')
    .description('judge a homeserver, rule by rule')
    .addOption(
      new Option('--target <target>', 'mock, a URL, image:REF, recipe:NAME[/VARIANT], or a name in the target file').default('mock'),
    )
    .option('--config <file>', 'the target file (default: matrix-conformance.yaml, if there is one)')
    .option('--image <ref>', 'container image to use instead of the one that the target names')
    .addOption(new Option('--network <mode>', 'how containers are reached').choices(['host', 'bridge']))
    .option('--allow-remote', "judge a server on a public address; only do so with its owner's consent")
    .option('--spec <version>', 'edition to judge by, r0.1 to v1.18 (default: the newest that both sides know)')
    .addOption(new Option('--rule <glob>', 'only rules with such an id; repeatable').argParser(several))
    .addOption(new Option('--level <level>', 'only rules of at least this level: MUST, SHOULD or MAY').argParser(level).default('MAY'))
    .addOption(
      new Option('--report <format=file>', `also write a report; - is standard output; repeatable; ${formatNames}`).argParser(several),
    )
    .option('--expect <file>', 'deviations that are known and accepted')
    .addOption(new Option('--require <capability>', 'fail when the server does not offer it; repeatable').argParser(several))
    .addOption(new Option('--jobs <n>', 'rules put to the test at the same time').argParser(wholeNumber(1, 64)).default(4))
    .addOption(new Option('--timeout <seconds>', 'that one rule may take').argParser(seconds).default(20))
    .addOption(new Option('--shuffle [seed]', 'put the rules to the test in another order').argParser(wholeNumber(0, 2 ** 31 - 1)))
    .addHelpText('after', afterwards)
    .action(async (options: RunOptions) => {
      const { judgeAndReport } = await import('./judge-and-report.ts');
      finish(await judgeAndReport(options, io));
    });
}
