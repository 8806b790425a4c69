import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Code, Report, Sample } from '../check.ts';
import type { FindingLevel } from '../finding.ts';
import { meant } from '../nearest.ts';
import { definedErrcodes } from '../schemas/defined-errcodes.ts';
import type { KnowsErrcode } from '../schemas/defined-errcodes.ts';
import { errcodeMistake, isInteractive } from '../schemas/errcodes.ts';
import type { ErrcodeMistake } from '../schemas/errcodes.ts';
import { exampleValue, jsonExample } from '../schemas/example-value.ts';
import type { ExampleValue } from '../schemas/example-value.ts';
import { isWhole } from '../sources/is-whole.ts';
import type { Body, Part, Response } from '../sources/api-description.ts';
import { apisOf, followed, partBelow, partsBelow } from '../sources/describe-apis.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const path = 'data/api/paints/colours.yaml';
const pages = { 'content/errors.md': '# Errors\n\nThere are `M_FORBIDDEN`, `M_NOT_FOUND` and `M_UNKNOWN_TOKEN`.\n' };

/** @param wrong the members of the example; the mistake is on the line that begins with `>`. */
function code(name: string, level: FindingLevel, explanation: string, status: number, wrong: string, right: string): Code {
  const head = `openapi: 3.1.0
paths:
  /colours:
    delete:
      responses:
        "${status}":
          description: Not for you.
          content:
            application/json:
              example:
`;
  const sample = (members: string): Sample => ({ files: { [path]: head + members.replace('>', ' '), ...pages } });
  const at = head.split('\n').length + wrong.split('\n').findIndex((line) => line.startsWith('>'));
  return { name: `error-example/${name}`, level, explanation, wrong: { ...sample(wrong), at: `${path}:${at}` }, right: sample(right) };
}

const indent = ' '.repeat(16);
const mark = `>${' '.repeat(15)}`;
const sentence = `${indent}error: You may not paint.\n`;

const noErrcode = code(
  'no-errcode',
  'error',
  'Every error of Matrix has an `errcode`, by which software tells it from others. Only the 401 of User-Interactive Authentication has none.',
  403,
  `${mark}error: You may not paint.\n`,
  `${indent}errcode: M_FORBIDDEN\n${sentence}`,
);

const noError = code(
  'no-error',
  'warning',
  'An error has an `error` beside its `errcode`: a sentence for people. Readers copy examples, so it belongs there too.',
  403,
  `${mark}errcode: M_FORBIDDEN\n`,
  `${indent}errcode: M_FORBIDDEN\n${sentence}`,
);

const undefinedErrcode = code(
  'undefined-errcode',
  'warning',
  'The `errcode` of an example stands in no text and no description of the tree, so that nobody knows what it means. It may be misspelt; else describe it.',
  403,
  `${mark}errcode: M_FORBIDEN\n${sentence}`,
  `${indent}errcode: M_FORBIDDEN\n${sentence}`,
);

const malformedErrcode = code(
  'malformed-errcode',
  'error',
  'An `errcode` is a string of capitals, digits, `_` and `.`, such as `M_FORBIDDEN`; those that are not of the standard begin with a domain of their own, such as `COM.EXAMPLE.NO_PAINT`.',
  403,
  `${mark}errcode: m_forbidden\n${sentence}`,
  `${indent}errcode: M_FORBIDDEN\n${sentence}`,
);

const wrongStatus = code(
  'wrong-status',
  'error',
  'The standard ties this `errcode` to one status: `M_LIMIT_EXCEEDED` to 429, `M_UNKNOWN_TOKEN` and `M_MISSING_TOKEN` to 401. Move the example to that status, or write the code that fits.',
  403,
  `${mark}errcode: M_UNKNOWN_TOKEN\n${sentence}`,
  `${indent}errcode: M_FORBIDDEN\n${sentence}`,
);

const oddStatus = code(
  'odd-status',
  'warning',
  'This `errcode` mostly comes with another status: `M_FORBIDDEN` with 403, `M_NOT_FOUND` with 404, `M_BAD_JSON` and `M_NOT_JSON` with 400; and an error with none that tells of success.',
  404,
  `${mark}errcode: M_FORBIDDEN\n${sentence}`,
  `${indent}errcode: M_NOT_FOUND\n${sentence}`,
);

const codesOfErrcodes: Readonly<Record<ErrcodeMistake['kind'], Code>> = {
  malformed: malformedErrcode,
  misspelt: undefinedErrcode,
  undefined: undefinedErrcode,
  'wrong-status': wrongStatus,
  'odd-status': oddStatus,
};

/** Examples of errors: whether they say which error it is, in both ways, and whether that error can come with that status. */
export const errorExamples: Check = {
  codes: [noErrcode, noError, undefinedErrcode, malformedErrcode, wrongStatus, oddStatus],
  run(tree, report) {
    const judge: Judge = { tree, report, knows: definedErrcodes(tree, 'anything') };
    const seen = new Set<unknown>();
    for (const { responses } of apisOf(tree)) {
      for (const response of responses) {
        for (const body of response.bodies) {
          for (const example of body.examples) {
            // What is no status is told as such.
            if (!/^(?:[1-5](?:\d\d|XX)|default)$/i.test(response.status)) continue;
            const identity = `${response.status} ${example.source.path} ${example.pointer}`;
            if (!isWhole(example) || seen.has(identity)) continue;
            seen.add(identity);
            lookAt(judge, response, body, example);
          }
        }
      }
    }
  },
};

interface Judge {
  readonly tree: SourceTree;
  readonly report: Report;
  readonly knows: KnowsErrcode;
}

function lookAt(judge: Judge, response: Response, body: Body, example: Part): void {
  const { tree, report } = judge;
  const read = readExample(tree, example);
  // What is no object, and what cannot be read, is held against its schema.
  if (read === undefined || !isMapping(read.value)) return;
  const { value } = read;
  const { errcode, error } = value;
  const { status } = response;
  // What is said of all other statuses may be an error.
  const isOpen = status === 'default';
  if (!isOpen && !/^[45]/.test(status)) {
    if (typeof errcode !== 'string' || typeof error !== 'string' || asksFor(tree, body.schema, 'errcode') !== 'nothing') return;
    const message = `an example of an error stands under ${status}, which tells of none; move it to the status that it comes with`;
    report.finding(oddStatus, read.spotOf('/errcode'), message);
    return;
  }
  if (errcode === undefined) {
    if (!isOpen) lookAtMissing(judge, response, body, read);
    return;
  }
  // Its schema says that it has to be a string.
  if (typeof errcode !== 'string') return;
  if (error === undefined && asksFor(tree, body.schema, 'error') !== 'required') {
    const misspelt = Object.keys(value).find((key) => key !== 'errcode' && meant(key, ['error']) !== '');
    const instead =
      misspelt === undefined ? `write "error" beside the "errcode" ${errcode}` : `write "error", not ${JSON.stringify(misspelt)}`;
    const at = misspelt === undefined ? read.spotOf('') : read.spotOf(pointerInto('', misspelt), 'key');
    report.finding(noError, at, `an error has a sentence for people; ${instead}`);
  }
  lookAtErrcode(judge, status, errcode, read);
}

function lookAtMissing({ tree, report }: Judge, { status }: Response, body: Body, read: ExampleValue): void {
  const { value } = read;
  if (!isMapping(value)) return;
  const asked = asksFor(tree, body.schema, 'errcode');
  // A schema that requires it is broken, which is another finding; one that describes something else is meant so.
  const isOther = asked === 'nothing' && asksFor(tree, body.schema, undefined) === 'described' && !('error' in value);
  if (isInteractive(status, value) || asked === 'required' || isOther) return;
  const near = 'errcode';
  const misspelt = Object.keys(value).find((key) => meant(key, [near]) !== '');
  if (misspelt === undefined) {
    report.finding(noErrcode, read.spotOf(''), `an example of a ${status} has no "errcode"; write one such as "errcode": "M_FORBIDDEN"`);
  } else {
    const at = read.spotOf(pointerInto('', misspelt), 'key');
    report.finding(noErrcode, at, `an example of a ${status} has no "errcode", but ${JSON.stringify(misspelt)}; write "errcode"`);
  }
}

function lookAtErrcode({ report, knows }: Judge, status: string, errcode: string, read: ExampleValue): void {
  const at = read.spotOf('/errcode');
  const mistake = errcodeMistake(errcode, isInteractive(status, read.value) ? undefined : status, knows);
  if (mistake === 'unknown') report.unjudged(at, 'no text of the tree tells of any errcode');
  else if (mistake !== undefined) report.finding(codesOfErrcodes[mistake.kind], at, mistake.message);
}

function readExample(tree: SourceTree, example: Part): ExampleValue | undefined {
  if (typeof example.value === 'string') {
    if (!/^\s*\{/.test(example.value)) return undefined;
    const read = jsonExample(example);
    return read.errors.length === 0 ? read : undefined;
  }
  const read = exampleValue(tree, example);
  return read.found ? read.example : undefined;
}

/** What a schema says of a key of its objects; without a key, whether it describes any. */
function asksFor(tree: SourceTree, schema: Part | undefined, key: string | undefined, depth = 0): 'required' | 'described' | 'nothing' {
  const at = schema === undefined || depth > 20 ? undefined : schema;
  if (at === undefined || !isMapping(at.value)) return 'nothing';
  const { required, properties } = at.value;
  if (key !== undefined && Array.isArray(required) && required.includes(key)) return 'required';
  let said: 'described' | 'nothing' = isMapping(properties) && (key === undefined || key in properties) ? 'described' : 'nothing';
  const referred = '$ref' in at.value ? followed(tree, at) : undefined;
  for (const below of [referred, ...partsBelow(partBelow(at, 'allOf')).map(([, each]) => each)]) {
    const its = asksFor(tree, below, key, depth + 1);
    if (its === 'required') return its;
    if (its === 'described') said = its;
  }
  for (const choice of ['anyOf', 'oneOf']) {
    for (const [, each] of partsBelow(partBelow(at, choice))) if (asksFor(tree, each, key, depth + 1) !== 'nothing') said = 'described';
  }
  return said;
}
