import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findingsFormats } from '../reporters/findings/formats.ts';
import { formats } from '../reporters/formats.ts';
import { verdicts } from '../specs/schemas/report.ts';
import { capabilityNames } from '../suites/support/prepare-session.ts';
import { everyCode } from './check-specs/code-list.ts';
import type { Io } from './io.ts';
import { main } from './program.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', 'CHANGELOG.md', ...markdownIn('docs'), ...markdownIn('docs/decisions')];
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

async function help(command: string): Promise<string> {
  let text = '';
  const output = { isTerminal: false, columns: 200, write: (more: string) => (text += more) };
  const io: Io = {
    stdout: output,
    stderr: output,
    environment: {},
    program: 'matrix-conformance',
    onInterrupt: () => () => undefined,
    exit: () => undefined,
  };
  await main([command, '--help'], io);
  return text;
}

const helpTexts = async (): Promise<string> => (await Promise.all(['run', 'list', 'explain', 'check-specs', 'serve'].map(help))).join('\n');

/** Options of other programs that the pages mention. */
const foreign = ['--silent', '--project'];

describe.each(pages)('%s', (page) => {
  test('links to files that are there', () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  test('names options that are there', async () => {
    const known = await helpTexts();
    const named = [...textOf(page).matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option);
    const unknown = named.filter((option) => !new RegExp(`^ +(-\\w, )?${option}\\b`, 'm').test(known) && !foreign.includes(option));
    expect(unknown).toEqual([]);
  });
});

test('every option of run is explained', async () => {
  const options = [...(await help('run')).matchAll(/^ +(--[a-z-]+)/gm)].map(([, option]) => option ?? '');
  expect(options.length).toBeGreaterThan(10);
  expect(options.filter((option) => !textOf('docs/running.md').includes(`\`${option}`))).toEqual([]);
});

test('every option and format of check-specs is explained', async () => {
  const page = textOf('docs/checking-specs.md');
  const options = [...(await help('check-specs')).matchAll(/^ +(--[a-z-]+)/gm)].map(([, option]) => option ?? '');
  expect(options.length).toBeGreaterThan(8);
  expect(options.filter((option) => !page.includes(`\`${option}`))).toEqual([]);
  expect(findingsFormats.filter(({ name }) => !page.includes(`* \`${name}\``))).toEqual([]);
});

test('codes of check-specs that a page names are there', () => {
  const known = everyCode().map(({ name }) => name);
  const named = [...textOf('docs/checking-specs.md').matchAll(/(?:check-specs-ignore|explain) ([a-z-]+\/[a-z-]+)/g)].map(
    ([, code]) => code ?? '',
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((code) => !known.includes(code))).toEqual([]);
});

test('every capability, verdict and report format is explained', () => {
  const running = textOf('docs/running.md');
  expect(capabilityNames.length).toBeGreaterThan(10);
  expect(capabilityNames.filter((name) => !running.includes(`\`${name}\``))).toEqual([]);
  expect(formats.filter(({ name }) => !running.includes(`* \`${name}\``))).toEqual([]);
  expect(verdicts.filter((verdict) => !textOf('README.md').includes(`| \`${verdict}\` |`))).toEqual([]);
});
