import { expect, test } from 'vitest';
import { pairwise } from './pairwise.ts';

const choices = { colour: ['red', 'green', 'blue'], size: ['small', 'large'], shape: ['round', 'square', 'long', 'flat'], alone: ['only'] };

test('any two choices of different things occur together', () => {
  const mixtures = pairwise(choices);
  const missing = Object.entries(choices).flatMap(([one, possible]) =>
    Object.entries(choices)
      .filter(([other]) => other !== one)
      .flatMap(([other, others]) => possible.flatMap((choice) => others.map((another) => ({ [one]: choice, [other]: another }))))
      .filter((pair) => !mixtures.some((mixture) => Object.entries(pair).every(([name, choice]) => mixture[name] === choice))),
  );
  expect(missing).toEqual([]);
  for (const mixture of mixtures) expect(Object.keys(mixture).toSorted()).toEqual(Object.keys(choices).toSorted());
});

test('far fewer mixtures than there are', () => {
  expect(pairwise(choices).length).toBeLessThanOrEqual(14);
  expect(pairwise(choices)).toEqual(pairwise(choices));
});
