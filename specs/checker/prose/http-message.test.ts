import { describe, expect, test } from 'vitest';
import { httpMessages } from './http-message.ts';

/** The start of each message, its headers and its body, as they stand in the text. */
function shown(text: string): readonly unknown[] {
  return httpMessages(text).map(({ start, headers, body }) => {
    const range = start.kind === 'request' ? { start: start.methodRange.start, end: start.targetRange.end } : start.range;
    return [
      text.slice(range.start, range.end),
      headers.map(({ name, value, range: at }) => `${name}=${value} ${text.slice(at.start, at.end)}`),
      body === undefined ? undefined : text.slice(body.start, body.end),
    ];
  });
}

describe('messages', () => {
  test.each([
    ['a request', 'GET /red?a=b HTTP/1.1', [['GET /red?a=b', [], undefined]]],
    ['a request without its version', '\n  \nPUT /red\n', [['PUT /red', [], undefined]]],
    [
      'arrows',
      '=> POST /red\n\n{}\n<= HTTP/1.1 201 Created\n',
      [
        ['POST /red', [], '\n{}\n'],
        ['201', [], undefined],
      ],
    ],
    ['headers', 'GET /red\nAccept: a\nX-Red:\n  more\n\n', [['GET /red', ['Accept=a Accept: a', 'X-Red= X-Red:'], undefined]]],
    ['a label above a body', 'PUT /red\nAccept: a\n\nContent:\n{}', [['PUT /red', ['Accept=a Accept: a'], '{}']]],
    ['line ends of Windows', 'HTTP/1.1 200 OK\r\nAccept: a\r\n\r\n{}', [['200', ['Accept=a Accept: a'], '\r\n{}']]],
  ])('%s', (_, text, messages) => {
    expect(shown(text)).toEqual(messages);
  });
});

test.each(['get /red', 'GET it now, please', 'The red one\nGET /red', 'HTTP/1.1 OK', ''])('no messages: %j', (text) => {
  expect(httpMessages(text)).toEqual([]);
});

test('a line that is far too long begins none', () => {
  expect(shown(`GET /red\n\nGET /${'a'.repeat(1000)}\n`)).toHaveLength(2);
  expect(shown(`GET /red\n\nGET /${'a'.repeat(3000)}\n`)).toHaveLength(1);
});
