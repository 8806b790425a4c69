import { posix } from 'node:path';
import { joinedDocuments } from '../prose/rst/joined-documents.ts';
import { editDistance } from '../../edit-distance.ts';
import { nearest } from '../nearest.ts';
import { templateVariables } from '../prose/rst/template-variables.ts';
import type { Check, Code, Report } from '../check.ts';
import { isSound } from '../sources/is-whole.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const listing = 'targets:\n  colours:\n    files:\n      - colours.rst\n';
const schema = 'type: object\nproperties:\n  warm:\n    type: boolean\n';
const files = { 'event-schemas/schema/m.colour': schema, 'specification/targets.yaml': listing };

const unknownVariable: Code = {
  name: 'rst/unknown-variable',
  level: 'error',
  explanation:
    'A variable of the templating has no value: no API description, event schema or section has its name. Documents are not built from such a text. Correct its name.',
  wrong: {
    files: { ...files, 'specification/colours.rst': 'Colours\n=======\n\n{{m_color_event}}\n' },
    at: 'specification/colours.rst:4',
  },
  right: { files: { ...files, 'specification/colours.rst': 'Colours\n=======\n\n{{m_colour_event}}\n' } },
};
const unclosedVariable: Code = {
  name: 'rst/unclosed-variable',
  level: 'error',
  explanation:
    'A variable of the templating begins with two braces and does not end with two on its line. Documents are not built from such a text. End it.',
  wrong: {
    files: { ...files, 'specification/colours.rst': 'Colours\n=======\n\n{{m_colour_event}\n' },
    at: 'specification/colours.rst:4',
  },
  right: { files: { ...files, 'specification/colours.rst': 'Colours\n=======\n\n{{m_colour_event}}\n' } },
};
const unknownPlaceholder: Code = {
  name: 'rst/unknown-placeholder',
  level: 'error',
  explanation:
    'A name between percent signs is none of those that are replaced when documents are built, and is shown as it is. Correct it.',
  wrong: {
    files: { 'specification/colours.rst': 'Ask for ``/colours/%CLIENT_MAJOR_VERSOIN%/red``.\n' },
    at: 'specification/colours.rst:1',
  },
  right: { files: { 'specification/colours.rst': 'Ask for ``/colours/%CLIENT_MAJOR_VERSION%/red``.\n' } },
};
const listsWhatIsMissing: Code = {
  name: 'rst/listed-file-is-missing',
  level: 'error',
  explanation:
    'The listing of the documents names a file or a group of files that is not there. The document is not built. Correct the name.',
  wrong: {
    files: { 'specification/targets.yaml': `${listing}      - shades.rst\n`, 'specification/colours.rst': 'Colours\n=======\n\nRed.\n' },
    at: 'specification/targets.yaml:5',
  },
  right: { files: { 'specification/targets.yaml': listing, 'specification/colours.rst': 'Colours\n=======\n\nRed.\n' } },
};
const inNoDocument: Code = {
  name: 'rst/in-no-document',
  level: 'note',
  explanation:
    'A text stands beside those that documents are joined from, but no document takes it in: nobody reads it. List it, or delete it. Texts whose name begins with an underline are let be.',
  wrong: {
    files: {
      'specification/targets.yaml': listing,
      'specification/colours.rst': 'Colours\n=======\n\nRed.\n',
      'specification/shades.rst': 'Shades\n======\n\nScarlet.\n',
    },
    at: 'specification/shades.rst:1',
  },
  right: {
    files: {
      'specification/targets.yaml': `${listing}      - shades.rst\n`,
      'specification/colours.rst': 'Colours\n=======\n\nRed.\n',
      'specification/shades.rst': 'Shades\n======\n\nScarlet.\n',
    },
  },
};

const apis = ['CLIENT', 'SERVER', 'IDENTITY', 'APPSERVICE', 'PUSH_GATEWAY'];
const usualPlaceholders = apis.flatMap((api) => [`${api}_RELEASE_LABEL`, `${api}_MAJOR_VERSION`]);

/** What old trees had filled in when their documents were built: variables, placeholders, and the files of each document. */
export const rstTemplating: Check = {
  codes: [unknownVariable, unclosedVariable, unknownPlaceholder, listsWhatIsMissing, inNoDocument],
  run(tree, report) {
    const joined = joinedDocuments(tree);
    lookAtPlaceholders(tree, report);
    if (joined === undefined) return;
    const parts = new Map(joined.documents.flatMap((document) => document.parts.map(({ source }) => [source.path, source] as const)));
    for (const source of parts.values()) if (source.checked) lookAtVariables(tree, source, report);
    if (!isSound(joined.listing)) {
      report.unjudged({ source: joined.listing, pointer: '' }, 'this file does not parse as a whole, so what it lists was not judged');
      return;
    }
    for (const { pointer, what, name } of joined.missing) {
      const message =
        what === 'group' ? `there is no group "${name}" below "groups"` : `there is no file ${posix.join(joined.folder, name)}`;
      report.finding(listsWhatIsMissing, { source: joined.listing, pointer }, `${message}; correct the name, or take it out`);
    }
    const missing = joined.missing.map(({ name }) => posix.join(joined.folder, name));
    for (const source of tree.files) {
      // What is listed under a misspelt name is told there.
      if (missing.some((each) => nearest(each, [source.path]) !== undefined)) continue;
      const isBeside = source.kind === 'rst' && posix.join(posix.dirname(source.path), '/').startsWith(posix.join(joined.folder, '/'));
      if (!isBeside || parts.has(source.path) || posix.basename(source.path).startsWith('_')) continue;
      const [range, name] = [{ start: 0, end: source.lines.line(1).length }, joined.listing.path];
      report.finding(inNoDocument, { source, range }, `no document that ${name} lists takes this file in; list it there, or delete it`);
    }
  },
};

function lookAtVariables(tree: SourceTree, source: SourceFile, report: Report): void {
  const { text } = source;
  const openings = /\{\{([^\n\r]*)/g;
  for (let found = openings.exec(text); found !== null; found = openings.exec(text)) {
    const [start, rest] = [found.index, found[1] ?? ''];
    const close = rest.indexOf('}}');
    if (close < 0) {
      const range = { start, end: start + 2 + rest.trimEnd().length };
      const fix = /^\w+\}?$/.test(rest.trimEnd()) ? { fix: { edits: [{ ...range, text: `{{${rest.replace(/\W/g, '')}}}` }] } } : {};
      report.finding(
        unclosedVariable,
        { source, range },
        'a variable begins here with {{ but does not end with }} on this line; end it',
        fix,
      );
      continue;
    }
    const range = { start, end: start + close + 4 };
    openings.lastIndex = range.end;
    const name = /^\s*([A-Za-z_]\w*)/.exec(rest.slice(0, close))?.[1];
    if (name === undefined) continue;
    const variables = templateVariables(tree);
    report.looked('references');
    if (variables.has(name)) continue;
    const near = nearest(name, variables.names());
    // Without the templating only a name that is a slip away from another one is certainly wrong.
    const judged = variables.judges(name) || (near !== undefined && editDistance(name, near) <= (name.length < 8 ? 1 : 2));
    if (judged)
      report.finding(
        unknownVariable,
        { source, range },
        `the variable "${name}" has no value${near === undefined ? '' : `; did you mean "${near}"?`}`,
      );
    else report.unjudged({ source, range }, 'the templating that gives variables their values is not part of the tree');
  }
}

function lookAtPlaceholders(tree: SourceTree, report: Report): void {
  let known: ReadonlySet<string> | undefined;
  for (const source of tree.files) {
    if (source.kind !== 'rst' && source.kind !== 'api' && source.kind !== 'schema') continue;
    if (!source.text.includes('%')) continue;
    for (const { 0: whole, 1: name = '', index } of source.text.matchAll(/%([A-Z]+(?:_[A-Z]+)+)%/g)) {
      known ??= placeholders(tree);
      if (known.has(name)) continue;
      const range = { start: index, end: index + whole.length };
      const near = nearest(name, known);
      if (near !== undefined || known.size > usualPlaceholders.length) {
        const fix = near === undefined ? {} : { fix: { edits: [{ ...range, text: `%${near}%` }] } };
        report.finding(
          unknownPlaceholder,
          { source, range },
          `${whole} is not replaced by anything${near === undefined ? '' : `; did you mean %${near}%?`}`,
          fix,
        );
      } else report.unjudged({ source, range }, 'the script that replaces names between percent signs is not part of the tree');
    }
  }
}

/** More than the usual ones when the script is there that replaces them. */
function placeholders(tree: SourceTree): ReadonlySet<string> {
  const script = tree.file('scripts/gendoc.py')?.text ?? '';
  const named = [...script.matchAll(/"%([A-Z_]+)%"/g)].map(([, name = '']) => name);
  return new Set([...usualPlaceholders, ...named, ...(named.length > 0 ? [''] : [])]);
}
