import { expect, test } from 'vitest';
import { limitedHints } from './nearest.ts';

test('there are two hundred hints, of either kind', () => {
  const hints = limitedHints();
  for (let time = 0; time < 100; time += 1) {
    expect(hints.any()).toBe(true);
    expect(hints.nearest('colour', ['color', 'shade'])).toBe('color');
    expect(hints.meant('colour', ['color', 'shade'])).toBe(' (did you mean "color"?)');
  }
  expect(hints.any()).toBe(false);
  expect(hints.nearest('colour', ['color'])).toBeUndefined();
  expect(hints.meant('colour', ['color'])).toBe('');
});
