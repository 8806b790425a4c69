import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report, RuleReport } from '../specs/schemas/report.ts';
import { parseTarget } from '../fixtures/targets/parse-target.ts';
import { startCountingProxy } from './counting-proxy.ts';
import { makeEmptySuite } from './empty-vitest.ts';
import type { Taken } from './process.ts';
import { measure, median } from './process.ts';
import { onSpecification } from './specification.ts';

/** `npm run bench`: figures of this machine, ratios within one run. Compiled to dist/bench, hence two folders up. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const image = process.env['MATRIX_CONFORMANCE_SYNAPSE_IMAGE'];
const specification = process.env['MATRIX_CONFORMANCE_SPECIFICATION'];
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const megabyte = 1024 * 1024;

interface Judged extends Taken {
  readonly report: Report;
}

async function judge(args: readonly string[]): Promise<Judged> {
  const folder = await mkdtemp(join(tmpdir(), 'matrix-conformance-bench-'));
  const file = join(folder, 'report.json');
  try {
    const taken = await measure(process.execPath, [main, 'run', ...args, '--report', `json=${file}`]);
    const report: Report = JSON.parse(await readFile(file, 'utf8'));
    return { ...taken, report };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function putToTheTest({ rules }: Report): readonly RuleReport[] {
  return rules.filter(({ id }) => !id.startsWith('api/'));
}

async function times<Result>(count: number, work: () => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let round = 0; round < count; round += 1) results.push(await work());
  return results;
}

function print(name: string, figure: string, bound = ''): void {
  process.stdout.write(`${name.padEnd(66)} ${figure.padStart(10)}  ${bound}\n`);
}

async function onMock(): Promise<void> {
  const warm = await judge([]);
  const files = grouped(warm.report);
  const empty = await makeEmptySuite(root, files);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  try {
    const pairs = await times(rounds, async () => {
      const ours = await judge([]);
      const floor = await measure(process.execPath, [vitest, 'run', '--root', empty.folder]);
      if (floor.exitCode !== 0) throw new Error(`the empty vitest run failed: ${floor.output}`);
      return { ours, floor };
    });
    print(
      'mock: whole process against an empty vitest of as many tests',
      median(pairs.map(({ ours, floor }) => ours.wall / floor.wall)).toFixed(2),
      '≤ 1.5',
    );
    print('mock: whole process, seconds', median(pairs.map(({ ours }) => ours.wall)).toFixed(2));
    print('mock: written rules', String(putToTheTest(warm.report).length));
    print('mock: peak memory, MB', String(Math.round(Math.max(...pairs.map(({ ours }) => ours.peakMemory)) / megabyte)), '< 250');
    for (const jobs of [1, 2, 4, 8]) {
      const ratios = await times(3, async () => (await judge(['--jobs', String(jobs)])).wall / (await judge(['--jobs', '4'])).wall);
      print(`mock: --jobs ${jobs} against --jobs 4`, median(ratios).toFixed(2));
    }
    const half = await times(3, async () => (await judge([])).wall / (await judge(['--rule', '{uia,login}*/*'])).wall);
    const share = putToTheTest(warm.report).filter(({ id }) => /^(uia|login)/.test(id)).length / putToTheTest(warm.report).length;
    print(`mock: all rules against ${Math.round(share * 100)} % of them`, median(half).toFixed(2));
  } finally {
    await empty.remove();
  }
}

function grouped(report: Report): readonly number[] {
  const counts = new Map<string, number>();
  for (const { family } of putToTheTest(report)) counts.set(family, (counts.get(family) ?? 0) + 1);
  return [...counts.values()];
}

async function onSynapse(reference: string): Promise<void> {
  const target = ['--target', 'recipe:synapse/plain', '--image', reference, '--expect', join(root, 'expectations/synapse-plain.yaml')];
  const whole = await times(rounds, () => judge(target));
  const [first] = whole;
  if (first === undefined) return;
  const rules = putToTheTest(first.report).length;
  print('synapse/plain: seconds a written rule, start included', (median(whole.map(({ wall }) => wall)) / rules).toFixed(4), '≤ 0.045');
  print('synapse/plain: whole process, seconds', median(whole.map(({ wall }) => wall)).toFixed(2));
  print('synapse/plain: peak memory, MB', String(Math.round(Math.max(...whole.map(({ peakMemory }) => peakMemory)) / megabyte)), '< 250');

  const opened = await parseTarget('recipe:synapse/plain', { image: reference, allowRemote: false }).open({
    readyTimeout: 60_000,
    answerTimeout: 20_000,
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  try {
    const proxy = await startCountingProxy(opened.url);
    try {
      const taken = await judge(['--target', proxy.url]);
      print(
        'synapse/plain: share of the time from first to last request with one in flight',
        (proxy.busy / proxy.span).toFixed(2),
        '≥ 0.8',
      );
      print('synapse/plain: share of the whole process with a request in flight', (proxy.busy / taken.wall).toFixed(2));
      print('synapse/plain: processor time of the harness per exchange, ms', ((taken.cpu * 1000) / proxy.exchanges).toFixed(2));
      print('synapse/plain: exchanges', String(proxy.exchanges));
    } finally {
      await proxy.close();
    }
    for (const jobs of [1, 2, 4, 8]) {
      const taken = await judge(['--target', opened.url, '--jobs', String(jobs)]);
      print(`synapse/plain, running already: --jobs ${jobs}, seconds`, taken.wall.toFixed(2));
    }
  } finally {
    await opened.close();
  }
}

if (specification === undefined)
  process.stdout.write('check-specs: skipped, MATRIX_CONFORMANCE_SPECIFICATION names no checkout of the specification\n');
else await onSpecification(specification, { root, main, rounds, print });
await onMock();
if (image === undefined) process.stdout.write('synapse: skipped, MATRIX_CONFORMANCE_SYNAPSE_IMAGE names no image\n');
else if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0)
  process.stdout.write('synapse: skipped, no Docker engine answers\n');
else await onSynapse(image);
