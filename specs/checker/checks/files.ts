import type { Check, Code } from '../check.ts';
import type { FindingLevel } from '../finding.ts';
import type { FileProblem, SourceFile } from '../sources/source-file.ts';

/** @param wrong what stands there, in words: no text could show it. */
function code(kind: string, level: FindingLevel, explanation: string, wrong: string, path = 'data/colours.yaml'): Code {
  return {
    name: `file/${kind}`,
    level,
    explanation,
    wrong: { files: { [path]: wrong }, at: `${path}:1` },
    right: { files: { [path]: 'red: 1\n' } },
  };
}

const codes: Readonly<Record<FileProblem['kind'], Code>> = {
  unreadable: code(
    'unreadable',
    'error',
    'A file or a folder cannot be read, so that nothing is known of it. Give the user who runs this the right to read it, or take it away.',
    '(a file that only another user may read)',
  ),
  binary: code(
    'binary',
    'error',
    'A file has the name of a text and is none. Give it the name that belongs to it, or put the text back.',
    '(an image, under this name)',
  ),
  'too-large': code(
    'too-large',
    'error',
    'A file is larger than any source is, and is not read. It may have come here by mistake, such as what another program has written.',
    '(50 MB of text)',
  ),
  'invalid-utf8': code(
    'invalid-utf8',
    'error',
    'A file has bytes that are no UTF-8, which all sources are written in. Save it as UTF-8; what is shown as � has to be written anew.',
    '(a text in Latin-1)',
  ),
  'useless-link': code(
    'useless-link',
    'warning',
    'A symbolic link leads to nothing, or in a circle. Correct or delete it.',
    '(a link to colors.yaml, which is not there)',
  ),
};

const empty: Code = {
  name: 'file/empty',
  level: 'note',
  explanation: 'A file of data or of a page has nothing in it. Delete it, or write what was meant to be there.',
  wrong: { files: { 'data/colours.yaml': '\n' }, at: 'data/colours.yaml:1' },
  right: { files: { 'data/colours.yaml': 'red: 1\n' } },
};

/** Kinds of mistakes that no text can show. */
export const fileCodes: readonly Code[] = Object.values(codes);

/** Files that cannot be looked at as they are, and those with nothing in them. */
export const files: Check = {
  codes: [...fileCodes, empty],
  run(tree, report) {
    const say = (source: SourceFile, { kind, message, range }: FileProblem): void => {
      report.finding(codes[kind], { source, range: range ?? { start: 0, end: 0 } }, message);
    };
    for (const { source, problem } of tree.problems) say(source, problem);
    for (const source of tree.files) {
      if (source.kind === 'other') continue;
      if (source.problem !== undefined) say(source, source.problem);
      else if (source.kind !== 'fragment' && source.text.trim() === '') {
        report.finding(
          empty,
          { source, range: { start: 0, end: 0 } },
          'there is nothing in this file; delete it, or write what is missing',
        );
      }
    }
  },
};
