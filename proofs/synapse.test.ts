import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dockerRequirement } from '../fixtures/targets/requirement.ts';
import type { Report } from '../specs/schemas/report.ts';
import { report, root, verdictsOf } from './command-line.ts';

const requirement = dockerRequirement();
if (!requirement.available) console.log(`Synapse is not judged: ${requirement.reason}`);
const image = process.env['MATRIX_CONFORMANCE_SYNAPSE_IMAGE'] ?? '';
const variants = ['plain', 'password-policy', 'rate-limited', 'staged'];

function target(variant: string): readonly string[] {
  return ['--target', `recipe:synapse/${variant}`, '--image', image, '--expect', join(root, `expectations/synapse-${variant}.yaml`)];
}

function unclear({ rules }: Report): readonly string[] {
  return rules.filter(({ verdict }) => verdict === 'inconclusive').map(({ id, message }) => `${id}: ${message}`);
}

describe.skipIf(!requirement.available)(`Synapse${requirement.available ? '' : ` (${requirement.reason})`}`, () => {
  test.each(variants)('%s deviates where its expectations say so, and nowhere else', async (variant) => {
    const ended = await report(target(variant));
    expect(ended.report.problems).toEqual([]);
    const unexpected = ended.report.rules.filter(({ verdict }) => ['failed', 'inconclusive', 'broken'].includes(verdict));
    expect(unexpected.map(({ id, verdict, message }) => `${id}: ${verdict}: ${message}`)).toEqual([]);
    expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
  });

  test('is judged alike twice and in another order', async () => {
    const first = (await report(target('plain'))).report;
    const second = (await report([...target('plain'), '--shuffle', '7'])).report;
    // What could not be told says why.
    expect([...unclear(first), ...unclear(second)]).toEqual([]);
    expect(verdictsOf(second)).toEqual(verdictsOf(first));
  });

  test('is judged in the oldest edition as well', async () => {
    const ended = await report([...target('plain'), '--spec', 'r0.1']);
    expect(ended.report.spec).toBe('r0.1');
    expect(ended.report.problems).toEqual([]);
    expect(
      ended.report.rules
        .filter(({ verdict }) => ['failed', 'inconclusive', 'broken'].includes(verdict))
        .map(({ id, message }) => `${id}: ${message}`),
    ).toEqual([]);
  });
});
