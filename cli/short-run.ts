import { setFlagsFromString } from 'node:v8';

/**
 * Tells the engine to compile less eagerly: in a process that runs for a second or two, optimising code takes longer than it saves. By
 * default the engine of Node 20 optimises a function after some 130 KB of its bytecode have run. Later engines decide by other settings,
 * which gain nothing, and complain of this one.
 */
export function expectShortRun(): void {
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=600000');
}
