import { expect, test, vi } from 'vitest';
import { loadSuites } from './load-suites.ts';

vi.mock('../suites/support/run-suites.ts', () => ({
  loadSuites: async () => {
    process.once('SIGINT', function onExit() {});
    process.on('unhandledRejection', function onUnhandledRejection() {});
    process.on('SIGTERM', function somethingElse() {});
    return { run: async () => undefined, close: async () => undefined };
  },
}));

test('the suites do not end the process', async () => {
  const count = (): readonly number[] =>
    ['SIGINT', 'unhandledRejection', 'newListener', 'SIGTERM'].map((event) => process.listenerCount(event));
  const [interrupt = 0, rejection = 0, listener = 0, terminate = 0] = count();
  await loadSuites({ jobs: 1 });
  await new Promise(setImmediate);
  expect(count()).toEqual([interrupt, rejection, listener, terminate + 1]);
});
