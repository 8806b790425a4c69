import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTree } from '../../specs/checker/check-specs.ts';
import type { Finding } from '../../specs/checker/finding.ts';
import { overlaidTree } from '../../specs/checker/sources/overlaid-tree.ts';
import { fileOfText, readTree } from '../../specs/checker/sources/read-tree.ts';
import { treeOf } from '../../specs/checker/sources/sample-tree.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { injections, withMistakes } from './injections.ts';
import type { Injection, Place } from './injections.ts';
import { paintShopOf2016 } from './paint-shop-2016.ts';
import { paintShopToday } from './paint-shop-today.ts';

const trees: Readonly<Record<string, SourceTree>> = {
  "a tree of today's": treeOf(paintShopToday),
  'a tree of 2016': treeOf(paintShopOf2016),
  "the project's own sources": readTree(new URL('../../specs', import.meta.url).pathname),
};

const filesOf = (tree: SourceTree): Readonly<Record<string, string>> =>
  Object.fromEntries(tree.files.filter(({ kind }) => kind !== 'other').map(({ path, text }) => [path, text]));

function foundWith(tree: SourceTree, places: readonly Place[]): readonly Finding[] {
  const changed = new Map(
    places.map(({ path }) => {
      const own = places.filter((place) => place.path === path);
      return [path, fileOfText(path, withMistakes(tree.file(path)?.text ?? '', own))];
    }),
  );
  return checkTree(overlaidTree(tree, (file) => changed.get(file.path) ?? file)).findings;
}

function told({ code, source, line, message }: Finding): string {
  return `${source.path}:${line} ${code} ${message}`;
}

/** Whether a finding is that of a mistake: of its kind, on its line. */
function isOf({ codes }: Injection, place: Place): (finding: Finding) => boolean {
  return ({ code, source, line }) => codes.test(code) && source.path === place.path && place.lines.includes(line);
}

describe.each(Object.entries(trees))('in %s', (_, tree) => {
  test('nothing is found as it is', () => {
    expect(checkTree(tree).findings.map(told)).toEqual([]);
  });

  test.each<readonly [string, (text: string) => string]>([
    ['lines that end as on Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text) => `\uFEFF${text}`],
    ['a last line that does not end', (text) => text.replace(/\n$/, '')],
    ['blank lines at the end', (text) => `${text}\n\n`],
  ])('%s is no mistake', (_name, change) => {
    const changed = new Map(tree.files.map(({ path, text }) => [path, fileOfText(path, change(text))]));
    const findings = checkTree(overlaidTree(tree, (file) => changed.get(file.path) ?? file)).findings;
    expect(findings.map(told)).toEqual([]);
  });

  test('a file on its own has no error that the whole has not', () => {
    const alone = tree.files.flatMap((file) => checkTree({ ...tree, files: [file] }).findings.filter(({ level }) => level === 'error'));
    expect(alone.map(told)).toEqual([]);
  });

  const possible = injections.map((injection) => ({ injection, name: injection.name, places: injection.places(filesOf(tree)) }));
  test.each(possible.filter(({ places }) => places.length > 0))(
    '$name: found wherever it is made, and nothing else',
    ({ injection, places }) => {
      const missed = places.flatMap((place) => {
        const findings = foundWith(tree, [place]);
        const own = findings.filter(isOf(injection, place));
        const elsewhere = findings.filter((finding) => finding.level === 'error' && !isOf(injection, place)(finding));
        if (own.length === 1 && elsewhere.length === 0) return [];
        return [`${place.path}:${place.lines.join(',')} ${JSON.stringify(place.edits)}: ${findings.map(told).join('; ') || 'nothing'}`];
      });
      expect(missed).toEqual([]);
    },
  );

  test('of two in one file, both are found', () => {
    const all = possible
      .filter(({ injection }) => isOfYaml(injection))
      .flatMap(({ injection, places }) => places.map((place) => ({ injection, place })));
    const pairs = all.flatMap((first) =>
      all.filter((second) => isBehind(tree, first.place, second.place)).map((second) => [first, second] as const),
    );
    expect(pairs.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.constantFrom(...pairs), (pair) => {
        const findings = foundWith(
          tree,
          pair.map(({ place }) => place),
        );
        const missed = pair.filter(({ injection, place }) => !findings.some(isOf(injection, place)));
        expect(
          missed.map(
            ({ injection, place }) => `${injection.name} ${place.path}:${place.lines.join(',')}; found: ${findings.map(told).join('; ')}`,
          ),
        ).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

/** Mistakes that make a file no YAML. */
function isOfYaml({ name }: Injection): boolean {
  return ['a line is indented with a tab', 'a key lacks its colon', 'a key stands twice'].includes(name);
}

/** Whether a mistake is behind all that hangs on the line of another one: what a broken line begins cannot be read. */
function isBehind(tree: SourceTree, first: Place, second: Place): boolean {
  if (first.path !== second.path || !first.path.endsWith('.yaml')) return false;
  // The lines of the second have to stay what they are.
  if (first.edits.some(({ by }) => by.length !== 1)) return false;
  // In brackets a tab is lawful YAML, which is only said of files that are.
  if ([...first.edits, ...second.edits].some(({ by }) => /^\t *["{}[\]]/.test(by[0] ?? ''))) return false;
  const lines = (tree.file(first.path)?.text ?? '').split('\n');
  const [from, to] = [Math.min(...first.lines) - 1, Math.min(...second.lines) - 1];
  const indent = (lines[from] ?? '').search(/\S/);
  return lines.slice(from + 1, to).some((line) => line.trim() !== '' && line.search(/\S/) < indent && !/^\s*[\]}"]/.test(line));
}

test('every kind of mistake is made somewhere', () => {
  const made = new Set(Object.values(trees).flatMap((tree) => injections.filter(({ places }) => places(filesOf(tree)).length > 0)));
  expect(injections.filter((injection) => !made.has(injection)).map(({ name }) => name)).toEqual([]);
});
