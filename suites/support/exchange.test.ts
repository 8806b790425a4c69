import { expect, test } from 'vitest';
import { readBody } from './exchange.ts';

function bodyOf(text: string): unknown {
  return readBody(new TextEncoder().encode(text)).body;
}

test.each([
  ['{"a": [1]}', { json: { a: [1] } }],
  ['{"a": ', { notJson: expect.any(String) }],
  [`${'['.repeat(900)}${']'.repeat(900)}`, { json: expect.any(Array) }],
  [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, { notJson: 'more than 1000 levels of arrays and objects; it is not read' }],
  [`{"versions": ["v1.18"], "x": ${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, { notJson: expect.stringContaining('levels') }],
])('%.20s', (text, body) => {
  expect(bodyOf(text)).toEqual(body);
});

test('what is no UTF-8 is no JSON', () => {
  expect(readBody(new Uint8Array([0x22, 0xff, 0x22])).body).toEqual({ notJson: 'the body is not valid UTF-8' });
});
