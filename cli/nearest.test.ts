import { expect, test } from 'vitest';
import { nearestNames, suggestion } from './nearest.ts';

const known = ['login/takes-a-localpart', 'login/takes-a-full-user-id', 'register/makes-a-username', 'accounts.threepid'];

test.each([
  ['login/takes-a-localprat', 'login/takes-a-localpart'],
  ['LOGIN/takes-a-localpart', 'login/takes-a-localpart'],
  ['register/make-a-username', 'register/makes-a-username'],
  ['threepid', 'accounts.threepid'],
])('%s is near %s', (typed, meant) => {
  expect(nearestNames(typed, known)[0]).toBe(meant);
});

test('nothing is near a word that resembles no name', () => {
  expect(suggestion('zzzzzzzz', known)).toBe('');
});

test('several near names are given as a choice', () => {
  expect(suggestion('v1.1', ['v1.2', 'v1.3', 'v1.4', 'r0.6'])).toBe(' (did you mean v1.2, v1.3 or v1.4?)');
});
