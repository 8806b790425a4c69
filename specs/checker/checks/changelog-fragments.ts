import { posix } from 'node:path';
import type { Check, Code, Report, Spot } from '../check.ts';
import { meant } from '../nearest.ts';
import { proseLanguage } from '../prose/prose-language.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const settings = {
  'changelogs/pyproject.toml':
    '[tool.towncrier]\nfilename = "rendered.md"\n\n[[tool.towncrier.type]]\ndirectory = "feature"\n\n[[tool.towncrier.section]]\npath = "colours"\n',
};
const folder = 'changelogs/colours/newsfragments';
const right = { files: { ...settings, [`${folder}/12.feature`]: 'Add the colour red.\n' } };

const badName: Code = {
  name: 'changelog/bad-name',
  level: 'error',
  explanation:
    'The name of a changelog entry is not made of the number of its pull request, a dot and its type: 12.feature. The program that gathers the entries stops at it, or leaves it out.',
  wrong: { files: { ...settings, [`${folder}/feature.12`]: 'Add the colour red.\n' }, at: `${folder}/feature.12:1` },
  right,
};

const unknownType: Code = {
  name: 'changelog/unknown-type',
  level: 'error',
  explanation: 'A changelog entry has a type that the settings of the changelog do not name, so that it is left out of the changelog.',
  wrong: { files: { ...settings, [`${folder}/12.fature`]: 'Add the colour red.\n' }, at: `${folder}/12.fature:1` },
  right,
};

const unknownSection: Code = {
  name: 'changelog/unknown-section',
  level: 'error',
  explanation:
    'A changelog entry stands in a folder that the settings of the changelog do not name as a section, so that it is left out of the changelog.',
  wrong: {
    files: { ...settings, 'changelogs/colour/newsfragments/12.feature': 'Add the colour red.\n' },
    at: 'changelogs/colour/newsfragments/12.feature:1',
  },
  right,
};

const empty: Code = {
  name: 'changelog/empty',
  level: 'error',
  explanation: 'A changelog entry has no text. Say in one sentence what changes.',
  wrong: { files: { ...settings, [`${folder}/12.feature`]: '\n' }, at: `${folder}/12.feature:1` },
  right,
};

const noFullStop: Code = {
  name: 'changelog/no-full-stop',
  level: 'warning',
  explanation: 'A changelog entry does not end with a full stop, as all entries should.',
  wrong: { files: { ...settings, [`${folder}/12.feature`]: 'Add the colour red\n' }, at: `${folder}/12.feature:1` },
  right,
};

/** Entries of the changelog to be: their names, by the tree's own settings, and that they say something. */
export const changelogFragments: Check = {
  codes: [badName, unknownType, unknownSection, empty, noFullStop],
  run(tree, report) {
    for (const source of tree.files) {
      if (source.kind === 'fragment') checkFragment(tree, source, report);
      else if (source.kind === 'other' && misplaced.test(source.path)) checkMisplaced(tree, source, report);
    }
  },
};

const misplaced = /(?:^|\/)changelogs\/[^/]+\/(?:[^/]+\/)?#?\d+\.[a-z]+$/;

/** What is named like an entry, and stands where nobody gathers it. */
function checkMisplaced(tree: SourceTree, source: SourceFile, report: Report): void {
  const { types, sections } = readSettings(tree, source);
  const type = posix.extname(source.path).slice(1);
  if (types?.includes(type) !== true) return;
  const [, section = ''] = /(?:^|\/)changelogs\/([^/]+)\//.exec(source.path) ?? [];
  const wanted = sections?.includes(section) === true ? section : 'SECTION';
  report.finding(
    unknownSection,
    firstLineOf(source),
    `entries are gathered from folders called newsfragments; move this one to changelogs/${wanted}/newsfragments`,
  );
}

function checkFragment(tree: SourceTree, source: SourceFile, report: Report): void {
  const name = posix.basename(source.path);
  if (/^(README|template)\b/i.test(name)) return;
  const { text } = source;
  const at = firstLineOf(source);
  const { types, sections } = readSettings(tree, source);

  // `+name.type` is an entry without a number; a number behind the type tells several entries of one change apart.
  const parts = /^(?:#?(\d+)|\+[^.]+)\.([^.]+)(?:\.\d+)?(?:\.(?:md|rst|txt))?$/.exec(name);
  const type = parts?.[2];
  if (type === undefined) {
    report.finding(badName, at, `the name ${JSON.stringify(name)} is not NUMBER.TYPE; rename the file: ${wantedName(name, types)}`);
  } else if (types === undefined)
    report.unjudged(at, 'the settings of the changelog, pyproject.toml, which name its types, are not in this tree');
  else if (!types.includes(type)) {
    report.finding(
      unknownType,
      at,
      `the changelog has no type ${JSON.stringify(type)}${meant(type, types)}; rename the file: ${types.join(', ')}`,
    );
  }

  const section = posix.basename(posix.dirname(posix.dirname(source.path)));
  if (
    sections !== undefined &&
    sections.length > 0 &&
    posix.basename(posix.dirname(source.path)) === 'newsfragments' &&
    !sections.includes(section)
  ) {
    report.finding(unknownSection, at, `the changelog has no section ${JSON.stringify(section)}${meant(section, sections)}; move the file`);
  }

  const said = text.trimEnd();
  if (said.trim() === '') {
    report.finding(empty, { source, range: { start: 0, end: 0 } }, 'this entry says nothing; write one sentence about what changes');
    return;
  }
  if (proseLanguage(tree, source) !== 'markdown' || /[.!?…:]['")\]`*_]*$/.test(said)) return;
  const end = { start: said.length - 1, end: said.length };
  report.finding(noFullStop, { source, range: end }, 'this entry does not end with a full stop; write one', {
    fix: { edits: [{ start: said.length, end: said.length, text: '.' }] },
  });
}

function firstLineOf(source: SourceFile): Spot {
  return { source, range: { start: 0, end: /^[^\r\n]*/.exec(source.text)?.[0].length ?? 0 } };
}

function wantedName(name: string, types: readonly string[] = []): string {
  const number = /\d+/.exec(name)?.[0] ?? '123';
  const type = types.find((each) => name.toLowerCase().includes(each)) ?? types[0] ?? 'feature';
  return `${number}.${type}`;
}

interface Settings {
  readonly types: readonly string[] | undefined;
  readonly sections: readonly string[] | undefined;
}

/** What the nearest `pyproject.toml` says: that of the section, or that of all changelogs. */
function readSettings(tree: SourceTree, source: SourceFile): Settings {
  const section = posix.dirname(posix.dirname(source.path));
  const own = tree.file(posix.join(section, 'pyproject.toml'));
  const common = tree.file(posix.join(posix.dirname(section), 'pyproject.toml'));
  const file = own ?? common;
  if (file === undefined) return { types: undefined, sections: undefined };
  const types = valuesOf(file.text, 'type', 'directory');
  return {
    types: types.length > 0 ? types : ['feature', 'bugfix', 'doc', 'removal', 'misc'],
    sections: own === undefined ? valuesOf(file.text, 'section', 'path') : undefined,
  };
}

/** The values of a key in the tables `[[tool.towncrier.NAME]]` of a TOML file. */
function valuesOf(toml: string, table: string, key: string): readonly string[] {
  const values: string[] = [];
  let current = '';
  for (const line of toml.split(/\r?\n/)) {
    current = /^\s*\[\[?([^\]]*)\]\]?\s*(?:#.*)?$/.exec(line)?.[1]?.trim() ?? current;
    const [, name, value] = /^\s*([\w-]+)\s*=\s*["']([^"']*)["']/.exec(line) ?? [];
    if (current === `tool.towncrier.${table}` && name === key && value !== undefined) values.push(value);
    // Newer settings have a table for each type.
    else if (table === 'type' && name === undefined) {
      const named = /^tool\.towncrier\.fragment\.["']?([\w-]+)["']?$/.exec(current)?.[1];
      if (named !== undefined && !values.includes(named)) values.push(named);
    }
  }
  return values;
}
