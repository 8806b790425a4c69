import { Command, Option } from 'commander';
import { newestEdition } from '../specs/reader/edition.ts';
import { editionNamed } from './edition-named.ts';
import { allFaults, faultNamed } from './faults.ts';
import type { Io } from './io.ts';
import { wholeNumber } from './option-values.ts';
import { UsageError } from './usage-error.ts';

interface ServeOptions {
  readonly port: number;
  readonly spec: string;
  readonly fault?: string;
  readonly listFaults?: true;
}

/** `serve`, which runs the mock homeserver until it is stopped, with a fault if one is asked for. */
export function serveCommand(io: Io): Command {
  return new Command('serve')
    .description('run the built-in mock homeserver, with a fault if you like')
    .addOption(new Option('--port <port>', 'on 127.0.0.1; 0 takes any that is free').argParser(wholeNumber(0, 65_535)).default(0))
    .addOption(new Option('--spec <version>', 'edition that it speaks, r0.1 to v1.18').default(newestEdition))
    .option('--fault <name>', 'break a rule on purpose')
    .option('--list-faults', 'show the faults and the rules that catch them')
    .addHelpText('after', '\nIt prints one line with its URL as soon as it answers, and ends on Ctrl-C.')
    .action((options: ServeOptions) => (options.listFaults === true ? listFaults(options, io) : serve(options, io)));
}

async function listFaults({ spec }: ServeOptions, io: Io): Promise<void> {
  const faults = await allFaults(editionNamed(spec));
  const width = Math.max(...faults.map(({ name }) => name.length));
  for (const { name, breaks } of faults) io.stdout.write(`${name.padEnd(width)}  ${breaks}\n`);
}

async function serve({ port, spec, fault: name }: ServeOptions, io: Io): Promise<void> {
  const edition = editionNamed(spec);
  const fault = name === undefined ? undefined : await faultNamed(name, edition);
  const { startHomeserver } = await import('../fixtures/homeserver/homeserver.ts');
  const stopped = new Promise<void>((resolve) => {
    const release = io.onInterrupt(() => {
      release();
      resolve();
    });
  });
  const server = await startHomeserver({ edition, port, ...(fault === undefined ? {} : { fault }) }).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause;
    throw new UsageError(
      `--port ${port}: ${code === 'EACCES' ? 'this user may not listen there' : 'something listens there already'}; choose another, or 0`,
      { cause },
    );
  });
  io.stdout.write(`${server.url}\n`);
  await stopped;
  await server.close();
}
