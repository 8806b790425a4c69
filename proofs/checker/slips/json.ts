import { bracketsOf, isJson, jsonParts, tokensOf } from '../json-parts.ts';
import type { JsonPart } from '../json-parts.ts';
import type { SampleTree } from '../sample-tree.ts';
import type { Place, Slip } from '../slip.ts';
import { load } from 'js-yaml';

/** The codes that tell of what is no JSON, by where it stands. */
const codes = {
  file: ['yaml/syntax'],
  yaml: ['yaml/syntax'],
  string: ['example/no-json'],
  prose: [
    'json/missing-comma',
    'json/missing-colon',
    'json/unclosed-bracket',
    'json/unclosed-string',
    'json/misplaced-mark',
    'json/missing-value',
    'json/wrong-bracket',
    'json/extra-comma',
    'json/line-break-in-string',
    'json/bad-string',
  ],
} as const;

const because = 'JSON.parse takes the part of the file before, and not after; in YAML, js-yaml does';

/** What an editor can do to the marks of JSON. */
interface Mark {
  readonly name: string;
  /** Whether YAML allows it. */
  readonly isOfJsonAlone?: boolean;
  readonly edits: (part: JsonPart) => readonly Omit<Place, 'path'>[];
}

const marks: readonly Mark[] = [
  {
    name: 'leaves out a comma',
    edits: (part) =>
      tokensOf(part)
        .filter(({ text }) => text === ',')
        .map(({ start, end }) => ({ start, end, by: '' })),
  },
  {
    name: 'writes a comma too many',
    isOfJsonAlone: true,
    edits: (part) => bracketsOf(part).map(({ before }) => ({ start: before + 1, end: before + 1, by: ',', at: [before] })),
  },
  {
    name: 'writes a comma for a colon',
    isOfJsonAlone: true,
    edits: (part) =>
      tokensOf(part)
        .filter(({ text }) => text === ':')
        .map(({ start, end }) => ({ start, end, by: ',' })),
  },
  {
    name: 'leaves out a closing bracket',
    edits: (part) =>
      bracketsOf(part).map(({ open, before, close }) => ({ start: close, end: close + 1, by: '', at: [close, before, open] })),
  },
  {
    name: 'leaves out a closing quotation mark',
    edits: (part) =>
      tokensOf(part)
        // Another text right behind would be taken for the rest of this one, and a # for a comment.
        .filter(({ text, end }) => text.startsWith('"') && !/^(?:, *"|: "#)/.test(part.file.slice(end, end + 20)))
        .map(({ end }) => ({ start: end - 1, end, by: '' })),
  },
];

function placesIn(tree: SampleTree, where: JsonPart['where'], edits: (part: JsonPart) => readonly Omit<Place, 'path'>[]): readonly Place[] {
  return jsonParts(tree)
    .filter((part) => part.where === where)
    .flatMap((part) => edits(part).map((edit) => ({ ...edit, path: part.path, part })))
    .filter(({ part, start, end, by }) => {
      const { file } = part;
      if (where === 'file' || where === 'yaml') return !isYaml(file.slice(0, start) + by + file.slice(end));
      return !isJson(file.slice(part.start, start) + by + file.slice(end, part.end));
    });
}

function isYaml(text: string): boolean {
  try {
    load(text);
    return true;
  } catch {
    return false;
  }
}

/** What is no JSON, or no YAML, any more. */
export const jsonSlips: readonly Slip[] = (['file', 'yaml', 'string', 'prose'] as const).flatMap((where) =>
  marks
    // In YAML a comma may stand for a colon, which is then another value, and a comma may be too many.
    .filter(({ isOfJsonAlone }) => where === 'string' || where === 'prose' || isOfJsonAlone !== true)
    .map(({ name, edits }) => ({
      name: `${name} of JSON in ${{ file: 'a file', yaml: 'YAML', string: 'a string of YAML', prose: 'a block of prose' }[where]}`,
      because,
      codes: codes[where],
      places: (tree) => placesIn(tree, where, edits),
    })),
);
