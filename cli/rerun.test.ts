import { expect, test } from 'vitest';
import { programName } from './io.ts';
import { rerunCommand } from './rerun.ts';

test('a rerun keeps the options that bear on it, quoted for the shell', () => {
  const options = { target: "it's mine", image: 'a/b:c', spec: undefined, 'allow-remote': true } as const;
  expect(rerunCommand({ program: 'npx matrix-conformance', options }, ['login/a', 'errors/w'])).toBe(
    `npx matrix-conformance run --target 'it'\\''s mine' --image a/b:c --allow-remote --rule login/a --rule errors/w`,
  );
});

test.each([
  ['/x/dist/cli/main.js', { npm_lifecycle_event: 'conformance' }, 'npm run --silent conformance --'],
  ['/x/bin/matrix-conformance', { npm_command: 'exec', npm_lifecycle_event: 'npx' }, 'npx matrix-conformance'],
  ['/usr/bin/matrix-conformance', {}, 'matrix-conformance'],
  [`${process.cwd()}/dist/cli/main.js`, {}, 'node dist/cli/main.js'],
])('%s with %o is called as %s', (script, environment, called) => {
  expect(programName(script, environment)).toBe(called);
});
