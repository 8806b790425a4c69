import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As the suites are run. */
const configuration = { include: ['suites/*.test.js'], exclude: [], pool: 'threads', isolate: false, fileParallelism: false };

/** A folder of vitest files with so many empty tests each: the least that a suite of that size can take. */
export async function makeEmptySuite(
  root: string,
  testsByFile: readonly number[],
): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  // Inside the checkout, so that `vitest` resolves.
  const folder = await mkdtemp(join(root, 'dist', 'empty-suite-'));
  await mkdir(join(folder, 'suites'));
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  await writeFile(join(folder, 'vitest.config.js'), `export default { test: ${JSON.stringify(configuration)} };\n`);
  for (const [index, tests] of testsByFile.entries()) {
    const lines = Array.from({ length: tests }, (_, at) => `test('empty ${at}', () => {});`);
    await writeFile(join(folder, 'suites', `empty-${index}.test.js`), `import { test } from 'vitest';\n${lines.join('\n')}\n`);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
