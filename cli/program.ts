import { Command, CommanderError } from 'commander';
import { TargetMisconfigured, TargetUnreachable } from '../fixtures/targets/target.ts';
import { exitCodes } from './exit-code.ts';
import { workingDirectory } from './io.ts';
import type { Io } from './io.ts';
import { suggestion } from './nearest.ts';
import { suite } from './suite.ts';
import { UsageError } from './usage-error.ts';

/** Runs a command line and returns its exit code. Whatever goes wrong is said in a line on standard error, never as a stack trace. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.conformant;
  const finish = (code: number): void => {
    exitCode = code;
  };
  try {
    if (workingDirectory() === undefined) throw new UsageError('the working directory is not there any more; change to one that is');
    const named = namedCommand(argv[0]);
    const program = await programOf(named === undefined ? commandNames : [named], io, finish);
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (cause) {
    return complain(cause, io);
  }
}

/** Says what went wrong, and returns the exit code for it. */
export function complain(cause: unknown, io: Io): number {
  if (cause instanceof CommanderError && cause.exitCode === 0) return exitCodes.conformant;
  const { code, line } = complaint(cause);
  io.stderr.write(`${line}\n`);
  if (isSet(io.environment['MATRIX_CONFORMANCE_DEBUG'])) io.stderr.write(`${withCauses(cause)}\n`);
  return code;
}

function complaint(cause: unknown): { readonly code: number; readonly line: string } {
  if (cause instanceof CommanderError) return { code: exitCodes.usage, line: oneLine(cause.message) };
  if (cause instanceof UsageError || cause instanceof TargetMisconfigured)
    return { code: exitCodes.usage, line: `error: ${oneLine(cause.message)}` };
  if (cause instanceof TargetUnreachable) return { code: exitCodes.unreachable, line: `error: ${cause.message}` };
  const message = cause instanceof Error ? cause.message : String(cause);
  return {
    code: exitCodes.incomplete,
    line: `a mistake of this program: ${oneLine(message)}; please report it (MATRIX_CONFORMANCE_DEBUG=1 shows where it happened)`,
  };
}

function withCauses(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const own = cause.stack ?? String(cause);
  return cause.cause === undefined ? own : `${own}\ncaused by ${withCauses(cause.cause)}`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

type MakeCommand = (io: Io, finish: (exitCode: number) => void) => Promise<Command>;

/** The commands by name. Each is loaded on its own: what one needs must not slow down the start of another. */
const commands: Readonly<Record<string, MakeCommand>> = {
  list: async (io) => (await import('./list.ts')).listCommand(io),
  explain: async (io) => (await import('./explain.ts')).explainCommand(io),
  'check-specs': async (io, finish) => (await import('./check-specs.ts')).checkSpecsCommand(io, finish),
  serve: async (io) => (await import('./serve.ts')).serveCommand(io),
  run: async (io, finish) => (await import('./run.ts')).runCommand(io, finish),
};
const commandNames = Object.keys(commands);
const defaultCommand = 'run';

async function programOf(names: readonly string[], io: Io, finish: (exitCode: number) => void): Promise<Command> {
  const program = new Command(suite.name)
    .description(
      "tells whether a Matrix homeserver keeps the Client-Server API's rules about authentication and accounts, rule by rule, with proof; and checks the specification's own sources",
    )
    .version(suite.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // The message reaches the user by the error that carries it.
      writeErr: () => undefined,
      getOutHelpWidth: () => io.stdout.columns,
    })
    .addHelpText('after', "\nWithout a command it runs on the built-in mock homeserver; 'run --help' says more.");
  for (const [name, make] of Object.entries(commands)) {
    if (!names.includes(name)) continue;
    const command = await make(io, finish);
    program.addCommand(command.copyInheritedSettings(program), { isDefault: name === defaultCommand });
  }
  return program;
}

/**
 * The command that the first word names; none when it asks for help or for the default command.
 * @throws UsageError when it is mistyped: the default command would take it for an argument of its own.
 */
function namedCommand(first: string | undefined): string | undefined {
  if (first === undefined || first === 'help' || first.startsWith('-')) return undefined;
  if (commandNames.includes(first)) return first;
  const names = [...commandNames, 'help'];
  throw new UsageError(`no command is called ${first}${suggestion(first, names)}; there are ${names.join(', ')}`);
}
