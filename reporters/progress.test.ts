import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { startProgress } from './progress.ts';

const longId = 'login/a-claim-that-is-longer-than-the-terminal-is-wide';
const tests = [
  { id: longId, family: 'login', level: 'MUST' },
  { id: 'login/b', family: 'login', level: 'SHOULD' },
  { id: 'login/c', family: 'login', level: 'MAY' },
  { id: 'tokens/a', family: 'tokens', level: 'MUST' },
] as const;

function shown(isTerminal: boolean): string {
  let text = '';
  const progress = startProgress({ isTerminal, columns: 40, write: (more) => (text += more) }, picocolors.createColors(false));
  progress.note('waiting\u001b[2J');
  progress.start({ target: { id: 'mock', url: 'http://server' }, spec: 'v1.18', tests });
  progress.outcome({ rule: longId, verdict: 'passed' });
  progress.outcome({ rule: 'tokens/a', verdict: 'passed' });
  progress.outcome({ rule: 'login/b', verdict: 'failed' });
  progress.outcome({ rule: 'login/c', verdict: 'failed' });
  progress.end();
  return text;
}

test('without a terminal each family that is through has a line', () => {
  expect(shown(false)).toBe(
    'waiting\\x1b[2J\nmock at http://server, Client-Server API v1.18: 4 rules to put to the test\ntokens           1 passed\nlogin            1 passed  1 warned  1 unsupported\n',
  );
});

test('on a terminal one line changes, and is gone at the end', () => {
  const text = shown(true);
  expect(text.split('\r\u001b[2K').at(-2)).toContain('4/4  2 passed  1 warned  1 unsupported');
  expect(text.endsWith('\r\u001b[2K')).toBe(true);
});

test('the line never outgrows the terminal', () => {
  const lines = shown(true).split('\n').at(-1)?.split('\r\u001b[2K') ?? [];
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
});
