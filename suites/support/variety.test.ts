import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { varietyOf } from './variety.ts';

test('random texts vary in many bits, counters and clocks in few', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => index);
  expect(varietyOf(twenty.map(() => randomBytes(12).toString('base64url')))).toBeGreaterThan(40);
  expect(varietyOf(twenty.map((index) => `session-${index}`))).toBeLessThan(15);
  expect(varietyOf(twenty.map((index) => String(1_700_000_000_000 + index * 37)))).toBeLessThan(15);
  expect(varietyOf(twenty.map(() => 'always the same'))).toBe(0);
});
