import { expect, test } from 'vitest';
import { pointerInto, stepsOf } from '../yaml/pointer.ts';
import { yamlFileOf } from './yaml-file.ts';

const text = `# first
paths:
  /login:
    - one
    - two: 2
      'a~b': { c: 3 }
    -
      - deep
`;

test.each([
  ['', 2],
  ['/paths', 2],
  ['/paths/~1login', 3],
  ['/paths/~1login/0', 4],
  ['/paths/~1login/1', 5],
  ['/paths/~1login/1/a~0b/c', 6],
  ['/paths/~1login/2/0', 8],
  ['/paths/nowhere/at/all', 2],
  ['/paths/~1login/1/gone', 5],
])('%s is on line %i', (pointer, line) => {
  expect(yamlFileOf('x.yaml', text).lineOf(pointer)).toBe(line);
});

test('a mistake has its file and line', () => {
  expect(() => yamlFileOf('x.yaml', 'a: 1\nb: [1\n')).toThrow(/^x\.yaml:\d+: /);
  expect(() => yamlFileOf('x.yaml', 'a: 1\nb: 2\na: 3\n')).toThrow('x.yaml:3: ');
});

test('pointers are escaped and unescaped', () => {
  expect(pointerInto(pointerInto('', 'a/b'), '~')).toBe('/a~1b/~0');
  expect(stepsOf('/a~1b/~0/~01')).toEqual(['a/b', '~', '~1']);
  expect(stepsOf('')).toEqual([]);
});
