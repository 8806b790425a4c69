import { jsonParts, membersOf } from '../json-parts.ts';
import type { JsonPart, Member } from '../json-parts.ts';
import type { SampleTree } from '../sample-tree.ts';
import { matches, misspellings } from '../slip.ts';
import type { Place, Slip } from '../slip.ts';
import { vocabulary } from '../vocabulary.ts';

/** The members of the examples of a paint shop: what is JSON there and no schema. */
function members(tree: SampleTree, where: (part: JsonPart) => boolean): readonly Member[] {
  if (tree.name === 'own') return [];
  const isExample = ({ path, where }: JsonPart): boolean => where !== 'file' || /(^|\/)examples\//.test(path);
  return jsonParts(tree)
    .filter((part) => isExample(part) && where(part))
    .flatMap(membersOf);
}

const isProse = ({ where }: JsonPart): boolean => where === 'prose';
const isData = (part: JsonPart): boolean => !isProse(part);
/** Blocks of prose that show an event or a response, which have schemas. */
const isShown = ({ where, file, start, end }: JsonPart): boolean => where === 'prose' && file.slice(start, end).includes('"content"');

/** Another value, of another type. */
function ofAnotherType({ part, key, value }: Member): readonly Place[] {
  const others = {
    string: ['5', 'true', '{}', '["c1"]'],
    integer: ['"3"', 'true', '{}'],
    boolean: ['"true"', '1', '[]'],
    array: ['"warm"', '{}'],
  };
  const word = vocabulary.get(key);
  if (word === undefined) return [];
  return others[word.type].map((by) => ({ path: part.path, start: value.offset, end: value.offset + value.length, by }));
}

/** The object without one of its members; the mistake is where the object begins. */
function without({ part, property, object }: Member): Place {
  const { path } = part;
  const siblings = object.children ?? [];
  const at = siblings.indexOf(property);
  const [before, after] = [siblings[at - 1], siblings[at + 1]];
  const start = after === undefined && before !== undefined ? before.offset + before.length : property.offset;
  const end = after === undefined ? property.offset + property.length : after.offset;
  return { path, start, end, by: '', at: [object.offset] };
}

function misspeltKey({ part, key, keyNode }: Member): readonly Place[] {
  return misspellings(key, [...vocabulary.keys()]).map((by) => ({
    path: part.path,
    start: keyNode.offset + 1,
    end: keyNode.offset + keyNode.length - 1,
    by,
  }));
}

const byWords = 'the vocabulary of the paint shop says the type of each key and whether it is needed; ';
const isWord = ({ key }: Member): boolean => vocabulary.has(key);
const isNeeded = ({ key }: Member): boolean => vocabulary.get(key)?.required === true;
/** A line of an example that is written as YAML. */
const yamlLine = (word: string): RegExp => new RegExp(`^ +(?:- )?(?:${word}): (.+)$`, 'dgm');

/** Examples that are not as their schemas want them. */
export const exampleSlips: readonly Slip[] = [
  {
    name: 'writes a value of another type into an example',
    because: `${byWords}the line of the value`,
    codes: ['example/wrong-type'],
    places: (tree) => [
      ...members(tree, isData).flatMap(ofAnotherType),
      ...matches(tree, /^data\/api/, yamlLine('colour_id|base')).map((found) => ({ ...found, by: '17' })),
      ...matches(tree, /^data\/api/, yamlLine('drops')).map((found) => ({ ...found, by: 'many' })),
    ],
  },
  {
    name: 'writes a value of another type into a block of prose',
    because: `${byWords}the line of the value`,
    codes: ['json/breaks-schema'],
    places: (tree) => members(tree, isShown).flatMap(ofAnotherType),
  },
  {
    name: 'leaves out a key that is needed',
    because: `${byWords}the line on which the object begins`,
    codes: ['example/missing-key'],
    places: (tree) => members(tree, isData).filter(isNeeded).map(without),
  },
  {
    name: 'leaves out a key that is needed in a block of prose',
    because: `${byWords}the line on which the object begins`,
    codes: ['json/lacks-key'],
    places: (tree) => members(tree, isShown).filter(isNeeded).map(without),
  },
  {
    name: 'misspells a key of an example that is needed',
    because: `${byWords}the line of the key, or the one on which the object begins`,
    codes: ['example/missing-key'],
    places: (tree) =>
      members(tree, isData)
        .filter(isNeeded)
        .flatMap((member) => misspeltKey(member).map((place) => ({ ...place, at: [place.start, member.object.offset] }))),
  },
  {
    name: 'misspells a key of an example that is not needed',
    because: `${byWords}the line of the key`,
    codes: ['example/undescribed-key'],
    places: (tree) =>
      members(tree, (part) => isData(part) && !/orange/.test(part.path))
        .filter((member) => isWord(member) && !isNeeded(member))
        .flatMap(misspeltKey),
  },
  {
    name: 'misspells a key in a block of prose',
    because: `${byWords}the line of the key, or the one on which the object begins`,
    codes: ['key/misspelt', 'json/lacks-key'],
    places: (tree) =>
      members(tree, isProse)
        .filter((member) => isWord(member) && member.key.length > 5)
        .flatMap((member) => misspeltKey(member).map((place) => ({ ...place, at: [place.start, member.object.offset] }))),
  },
  {
    name: 'leaves out the errcode of an error',
    because: 'every error of Matrix has one; the line on which the object begins',
    codes: ['error-example/no-errcode', 'example/missing-key'],
    places: (tree) =>
      members(tree, isData)
        .filter(({ key }) => key === 'errcode')
        .map(without),
  },
  {
    name: 'writes a key of JSON twice',
    because: 'a member is written again behind itself; the line of the second one',
    codes: ['yaml/duplicate-key', 'json/duplicate-key', 'example/no-json'],
    places: (tree) =>
      jsonParts(tree)
        .flatMap(membersOf)
        .map(({ part: { path, file }, property }) => {
          const end = property.offset + property.length;
          const line = file.slice(file.lastIndexOf('\n', property.offset) + 1, property.offset);
          const by = `,\n${/^ */.exec(line)?.[0] ?? ''}${file.slice(property.offset, end)}`;
          return { path, start: end, end, by, down: 1 };
        }),
  },
];
