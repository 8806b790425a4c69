import { setFlagsFromString } from 'node:v8';

/** Major versions of Node whose engine is known to have the setting. */
const [oldest, newest] = [20, 24];

/**
 * Tells the engine to compile less eagerly: in a process that runs for a second or two, optimising code takes longer than it saves. By
 * default a function is optimised after some 130 KB of its bytecode have run.
 */
export function expectShortRun(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldest && major <= newest) setFlagsFromString('--interrupt-budget=600000');
}
