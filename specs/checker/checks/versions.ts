import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Code, Report, Sample, Spot } from '../check.ts';
import type { FindingLevel } from '../finding.ts';
import type { Place } from '../sources/place.ts';
import { keyFix } from '../sources/yaml-fix.ts';
import { markdownTexts } from '../prose/markdown.ts';
import { nearest } from '../nearest.ts';
import { isWhole } from '../sources/is-whole.ts';
import { compareVersions, newestMinor, versionOf } from '../sources/matrix-version.ts';
import type { Version } from '../sources/matrix-version.ts';
import type { SourceFile } from '../sources/source-file.ts';

const added = 'x-addedInMatrixVersion';
const changed = 'x-changedInMatrixVersion';
const removed = 'x-removedInMatrixVersion';

const path = 'data/schemas/colour.yaml';
const changelog = Object.fromEntries(['1.1', '1.2', '1.9'].map((name) => [`content/changelog/v${name}.md`, `Version ${name} is out.\n`]));

/** @param lines what is said of the schema; the mistake is on the line that begins with `>`. */
function code(name: string, level: FindingLevel, explanation: string, wrong: string, right: string): Code {
  const sample = (lines: string): Sample => ({
    files: { [path]: `type: object\n${lines.replace(/^>/m, '')}`, ...changelog },
  });
  const at = wrong.split('\n').findIndex((line) => line.startsWith('>')) + 2;
  return { name: `version/${name}`, level, explanation, wrong: { ...sample(wrong), at: `${path}:${at}` }, right: sample(right) };
}

const unknown = code(
  'unknown-version',
  'error',
  'The version in which something was added or changed is none of the specification. Versions are written as "1.4", and "r0.6.1" before that; the newest that can be named is the one after the newest changelog.',
  `>${added}: "v1.2.0"\n`,
  `${added}: "1.2"\n`,
);

const losesZero = code(
  'lost-zero',
  'error',
  'A version that ends in 0 is a number without quotes, and YAML reads 1.10 as 1.1. Put it into quotes.',
  `>${added}: 1.10\n`,
  `${added}: "1.10"\n`,
);

const unquoted = code(
  'unquoted',
  'note',
  'A version without quotes is a number to YAML. It comes out right by chance: 1.10 would not. Put it into quotes.',
  `>${added}: 1.2\n`,
  `${added}: "1.2"\n`,
);

const misspeltKey = code(
  'misspelt-key',
  'error',
  `The keys for versions are \`${added}\` and \`${changed}\`. What has another name is not shown.`,
  `>x-addedInMatrixVerison: "1.2"\n`,
  `${added}: "1.2"\n`,
);

const changedBeforeAdded = code(
  'changed-before-added',
  'error',
  'Something is said to be changed in a version before the one that added it. One of the two is wrong.',
  `${added}: "1.2"\n${changed}:\n>  "1.1": It has a name.\n`,
  `${added}: "1.1"\n${changed}:\n  "1.2": It has a name.\n`,
);

const addedBeforeParent = code(
  'added-before-parent',
  'warning',
  'A part is said to be older than what it is a part of. It may have been copied with the version of another place; take the key off, or correct it.',
  `${added}: "1.2"\nproperties:\n  name:\n    type: string\n>    ${added}: "1.1"\n`,
  `${added}: "1.1"\nproperties:\n  name:\n    type: string\n    ${added}: "1.2"\n`,
);

const changedWhenAdded = code(
  'changed-when-added',
  'warning',
  'Something is said to be changed in the very version that added it. To readers it was never different; take the change off, or correct the version.',
  `${added}: "1.2"\n${changed}:\n>  "1.2": It has a name.\n`,
  `${added}: "1.1"\n${changed}:\n  "1.2": It has a name.\n`,
);

const removedBefore = code(
  'removed-before',
  'error',
  'Something is said to be removed in a version before, or in, the one that added or changed it. One of the two is wrong.',
  `${added}: "1.2"\n>${removed}: "1.1"\n`,
  `${added}: "1.1"\n${removed}: "1.2"\n`,
);

const noMapping = code(
  'changes-are-no-mapping',
  'error',
  `What stands under \`${changed}\` is no mapping of versions to what changed in them, so that nothing is shown of it.`,
  `${added}: "1.1"\n>${changed}: "1.2"\n`,
  `${added}: "1.1"\n${changed}:\n  "1.2": It has a name.\n`,
);

/** What the sources say of the versions in which their parts were added and changed. */
export const versions: Check = {
  codes: [unknown, losesZero, unquoted, misspeltKey, noMapping, changedBeforeAdded, changedWhenAdded, addedBeforeParent, removedBefore],
  run(tree, report) {
    let newest: number | undefined | 'unread' = 'unread';
    for (const source of tree.files) {
      if (source.yaml === undefined || source.kind === 'event-example' || !mentions.test(source.text)) continue;
      if (newest === 'unread') newest = newestMinor(tree);
      walk({ source, report, newest }, source.yaml.value, '', undefined);
    }
    for (const source of tree.files) {
      // The versions of rooms are others.
      if (source.kind !== 'markdown' || !source.text.includes('-in ') || /(^|\/)rooms\//.test(source.path)) continue;
      for (const { document } of markdownTexts(source)) {
        for (const { name, parameters, valueRanges } of document.shortcodes) {
          const [version, range] = [parameters['v'], valueRanges['v']];
          if (!/^(?:added|changed|removed)-in$/.test(name) || version === undefined || range === undefined) continue;
          if (newest === 'unread') newest = newestMinor(tree);
          lookAtName({ source, report, newest }, version, { source, range });
        }
      }
    }
  },
};

const mentions = /\bx-(?:add|chang|remov|[\w-]*ver[si]+)/i;

interface Look {
  readonly source: SourceFile;
  readonly report: Report;
  /** N of the newest version 1.N that is out; undefined when the tree does not tell. */
  readonly newest: number | undefined;
}

interface Said {
  readonly version: Version;
  readonly at: Spot;
}

/** Deeper than any description goes. */
const deepest = 200;

const literal = new Set(['example', 'examples', 'x-example', 'default', 'enum', 'const']);

/** @param parent what is said of the nearest part above. */
function walk(look: Look, value: unknown, pointer: string, parent: Said | undefined, depth = 0): void {
  if (depth > deepest || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) walk(look, item, `${pointer}/${at}`, parent, depth + 1);
    return;
  }
  const own = isWhole({ source: look.source, pointer }) ? lookAtPart(look, value, pointer, parent) : undefined;
  // A property may be called "example": what stands below is a schema then, and a key of a version may stand in it.
  const isMap = /\/(?:properties|patternProperties|definitions|schemas|headers)$/.test(pointer);
  for (const [key, below] of Object.entries(value)) {
    if (typeof below !== 'object' || below === null || (!isMap && literal.has(key)) || key.startsWith('x-')) continue;
    walk(look, below, pointerInto(pointer, key), own ?? parent, depth + 1);
  }
}

/** Looks at what is said of one part; gives back in which version it was added. */
function lookAtPart(look: Look, value: object, pointer: string, parent: Said | undefined): Said | undefined {
  let [own, gone]: (Said | undefined)[] = [];
  const changes: Said[] = [];
  for (const [key, said] of Object.entries(value)) {
    if (!key.startsWith('x-')) continue;
    const at = { source: look.source, pointer: pointerInto(pointer, key) };
    if (key === added) own = lookAtVersion(look, said, { ...at, part: 'value' });
    else if (key === removed) gone = lookAtVersion(look, said, { ...at, part: 'value' });
    else if (key !== changed) lookAtKey(look, key, { ...at, part: 'key' });
    else if (isMapping(said)) {
      for (const version of Object.keys(said)) {
        const change = lookAtVersion(look, version, { source: look.source, pointer: pointerInto(at.pointer, version), part: 'key' });
        if (change !== undefined) changes.push(change);
      }
    } else if (said !== undefined) {
      const message = `${changed} takes a mapping: write the version as a key below it, and what changed in it behind that`;
      look.report.finding(noMapping, { ...at, part: 'value' }, message);
    }
  }
  lookForContradictions(look, { own, gone, changes }, parent);
  return own;
}

interface History {
  readonly own: Said | undefined;
  readonly gone: Said | undefined;
  readonly changes: readonly Said[];
}

function lookForContradictions({ report }: Look, { own, gone, changes }: History, parent: Said | undefined): void {
  const tell = (kind: Code, one: Said, other: Said, message: string): void => {
    report.finding(kind, one.at, message, { related: [{ at: other.at, message: `this says ${other.version.name}` }] });
  };
  const first = own ?? parent;
  for (const change of changes) {
    const order = first === undefined ? 1 : compareVersions(change.version, first.version);
    const [since, until] = [change.version.name, first?.version.name];
    if (first !== undefined && order < 0) {
      tell(changedBeforeAdded, change, first, `this was changed in ${since}, and was added in ${until} only; correct one of the two`);
    } else if (first !== undefined && first === own && order === 0) {
      tell(
        changedWhenAdded,
        change,
        first,
        `this was added in ${until}, and cannot have changed in it; correct one of the two, or take this off`,
      );
    }
  }
  if (own !== undefined && parent !== undefined && compareVersions(own.version, parent.version) < 0) {
    const message = `this was added in ${own.version.name}, and what it is a part of in ${parent.version.name} only`;
    tell(addedBeforeParent, own, parent, `${message}; delete this, or correct one of the two`);
  }
  const late =
    gone === undefined
      ? undefined
      : [first, ...changes].find((each) => each !== undefined && compareVersions(each.version, gone.version) >= 0);
  if (gone !== undefined && late !== undefined) {
    const what = late === first ? 'added' : 'changed';
    tell(
      removedBefore,
      gone,
      late,
      `this was removed in ${gone.version.name}, and was ${what} in ${late.version.name}; correct one of the two`,
    );
  }
}

function lookAtKey({ report }: Look, key: string, at: Spot & Place): void {
  const [, verb] = /^x-(added|changed)(?:in|since)?(?:matrix)?(?:version)?$/i.exec(key) ?? [];
  const name = verb === undefined ? nearest(key, [added, changed, removed]) : `x-${verb.toLowerCase()}InMatrixVersion`;
  if (name === undefined) return;
  report.finding(
    misspeltKey,
    at,
    `${JSON.stringify(key)} says nothing to those who render it; write ${JSON.stringify(name)}`,
    keyFix(at, key, name),
  );
}

function lookAtVersion(look: Look, said: unknown, at: Spot & { readonly pointer: string }): Said | undefined {
  const { source, report } = look;
  // A name in quotes is a text; a key is one with or without them.
  const isPlain = typeof said === 'number' || ('part' in at && at.part === 'key' && plainKey.test(source.text));
  const range = isPlain ? source.yaml?.rangeOf(at.pointer, 'part' in at ? at.part : 'value') : undefined;
  const written = range === undefined ? String(said) : source.text.slice(range.start, range.end);
  if (isPlain && /^\d+\.\d+$/.test(written)) {
    const zero = /^\d+\.\d*0$/.test(written);
    const message = zero
      ? `YAML reads ${written} as ${String(Number(written))}; write "${written}"`
      : `${written} is a number without quotes; write "${written}"`;
    const fix = range === undefined ? {} : { fix: { edits: [{ ...range, text: `"${written}"` }] } };
    report.finding(zero ? losesZero : unquoted, at, message, fix);
    const number = versionOf(written);
    return number === undefined ? undefined : { version: number, at };
  }
  return lookAtName(look, typeof said === 'string' ? said : written, at);
}

function lookAtName({ report, newest }: Look, name: string, at: Spot): Said | undefined {
  // The templates of a tree that has a page for each version put the v in front.
  const version = versionOf(newest === undefined ? name.replace(/^v(?=1)/, '') : name);
  if (version === undefined) {
    const better = /^v?(1\.\d+)(?:\.0)?$/.exec(name)?.[1];
    report.finding(
      unknown,
      at,
      `${JSON.stringify(name)} is no version; write ${better === undefined ? 'one such as "1.4" or "r0.6.1"' : JSON.stringify(better)}`,
    );
    return undefined;
  }
  if (newest !== undefined && version.numbers[0] === 1 && version.numbers[1] > newest + 1) {
    report.finding(
      unknown,
      at,
      `there is no version ${name}: the newest with a changelog is 1.${newest}; write one that is out, or 1.${newest + 1}`,
    );
    return undefined;
  }
  return { version, at };
}

/** A key that is a number to YAML. */
const plainKey = /^[ -]*\d+\.\d+\s*:/m;
