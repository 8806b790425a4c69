import type { LoadSuitesOptions, Suites } from '../suites/support/run-suites.ts';
import { loadSuites as load } from '../suites/support/run-suites.ts';

/** Names of the listeners with which vitest would end the process on a signal or an unhandled rejection. */
const endings: readonly string[] = ['onExit', 'onUnhandledRejection'];

/** Loads the suites, and leaves it to this program how the process ends: reports are to be written and targets closed before. */
export async function loadSuites(options: LoadSuitesOptions): Promise<Suites> {
  const refuse = (event: string | symbol, listener: (...values: unknown[]) => void): void => {
    if (endings.includes(listener.name)) process.nextTick(() => process.off(event, listener));
  };
  process.on('newListener', refuse);
  try {
    return await load(options);
  } finally {
    process.off('newListener', refuse);
  }
}
