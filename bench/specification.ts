import { spawn } from 'node:child_process';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median } from './process.ts';

/** Reads what js-yaml can read of a tree, and does nothing with it: the least that a look at the tree can take. */
const floorScript = `
import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
const [, folder] = process.argv;
for (const each of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (each.isFile() && /\\.(ya?ml|json)$/.test(each.name)) {
    try { load(readFileSync(each.parentPath + '/' + each.name, 'utf8')); } catch {}
  }
}`;

interface Surroundings {
  /** Of the checkout, where js-yaml is found. */
  readonly root: string;
  /** The compiled command. */
  readonly main: string;
  readonly rounds: number;
  readonly print: (name: string, figure: string, bound?: string) => void;
}

/** Measures `check-specs` on a tree of specification sources. */
export async function onSpecification(path: string, { root, main, rounds, print }: Surroundings): Promise<void> {
  const check = (checked: string) => measure(process.execPath, [main, 'check-specs', checked]);
  const pairs = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await check(path);
    pairs.push({ ours, floor: await measure(process.execPath, ['--input-type=module', '-e', floorScript, path], { cwd: root }) });
  }
  print('check-specs: whole process, seconds', median(pairs.map(({ ours }) => ours.wall)).toFixed(2), '≤ 0.5');
  print(
    'check-specs: whole process against js-yaml reading the same files',
    median(pairs.map(({ ours, floor }) => ours.wall / floor.wall)).toFixed(2),
  );
  print('check-specs: peak memory, MB', String(Math.round(Math.max(...pairs.map(({ ours }) => ours.peakMemory)) / 1_048_576)), '< 200');

  const folder = await mkdtemp(join(tmpdir(), 'matrix-conformance-bench-'));
  try {
    const [one, ten] = [join(folder, 'one'), join(folder, 'ten')];
    await cp(path, join(one, 'part0'), { recursive: true });
    for (let part = 0; part < 10; part += 1) await cp(path, join(ten, `part${part}`), { recursive: true });
    const ratios = [];
    for (let round = 0; round < Math.min(rounds, 3); round += 1) ratios.push((await check(ten)).wall / (await check(one)).wall);
    print('check-specs: a tree ten times as large', median(ratios).toFixed(1), '≤ 11');
    print('check-specs --watch: one changed file, ms', String(median(await watched(main, join(one, 'part0'), rounds))), '< 100');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What `--watch` says that it took, in milliseconds, each time that a file has changed. */
async function watched(main: string, folder: string, rounds: number): Promise<readonly number[]> {
  const child = spawn(process.execPath, [main, 'check-specs', folder, '--watch'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: number[] = [];
  let wake: () => void = () => undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    for (const [, milliseconds] of chunk.toString().matchAll(/ in (\d+) ms/g)) said.push(Number(milliseconds));
    wake();
  });
  const more = async (than: number): Promise<void> => {
    while (said.length <= than) await new Promise<void>((resolve) => (wake = resolve));
  };
  try {
    await more(0);
    for (let round = 0; round < rounds; round += 1) {
      const before = said.length;
      await appendFile(join(folder, 'data/api/client-server/login.yaml'), `x-changed-${round}: true\nx-changed-${round}: true\n`);
      await more(before);
    }
    return said.slice(1);
  } finally {
    child.kill('SIGINT');
  }
}
