import { posix } from 'node:path';
import { pointerInto, stepsOf } from '../../yaml/pointer.ts';
import type { Check, Code, Report, Spot } from '../check.ts';
import { nearest, onlyNearest } from '../nearest.ts';
import { textFix } from '../sources/yaml-fix.ts';
import { circularReferences } from '../schemas/circular-references.ts';
import { describedParts } from '../schemas/described-parts.ts';
import { hasAllKeys, isSound, isWhole } from '../sources/is-whole.ts';
import type { ReferenceUse } from '../schemas/described-parts.ts';
import { keysOf } from '../schemas/keys-of.ts';
import { mismatch } from '../schemas/mismatch.ts';
import { unusedDefinitions } from '../schemas/unused-definitions.ts';
import { followReference, pastMissingLink } from '../sources/follow-reference.ts';
import type { Reference } from '../sources/follow-reference.ts';
import { placeName } from '../sources/place.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const text = 'type: string\n';

function list(reference: string): string {
  return `type: array\nitems:\n  $ref: ${reference}\n`;
}

const noFile: Code = {
  name: 'reference/no-file',
  level: 'error',
  explanation:
    'A `$ref` names a file that does not exist. Its path is relative to the file in which the `$ref` stands. Whatever refers to it is described by nothing.',
  wrong: { files: { 'data/names.yaml': list('nmae.yaml'), 'data/name.yaml': text }, at: 'data/names.yaml:3' },
  right: { files: { 'data/names.yaml': list('name.yaml'), 'data/name.yaml': text } },
};

const noPart: Code = {
  name: 'reference/no-part',
  level: 'error',
  explanation:
    'The file that a `$ref` names exists, but it has no part of that name. Behind the `#` stands a JSON pointer, such as `#/definitions/name`.',
  wrong: {
    files: { 'data/names.yaml': `${list("'#/definitions/nmae'")}definitions:\n  name:\n    type: string\n` },
    at: 'data/names.yaml:3',
  },
  right: { files: { 'data/names.yaml': `${list("'#/definitions/name'")}definitions:\n  name:\n    type: string\n` } },
};

const wrongKind: Code = {
  name: 'reference/wrong-kind',
  level: 'error',
  explanation:
    'A `$ref` leads to something that cannot stand in its place: to a response or a parameter where a schema is wanted, to a schema where a response is wanted, to a file of prose.',
  wrong: {
    files: { 'data/names.yaml': list('limit.yaml'), 'data/limit.yaml': 'in: query\nname: limit\nschema:\n  type: integer\n' },
    at: 'data/names.yaml:3',
  },
  right: { files: { 'data/names.yaml': list('limit.yaml'), 'data/limit.yaml': 'type: integer\n' } },
};

const circular: Code = {
  name: 'reference/circular',
  level: 'error',
  explanation:
    'A `$ref` leads back to itself, directly or by way of others, so it can never be resolved. A schema may well have itself among its properties or items: that ends with the data.',
  wrong: {
    files: { 'data/one.yaml': 'allOf:\n  - $ref: other.yaml\n', 'data/other.yaml': 'allOf:\n  - $ref: one.yaml\n' },
    at: 'data/one.yaml:2',
  },
  right: {
    files: {
      'data/one.yaml': 'allOf:\n  - $ref: other.yaml\n',
      'data/other.yaml': 'type: object\nproperties:\n  inner:\n    $ref: one.yaml\n',
    },
  },
};

const noText: Code = {
  name: 'reference/no-text',
  level: 'error',
  explanation:
    'What stands behind `$ref` is no text. An unquoted `#` begins a comment in YAML: a reference within the same file needs quotes.',
  wrong: {
    files: { 'data/names.yaml': `${list('#/definitions/name')}definitions:\n  name:\n    type: string\n` },
    at: 'data/names.yaml:3',
  },
  right: { files: { 'data/names.yaml': `${list("'#/definitions/name'")}definitions:\n  name:\n    type: string\n` } },
};

const outside: Code = {
  name: 'reference/outside',
  level: 'warning',
  explanation:
    'A `$ref` leads out of the folder of the specification. It is not followed, and others who have only this folder cannot either.',
  wrong: { files: { 'data/names.yaml': list('../../elsewhere/name.yaml') }, at: 'data/names.yaml:3' },
  right: { files: { 'data/names.yaml': list('name.yaml'), 'data/name.yaml': text } },
};

const remote: Code = {
  name: 'reference/remote',
  level: 'note',
  explanation: 'A `$ref` leads to another site. It is not followed, so what it describes is not checked.',
  wrong: { files: { 'data/names.yaml': list('https://example.org/name.yaml') }, at: 'data/names.yaml:3' },
  right: { files: { 'data/names.yaml': list('name.yaml'), 'data/name.yaml': text } },
};

const api = (reference: string): string =>
  `swagger: '2.0'\npaths: {}\ndefinitions:\n  names:\n    type: array\n    items:\n      $ref: ${reference}\n  more:\n    $ref: '#/definitions/names'\n`;

const unused: Code = {
  name: 'reference/unused-file',
  level: 'note',
  explanation:
    'A file of definitions that no `$ref` and no page of the tree names. It may be left over, or what should refer to it names another one.',
  wrong: {
    files: {
      'api/names.yaml': api('definitions/name.yaml'),
      'api/definitions/name.yaml': text,
      'api/definitions/old_name.yaml': text,
    },
    at: 'api/definitions/old_name.yaml:1',
  },
  right: { files: { 'api/names.yaml': api('definitions/name.yaml'), 'api/definitions/name.yaml': text } },
};

/** Every `$ref`: whether it leads somewhere, and to something that can stand there. */
export const references: Check = {
  codes: [noFile, noPart, wrongKind, circular, noText, outside, remote, unused],
  run(tree, report) {
    const all = describedParts(tree).references;
    for (const reference of all) {
      if (!reference.source.checked) continue;
      report.looked('references');
      lookAt(tree, reference, report);
    }
    for (const circle of circularReferences(all)) lookAtCircle(circle, report);
    for (const source of tree.files) if (source.yaml !== undefined && !isSound(source)) lookAtBroken(tree, source, report);
    for (const source of unusedDefinitions(tree)) {
      report.finding(unused, { source, pointer: '' }, 'nothing refers to this file; delete it if it is not needed any more');
    }
  },
};

function spotOf({ source, pointer }: ReferenceUse): Spot {
  return { source, pointer: `${pointer}/$ref` };
}

function lookAt(tree: SourceTree, reference: ReferenceUse, report: Report): void {
  const { source, written, wanted, target } = reference;
  const spot = spotOf(reference);
  if (typeof written !== 'string' || target === undefined) {
    // What is no YAML was left out; and a property may be called `$ref`.
    if (written === undefined) return;
    if (written === null) report.finding(noText, spot, '$ref is empty; a reference that begins with # needs quotes around it');
    else if (wanted !== 'value') report.finding(noText, spot, '$ref wants the path of a file or a pointer, as a text');
    return;
  }
  const [name = '', fragment = ''] = written.split('#');
  if (target.found) {
    if (fragment !== '' && !fragment.startsWith('/') && target.source === source && name === '') {
      // A name that `$anchor` or `$id` gave is no pointer.
      lookAtName(tree, source, spot, written, source, report);
      return;
    }
    if (!isWhole(target)) {
      report.unjudged(spot, `${target.source.path} does not parse`);
      return;
    }
    const is = wanted === 'schema' && target.source.kind === 'event-example' ? 'an event' : mismatch(wanted, target.value);
    if (is === undefined) return;
    const related = [{ at: { source: target.source, pointer: target.pointer }, message: `this is ${is}` }];
    report.finding(
      wrongKind,
      spot,
      `${wanted === 'example' ? 'an' : 'a'} ${wanted.replace('-', ' ')} is wanted here, but ${written} is ${is}`,
      { related },
    );
    return;
  }
  switch (target.reason) {
    case 'remote':
      report.finding(remote, spot, `${written} is not followed; keep a copy in the tree`);
      return;
    case 'outside':
      if (followReference(tree, source, `#${written}`).found) {
        report.finding(noFile, spot, `${written} is the path of a file, and leads out of the tree; write '#${written}'`);
        return;
      }
      report.finding(outside, spot, `${written} leads out of the tree and is not followed`);
      return;
    case 'no-yaml':
      if (/\.(md|rst|html|txt|py|js|png|svg)$/.test(target.file ?? '')) {
        report.finding(wrongKind, spot, `${written} is no YAML or JSON, which a reference has to lead to`);
      } else report.unjudged(spot, `${written} is a file that is not read`);
      return;
    case 'no-part':
      lookAtNoPart(tree, source, spot, written, target, report);
      return;
    case 'no-file':
      lookAtNoFile(tree, source, spot, written, target, report);
  }
}

type Missing = Exclude<Reference, { readonly found: true }>;

/** A fragment without a slash: the name that an `$anchor` of its file gives, or a pointer that lacks it. */
function lookAtName(tree: SourceTree, from: SourceFile, spot: Spot, written: string, named: SourceFile, report: Report): void {
  const meant = written.replace('#', '#/');
  const mayBeName = /["']?\$?(anchor|dynamicAnchor|id)["']?\s*:/.test(named.text) && !followReference(tree, from, meant).found;
  if (mayBeName) report.unjudged(spot, `${written} is a name, not a pointer`);
  else report.finding(noPart, spot, `${JSON.stringify(written)} is no JSON pointer; write '${meant}'`);
}

function lookAtNoPart(
  tree: SourceTree,
  from: SourceFile,
  spot: Spot,
  written: string,
  { file, pointer = '' }: Missing,
  report: Report,
): void {
  const source = file === undefined ? undefined : tree.file(file);
  if (source === undefined) return;
  if (source.yaml?.holes.includes('') === true) {
    report.unjudged(spot, `${source.path} does not parse`);
    return;
  }
  if (pointer !== '' && !pointer.startsWith('/')) {
    lookAtName(tree, from, spot, written, source, report);
    return;
  }
  let value = source.yaml?.value;
  let at = '';
  for (const step of stepsOf(pointer)) {
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    const below: unknown = isThere ? Reflect.get(Object(value), step) : undefined;
    if (below === undefined) {
      if (isThere || !hasAllKeys({ source, pointer: at })) {
        report.unjudged(spot, `a part of ${source.path} that it may lead to does not parse`);
        return;
      }
      const names = typeof value === 'object' && value !== null ? keysOf(value) : [];
      const near = nearest(step, names);
      const instead =
        near === undefined ? (names.length > 0 && names.length < 8 ? `; there are ${names.join(', ')}` : '') : `; write ${near}`;
      report.finding(noPart, spot, `${placeName({ source, pointer: at })} has no ${JSON.stringify(step)}${instead}`);
      return;
    }
    value = below;
    at = pointerInto(at, step);
  }
}

function lookAtNoFile(tree: SourceTree, source: SourceFile, spot: Spot, written: string, target: Missing, report: Report): void {
  const linked = pastMissingLink(tree, source, written, target);
  if (linked !== undefined) {
    report.unjudged(spot, `${written} goes through a link that is missing here; ${linked.source.path} is probably meant`);
    return;
  }
  const path = target.file ?? written;
  const folder = posix.dirname(path);
  const beside = tree.pathsBelow(folder).filter((other) => posix.dirname(other) === folder);
  const names = beside.map((other) => posix.basename(other));
  const near = nearest(posix.basename(path), names);
  const elsewhere = tree.files.find((other) => posix.basename(other.path) === posix.basename(path))?.path;
  const better = near === undefined ? elsewhere : posix.join(folder, near);
  const fragment = written.includes('#') ? written.slice(written.indexOf('#')) : '';
  const inFile = followReference(tree, source, `#/${written}`).found ? `'#/${written}'` : undefined;
  const instead = inFile ?? (better === undefined ? undefined : `${posix.relative(posix.dirname(source.path), better)}${fragment}`);
  const isCertain =
    near !== undefined && inFile === undefined && instead !== undefined && onlyNearest(posix.basename(path), names) === near;
  const fix = isCertain && spot.pointer !== undefined ? textFix({ source, pointer: spot.pointer }, written, instead) : {};
  report.finding(noFile, spot, `there is no file ${path}${instead === undefined ? '' : `; write ${instead}`}`, fix);
}

function lookAtCircle(circle: readonly ReferenceUse[], report: Report): void {
  const [first, ...others] = circle.toSorted((one, other) => (placeName(one) < placeName(other) ? -1 : 1));
  if (first === undefined) return;
  const by =
    others.length === 0 ? 'leads back to itself' : `leads back to itself by way of ${others.map((other) => other.source.path).join(', ')}`;
  const related = others.map((other) => ({ at: spotOf(other), message: 'and on from here' }));
  report.finding(circular, spotOf(first), `${String(first.written)} ${by}, so it can never be resolved`, { related });
}

/** In a file that does not parse only what stands alone on its line is certain. */
function lookAtBroken(tree: SourceTree, source: SourceFile, report: Report): void {
  if (!source.checked || !source.text.includes('$ref')) return;
  const lines = source.text.matchAll(/^[ \t-]*(["']?)\$ref\1:[ \t]+(["']?)([^\s"'#,{}[\]]{1,300}(?:#[^\s"',{}[\]]{0,300})?)\2[ \t\r]*$/gm);
  for (const { 0: line, 3: written = '', index } of lines) {
    report.looked('references');
    const target = followReference(tree, source, written);
    if (target.found || target.reason !== 'no-file') continue;
    const start = index + line.lastIndexOf(written);
    lookAtNoFile(tree, source, { source, range: { start, end: start + written.length } }, written, target, report);
  }
}
