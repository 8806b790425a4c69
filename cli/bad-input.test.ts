import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listen } from '../fixtures/homeserver/listening.ts';
import { programName } from './io.ts';
import type { Io } from './io.ts';
import { main } from './program.ts';

let folder = '';
let takenPort = 0;
const squatter = createServer();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  await writeFile(join(folder, 'stray.yaml'), 'format: 1\nexpected:\n  - rule: login/nothing\n    reason: x\n');
  await writeFile(join(folder, 'flawed.yaml'), 'targets:\n  - [\n');
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const address = squatter.address();
  takenPort = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  squatter.close();
  await rm(folder, { recursive: true });
});

async function called(argv: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const io: Io = {
    stdout: { isTerminal: false, columns: 80, write: (text) => (stdout += text) },
    stderr: { isTerminal: false, columns: 80, write: (text) => (stderr += text) },
    environment: {},
    program: 'matrix-conformance',
    onInterrupt: () => () => undefined,
    exit: (code) => {
      throw new Error(`exit ${code}`);
    },
  };
  const exitCode = await main(
    argv.map((word) => word.replace('FOLDER', folder).replace('TAKEN', String(takenPort))),
    io,
  );
  return { exitCode, stdout, stderr: stderr.replaceAll(folder, 'FOLDER').replaceAll(String(takenPort), 'TAKEN') };
}

test.each<[string, RegExp]>([
  ['lst', /^error: no command is called lst \(did you mean list\?\); there are list, explain, check-specs, serve, run, help\n$/],
  ['run --targt x', /^error: unknown option '--targt' \(Did you mean --target\?\)\n$/],
  ['--targt x', /^error: unknown option '--targt' \(Did you mean --target\?\)\n$/],
  ['run surplus', /^error: too many arguments for 'run'\. Expected 0 arguments but got 1(: surplus)?\.\n$/],
  ['run --target', /^error: option '--target <target>' argument missing\n$/],
  ['run --spec v1.99', /^error: --spec v1\.99: no such edition \(did you mean v1\.9.*\?\); there are r0\.1 to v1\.18\n$/],
  [
    'run --rule login/takes-a-localprat',
    /^error: --rule login\/takes-a-localprat: no rule has such an id \(did you mean login\/takes-a-localpart.*\?\); 'list' shows them all\n$/,
  ],
  [
    'run --spec r0.1 --rule login/flows-have-types',
    /^error: nothing selected: no rule of r0\.1 is named login\/flows-have-types and of level MAY or above\n$/,
  ],
  ['run --rule ', /^error: option '--rule <glob>' argument '' is invalid\. It is empty\.\n$/],
  ['run --level OUGHT', /^error: option '--level <level>' argument 'OUGHT' is invalid\. It is MUST, SHOULD or MAY\.\n$/],
  ['run --jobs 0', /^error: option '--jobs <n>' argument '0' is invalid\. It is a whole number from 1 to 64\.\n$/],
  [
    'run --timeout soon',
    /^error: option '--timeout <seconds>' argument 'soon' is invalid\. It is a number of seconds from 0\.1 to 3600\.\n$/,
  ],
  ['run --shuffle -1', /^error: /],
  ['run --network air', /^error: option '--network <mode>' argument 'air' is invalid\. Allowed choices are host, bridge\.\n$/],
  ['run --require guest', /^error: --require guest: no such capability \(did you mean guests\?\); there are .*\n$/],
  ['run --report', /^error: option '--report <format=file>' argument missing\n$/],
  ['run --report jsn=x', /^error: --report jsn=x: no format is called jsn \(did you mean json\?\); there are json and junit\n$/],
  ['run --report json', /^error: --report json: say where the report goes: --report json=FILE, or json=- for standard output\n$/],
  ['run --report json=FOLDER', /^error: --report: FOLDER is a directory; name a file in it\n$/],
  ['run --report json=FOLDER/none/x', /^error: --report: FOLDER\/none\/x cannot be written: the directory FOLDER\/none does not exist\n$/],
  [
    'run --report json=FOLDER/stray.yaml/x',
    /^error: --report: FOLDER\/stray\.yaml\/x cannot be written: FOLDER\/stray\.yaml is no directory\n$/,
  ],
  ['run --report json=- --report junit=-', /^error: --report: two reports would go to -; give each a place of its own\n$/],
  ['run --expect FOLDER/none.yaml', /^error: --expect FOLDER\/none\.yaml: the file cannot be read: ENOENT.*\n$/],
  ['run --expect FOLDER/stray.yaml', /^error: FOLDER\/stray\.yaml:3: login\/nothing is no rule of any edition.*\n$/],
  ['run --config FOLDER/none.yaml', /^error: .*FOLDER\/none\.yaml.*\n$/],
  ['run --config FOLDER/flawed.yaml', /^error: .*FOLDER\/flawed\.yaml:[23].*\n$/],
  ['run --target nowhere', /^error: no target is called "nowhere".*\n$/],
  ['run --target ftp://somebody:swordfish@localhost', /^error: no target is called "ftp:\/\/somebody:\*\*\*@localhost".*\n$/],
  ['run --target http//somebody:swordfish@localhost/', /^error: no target is called "http\/\/somebody:\*\*\*@localhost\/".*\n$/],
  ['run --target http://', /^error: .*http:\/\/.*\n$/],
  ['run --target recipe:synaps', /^error: .*synapse.*\n$/],
  ['run --image x', /^error: --image is for containers.*\n$/],
  ['list --spec v9', /^error: --spec v9: no such edition.*\n$/],
  ['list --format xml', /^error: option '--format <format>' argument 'xml' is invalid\. Allowed choices are table, json\.\n$/],
  ['list --rule nothing/*', /^error: --rule nothing\/\*: no rule has such an id.*\n$/],
  ['explain', /^error: missing required argument 'rule-or-code'\n$/],
  [
    'explain login/takes-a-localprat',
    /^error: no rule and no code is called login\/takes-a-localprat \(did you mean login\/takes-a-localpart.*\?\); 'list' shows the rules, 'check-specs --list-codes' the codes\n$/,
  ],
  ['explain login/flows-have-types --spec r0.1', /^error: login\/flows-have-types is no rule of r0\.1; it is one of v1\.18\n$/],
  ['serve --fault nothing', /^error: --fault nothing: no fault is called so.*; 'serve --list-faults' shows them all\n$/],
  ['serve --port 70000', /^error: option '--port <port>' argument '70000' is invalid\. It is a whole number from 0 to 65535\.\n$/],
  ['serve --port TAKEN', /^error: --port TAKEN: something listens there already; choose another, or 0\n$/],
])('%s', async (line, message) => {
  const { exitCode, stdout, stderr } = await called(line.split(' '));
  expect(stderr).toMatch(message);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
});

test('a server that nobody runs is unreachable', async () => {
  const { exitCode, stderr } = await called(['run', '--target', 'http://127.0.0.1:9', '--timeout', '1']);
  expect(stderr).toMatch(/^error: .*127\.0\.0\.1:9.*\n$/);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(exitCode).toBe(4);
});

test('a working directory that was deleted is said in a line', async () => {
  const cwd = vi.spyOn(process, 'cwd').mockImplementation(() => {
    throw new Error('ENOENT: no such file or directory, uv_cwd');
  });
  const { exitCode, stderr } = await called(['check-specs', '.']);
  expect(programName('/somewhere/dist/cli/main.js', {})).toBe('node somewhere/dist/cli/main.js');
  cwd.mockRestore();
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: 'error: the working directory is not there any more; change to one that is\n',
  });
});

test('TLS on a port that does not speak it is said in plain words', async () => {
  const plain = await listen(createHttpServer());
  const { exitCode, stderr } = await called(['run', '--target', plain.url.replace('http:', 'https:'), '--timeout', '1']);
  await plain.close();
  expect(stderr).toMatch(/^error: .*that port does not speak TLS; is it meant to be http:\/\/.*\n$/);
  expect(exitCode).toBe(4);
});

test.each(['--help', 'run --help', 'list --help', 'explain --help', 'check-specs --help', 'serve --help', '--version'])(
  '%s is said on standard output',
  async (line) => {
    const { exitCode, stdout, stderr } = await called(line.split(' '));
    expect(stdout).not.toBe('');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  },
);
