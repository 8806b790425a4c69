import { basename, relative } from 'node:path';

/** Where text for the user goes. */
export interface Output {
  readonly isTerminal: boolean;
  /** Characters in a line of the terminal. */
  readonly columns: number;
  write(text: string): void;
}

/** What a command may touch of the process around it. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How the user calls this program, as the start of a command line. */
  readonly program: string;
  /** Calls back on SIGINT (130) and SIGTERM (143) with the exit code that belongs to it, until the returned function is called. */
  onInterrupt(listener: (exitCode: number) => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** The streams, signals and environment of this process. */
export function processIo(): Io {
  return {
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    environment: process.env,
    program: programName(process.argv[1] ?? '', process.env),
    onInterrupt(listener) {
      const interrupted = (): void => listener(130);
      const terminated = (): void => listener(143);
      process.on('SIGINT', interrupted);
      process.on('SIGTERM', terminated);
      return () => {
        process.off('SIGINT', interrupted);
        process.off('SIGTERM', terminated);
      };
    },
    exit: (code) => process.exit(code),
  };
}

/** Waits until everything written has left the process, which pipes do in their own time on some systems. */
export async function drained(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))));
}

function outputTo(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough (`| head`) closes the pipe; the verdict still counts.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns ?? 100;
    },
    write: (text) => void stream.write(text),
  };
}

/** The start of a command line that calls this program again in the way in which it was called. */
export function programName(script: string, environment: Readonly<Record<string, string | undefined>>): string {
  if (['conformance', 'start'].includes(environment['npm_lifecycle_event'] ?? '')) return 'npm run --silent conformance --';
  if (environment['npm_command'] === 'exec') return 'npx matrix-conformance';
  return basename(script) === 'main.js' ? `node ${relative(workingDirectory() ?? '/', script)}` : 'matrix-conformance';
}

/** Undefined when it has been deleted. */
export function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
