import { expect, test } from 'vitest';
import { report, verdictsOf } from './command-line.ts';

test('twice in a row, in another order, and one rule at a time or many: the same verdicts on the mock homeserver', async () => {
  const first = verdictsOf((await report([])).report);
  expect(Object.keys(first).length).toBeGreaterThan(0);
  for (const args of [[], ['--shuffle', '1'], ['--shuffle', '2'], ['--jobs', '1'], ['--jobs', '16']]) {
    expect(verdictsOf((await report(args)).report), args.join(' ')).toEqual(first);
  }
});
