/** The command line, or a file that it names, is wrong. The message is one line: what is wrong and what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
