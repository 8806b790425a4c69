import { load } from 'js-yaml';
import { matches, misspelt } from '../slip.ts';
import type { Slip } from '../slip.ts';

const yaml = /\.(ya?ml|json)$|(^|\/)m\.[^/]*$/;
const inSchemas = /schema|definitions\/(?!security|.*response)/;

/** Slips in API descriptions and schemas. */
export const descriptionSlips: readonly Slip[] = [
  {
    name: 'misspells a key of a security scheme',
    because: 'the file holds security schemes only; the line of the key',
    codes: ['operation/unknown-key'],
    places: (tree) => misspelt(matches(tree, /^data.*security\.yaml$/, /^  (description|scheme|type):/dgm)),
  },
  {
    name: 'misspells a keyword of a schema',
    because: 'no example of these trees has a key of that name; the line of the keyword',
    codes: ['schema/misspelt-keyword'],
    places: (tree) =>
      misspelt(
        matches(
          tree,
          inSchemas,
          /^ *"?(properties|required|items|description|additionalProperties|pattern|minimum)"?:(?= *[^"\s]*$| ["\w{[|])/dgm,
        ),
      ),
  },
  {
    name: 'misspells a key of an operation',
    because: 'at its indentation stand operations only; the line of the key',
    codes: ['operation/unknown-key'],
    places: (tree) =>
      misspelt(
        matches(
          tree,
          /(^|\/)api\/(?!.*definitions)/,
          /^ {6}(summary|description|operationId|parameters|requestBody|responses|security|tags):/dgm,
        ),
      ),
  },
  {
    name: 'misspells a type',
    because: 'types have seven names; the line of the type',
    codes: ['schema/unknown-type'],
    places: (tree) => misspelt(matches(tree, yaml, /^ *"?type"?: "?(object|array|string|integer|boolean)"?,?$/dgm)),
  },
  {
    name: 'misspells the file of a $ref',
    because: 'no file has the misspelt name; the line of the $ref',
    codes: ['reference/no-file'],
    places: (tree) => misspelt(matches(tree, yaml, /\$ref"?: "?[\w./-]*?(\w+)\.(?:yaml|json)/dg)),
  },
  {
    name: 'misspells the part that a $ref leads to',
    because: 'no part has the misspelt name; the line of the $ref',
    codes: ['reference/no-part'],
    places: (tree) => misspelt(matches(tree, yaml, /\$ref"?: "?[\w./-]*#\/(?:\$?\w+\/)*(\w+)/dg)),
  },
  {
    name: 'refers to a part that is not there',
    because: 'no file has a part of that name; the line of the $ref',
    codes: ['reference/no-part'],
    places: (tree) =>
      matches(tree, yaml, /\$ref"?: "?([\w./-]+\.(?:yaml|json))"?$/dgm).map(({ path, end }) => ({
        path,
        start: end,
        end,
        by: '#/nowhere',
      })),
  },
  {
    name: 'writes a key of YAML twice',
    because: 'a line with a key and its value is written again below itself; the line of the second one',
    codes: ['yaml/duplicate-key'],
    places: (tree) =>
      matches(tree, /\.yaml$/, /^( +(?:\w+): [^\s{[|&][^\n]*)$/dgm)
        .filter(({ text }) => !/[{[]$/.test(text))
        .map(({ path, end, text }) => ({ path, start: end, end, by: `\n${text}`, down: 1 })),
  },
  {
    name: 'indents with a tab',
    because: 'js-yaml takes the file before, and not after; the line of the tab',
    codes: ['yaml/tab'],
    places: (tree) =>
      matches(tree, /\.yaml$/, /^( {2}) *[\w"-]+:/dgm)
        .map(({ path, file, start, end }) => ({ path, start, end, by: '\t', file }))
        .filter(({ file, start, end, by }) => isRefused(file.slice(0, start) + by + file.slice(end))),
  },
  {
    name: 'leaves out a colon',
    because: 'js-yaml takes the file before, and not after; the line of the key',
    codes: ['yaml/syntax'],
    places: (tree) =>
      matches(tree, /\.yaml$/, /^ +[a-zA-Z_]+(:) [a-z]+$(?=\n *[a-z]+:)/dgm)
        .map(({ path, file, start, end }) => ({ path, start, end, by: '', file }))
        .filter(({ file, start, end, by }) => isRefused(file.slice(0, start) + by + file.slice(end))),
  },
  {
    name: 'gives a parameter of a path another name',
    because: 'the path has its name in braces; the line of the name',
    codes: ['operation/unknown-path-parameter'],
    places: (tree) =>
      matches(tree, /(^|\/)api\//, /^ +(?:- in: path\n(?: +type: string\n)? +)name: (\w+)$/dgm).map((found) => ({ ...found, by: 'shade' })),
  },
  {
    name: 'gives two operations the same id',
    because: 'another operation of the API has the id; the line of the one that comes later',
    codes: ['operation/repeated-id'],
    places: (tree) =>
      matches(tree, /(^|\/)api\//, /^ +operationId: (\w+)$/dgm).flatMap((one, at, all) =>
        all.slice(0, at).map(({ text }) => ({ ...one, by: text })),
      ),
  },
  {
    name: 'takes the name of a parameter out of the path',
    because: 'a parameter of that name is described; the line of the path, or that of the name',
    codes: ['operation/unknown-path-parameter', 'operation/missing-path-parameter'],
    places: (tree) =>
      matches(tree, /(^|\/)api\//, /^ +"\/[^"\n]*\{(\w+)\}[^"\n]*":$/dgm).map((found) => {
        const names = [...found.file.matchAll(new RegExp(`name: ${found.text}$`, 'gm'))].map(({ index }) => index);
        return { ...found, by: 'shade', at: [found.start, ...names] };
      }),
  },
  {
    name: 'writes a status that there is not',
    because: 'statuses have three digits; the line of the status',
    codes: ['operation/unknown-status'],
    places: (tree) => matches(tree, /(^|\/)api\//, /^ +"?(\d\d\d)"?:$/dgm).map((found) => ({ ...found, by: `${found.text}0` })),
  },
  {
    name: 'misspells the scheme of a security requirement',
    because: 'no scheme has the misspelt name; the line of the requirement',
    codes: ['operation/undefined-security'],
    places: (tree) => misspelt(matches(tree, /(^|\/)api\//, /^ +- (\w+): \[\]$/dgm)),
  },
  {
    name: 'misspells an errcode',
    because: 'no text tells of the misspelt one; the line of the errcode',
    codes: ['error-example/undefined-errcode', 'error-example/malformed-errcode'],
    places: (tree) => (tree.name === 'own' ? [] : misspelt(matches(tree, /(^|\/)api\//, /"?errcode"?: "?M_(\w+)"?/dg))),
  },
  {
    name: 'writes an errcode of another status',
    because: 'the standard ties M_LIMIT_EXCEEDED to 429; the line of the errcode',
    codes: ['error-example/wrong-status'],
    places: (tree) =>
      matches(tree, /(^|\/)api\//, /"?errcode"?: "?(M_(?:FORBIDDEN|NOT_FOUND))(?="|$)/dgm)
        .filter(({ path }) => tree.name !== 'own' && !path.includes('definitions'))
        .map((found) => ({ ...found, by: 'M_LIMIT_EXCEEDED' })),
  },
  {
    name: 'says that something was changed before it was added',
    because: 'the version is less than the one of the line above; the line of the version',
    codes: ['version/changed-before-added'],
    places: (tree) =>
      matches(tree, yaml, /^ *x-addedInMatrixVersion: "1\.\d"\n *x-changedInMatrixVersion:\n *"(1\.\d)":/dgm).map((found) => ({
        ...found,
        by: 'r0.6.1',
      })),
  },
  {
    name: 'names a version that there is not',
    because: 'the versions of the paint shop end at 1.3; the line of the version',
    codes: ['version/unknown-version'],
    places: (tree) =>
      matches(tree, yaml, /^ *x-(?:addedInMatrixVersion|changedInMatrixVersion:\n *)[: ]*"(1\.\d)"/dgm).map((found) => ({
        ...found,
        by: '1.7',
      })),
  },
  {
    name: 'requires a key that is not described',
    because: 'no schema of these trees has a key of that name; the line of the name',
    codes: ['schema/undefined-required'],
    places: (tree) => misspelt(matches(tree, /^(?!.*schema\.json)/, /required"?:(?: \[(?:"[^"]*", )*"|\n +- )(\w+)/dg)),
  },
  {
    name: 'misspells the format of a schema',
    because: 'no format has the misspelt name; the line of the format',
    codes: ['schema/unknown-format'],
    places: (tree) => misspelt(matches(tree, yaml, /^ *"?format"?: "?([\w-]+)"?,?$/dgm), ['int6']),
  },
  {
    name: 'misspells a tag',
    because: 'the description declares one tag of another name; the line of the tag',
    codes: ['operation/undeclared-tag'],
    places: (tree) => misspelt(matches(tree, /data\/api\/client-server\/colours/, /^ {8}- (Colours)$/dgm)),
  },
];

function isRefused(text: string): boolean {
  try {
    load(text);
    return false;
  } catch {
    return true;
  }
}
