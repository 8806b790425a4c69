import { expect, test } from 'vitest';
import type { Catalogue, Rule } from '../specs/reader/catalogue.ts';
import type { Level } from '../specs/schemas/report.ts';
import { checkGlobs, select } from './selection.ts';

function rule(id: string, level: Level, watched = false): Rule {
  const family = id.slice(0, id.indexOf('/'));
  return {
    id,
    family,
    level,
    kind: 'written',
    basis: 'text',
    api: [],
    needs: [],
    watched,
    sentence: '',
    see: '',
    position: { file: '', line: 1 },
  };
}

const rules = [rule('login/a', 'MUST'), rule('login/b', 'SHOULD'), rule('login/c', 'MAY'), rule('errors/w', 'MUST', true)];
const catalogue: Catalogue = { edition: 'v1.18', rules, operations: new Map(), rule: (id) => rules.find((each) => each.id === id) };

test.each<[Level, readonly string[]]>([
  ['MAY', ['login/a', 'login/b', 'login/c', 'errors/w']],
  ['SHOULD', ['login/a', 'login/b', 'errors/w']],
  ['MUST', ['login/a', 'errors/w']],
])('%s takes that level and the stronger ones', (level, ids) => {
  expect(select(catalogue, { rules: [], level }).chosen).toEqual(ids);
});

test('several globs add up', () => {
  expect(select(catalogue, { rules: ['login/a', '*/c'], level: 'MAY' })).toEqual({
    chosen: ['login/a', 'login/c'],
    tested: ['login/a', 'login/c'],
  });
});

test('watched rules alone are judged on the exchanges of all the others', () => {
  expect(select(catalogue, { rules: ['errors/*'], level: 'MAY' })).toEqual({
    chosen: ['errors/w'],
    tested: ['errors/w', 'login/a', 'login/b', 'login/c'],
  });
});

test('a watched rule beside another is judged on that one', () => {
  expect(select(catalogue, { rules: ['errors/w', 'login/b'], level: 'MAY' }).tested).toEqual(['login/b', 'errors/w']);
});

test('nothing left to judge is an error that says what was asked for', () => {
  expect(() => select(catalogue, { rules: ['login/c'], level: 'MUST' })).toThrow(
    'nothing selected: no rule of v1.18 is named login/c and of level MUST or above',
  );
});

test('a glob that matches no rule names the nearest', () => {
  expect(() => checkGlobs(['logn/a'], ['login/a'])).toThrow(
    "--rule logn/a: no rule has such an id (did you mean login/a?); 'list' shows them all",
  );
});
