import { STATUS_CODES } from 'node:http';
import type { Check, Code, Report, Sample } from '../check.ts';
import { editDistance } from '../../edit-distance.ts';
import { nearest } from '../nearest.ts';
import { operationsAt, operationsBeside } from '../prose/described-operation.ts';
import type { RequestLine, StatusLine } from '../prose/http-message.ts';
import { isMediaType } from '../schemas/keywords.ts';
import { isProposal, placeIn, readBlocks } from '../prose/json-block.ts';
import type { ReadBlock, ShownMessage } from '../prose/json-block.ts';
import type { Operation } from '../sources/api-description.ts';
import { knownOperations } from '../sources/describe-apis.ts';
import { hasAllKeys } from '../sources/is-whole.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import type { Range } from '../../yaml/lines.ts';

const path = 'text/colours.rst';
const api = [
  'openapi: 3.1.0',
  'info: {title: Colours, version: "1"}',
  'servers: [{url: "https://example.org/_matrix/colours/v1"}]',
  'paths:',
  '  /shades/{shadeId}:',
  '    get:',
  '      summary: A shade.',
  '      operationId: getShade',
  '      parameters:',
  '        - {name: shadeId, in: path, required: true, schema: {type: string}, example: scarlet}',
  '      responses:',
  '        "200":',
  '          description: It is there.',
  '',
].join('\n');

function sample(...lines: readonly string[]): Sample {
  const text = `A request:\n\n.. code::\n\n${lines.map((line) => (line === '' ? '\n' : `  ${line}\n`)).join('')}`;
  return { files: { 'data/api/colours/shades.yaml': api, [path]: text } };
}

const shades = '/_matrix/colours/v1/shades/scarlet';

const unknownPath: Code = {
  name: 'http/unknown-path',
  level: 'warning',
  explanation:
    'An example of a request names a path that no API description of these sources has, but one that is much like it is described. Correct the path. A placeholder such as $roomId or <room ID> stands for any part of it.',
  wrong: { ...sample('GET /_matrix/colours/v1/shadse/scarlet HTTP/1.1'), at: `${path}:5` },
  right: sample(`GET ${shades} HTTP/1.1`),
};
const unknownMethod: Code = {
  name: 'http/unknown-method',
  level: 'warning',
  explanation: 'An example of a request names a path that is described, but a method that is not described for it. Correct the method.',
  wrong: { ...sample(`POST ${shades} HTTP/1.1`), at: `${path}:5` },
  right: sample(`GET ${shades} HTTP/1.1`),
};
const noContentType: Code = {
  name: 'http/no-content-type',
  level: 'note',
  explanation:
    'An example of a message shows headers and a body of JSON, but no header that says so. Servers and clients may refuse such a body. Add "Content-Type: application/json".',
  wrong: { ...sample('HTTP/1.1 200 OK', 'Server: example.org', '', '{"warm": true}'), at: `${path}:5` },
  right: sample('HTTP/1.1 200 OK', 'Content-Type: application/json', '', '{"warm": true}'),
};
const wrongContentType: Code = {
  name: 'http/wrong-content-type',
  level: 'warning',
  explanation:
    'An example of a message has a header that says that its body is something else than JSON, but the body is JSON. Correct one of the two.',
  wrong: { ...sample('HTTP/1.1 200 OK', 'Content-Type: text/html', '', '{"warm": true}'), at: `${path}:6` },
  right: sample('HTTP/1.1 200 OK', 'Content-Type: application/json', '', '{"warm": true}'),
};
const unknownStatus: Code = {
  name: 'http/unknown-status',
  level: 'error',
  explanation: 'An example of a response has a status code that HTTP does not know. Correct it.',
  wrong: { ...sample('HTTP/1.1 204 No Content', '', 'HTTP/1.1 699 Not Found'), at: `${path}:7` },
  right: sample('HTTP/1.1 204 No Content', '', 'HTTP/1.1 404 Not Found'),
};
const wrongReason: Code = {
  name: 'http/wrong-reason',
  level: 'warning',
  explanation: 'In an example of a response the words behind the status code are those of another code. Correct the code or the words.',
  wrong: { ...sample('HTTP/1.1 400 Not Found'), at: `${path}:5` },
  right: sample('HTTP/1.1 404 Not Found'),
};

/** Requests and responses in prose: whether they can be sent so. */
export const httpExamples: Check = {
  codes: [unknownPath, unknownMethod, noContentType, wrongContentType, unknownStatus, wrongReason],
  run(tree, report) {
    for (const read of readBlocks(tree)) {
      for (const message of read.messages) {
        if (message.start.kind === 'request') lookAtRequest(tree, report, read, message.start);
        else lookAtStatus(report, read, message.start);
      }
      for (const { message } of read.texts) if (message !== undefined) lookAtContentType(report, message);
    }
  },
};

function lookAtRequest(tree: SourceTree, report: Report, { block }: ReadBlock, request: RequestLine): void {
  const { method, target, methodRange, targetRange } = request;
  const at = (range: Range): { source: typeof block.source; range: Range } => ({
    source: block.source,
    range: placeIn(block, range.start, range.end),
  });
  const isOfMatrix = /^(https?:\/\/[^/]*)?\/_matrix\//.test(target);
  // Some examples show what is wrong.
  const isCounterexample = /\b(invalid|wrong|incorrect|cannot|can't|not allowed|must not|bad)\b/i.test(block.introduction);
  if (!isOfMatrix || isProposal(block.source)) return;
  if (isCounterexample) {
    report.unjudged(at(targetRange), 'the text before this request says that it is wrong');
    return;
  }
  const operations = knownOperations(tree);
  const here = operationsAt(operations, request);
  if (here.some((operation) => operation.method === method.toLowerCase())) return;
  if (here.length > 0) {
    if (!here.every(({ pathItem }) => hasAllKeys(pathItem))) {
      report.unjudged(at(methodRange), 'the description of this path does not parse as a whole');
      return;
    }
    const known = [...new Set(here.map((operation) => operation.method.toUpperCase()))].join(' or ');
    const [first] = here;
    report.finding(unknownMethod, at(methodRange), `${known} is described for this path, there is ${method}`, {
      related: first === undefined ? [] : [{ at: { ...first, part: 'key' }, message: 'the path as it is described' }],
    });
    return;
  }
  const others = operationsBeside(operations, request);
  const newest = newestVersion(operations, target);
  if (newest !== undefined) {
    report.finding(
      unknownPath,
      at(targetRange),
      `no API description has this version of the path; the newest one is ${newest}: correct it`,
    );
    return;
  }
  if (others.length === 0) {
    report.unjudged(at(targetRange), 'no API description of these sources has paths of this API and version');
    return;
  }
  const plain = target.replace(/[?#].*$/, '').replace(/^https?:\/\/[^/]*/, '');
  const described = others.map(({ fullPath }) => fittedTo(fullPath, plain));
  const meant = described.find((path) => isSlip(plain, path) || (path !== plain && sortedSteps(path) === sortedSteps(plain)));
  if (meant === undefined) report.unjudged(at(targetRange), 'no API description of these sources has this path, or one like it');
  else report.finding(unknownPath, at(targetRange), `no API description has the path ${plain} (did you mean ${meant}?); correct it`);
}

/** The newest version in which a path is described, when one above it is written. */
function newestVersion(operations: readonly Operation[], target: string): string | undefined {
  const [, api = '', written = '', rest = ''] = /^(?:https?:\/\/[^/]*)?\/_matrix\/([\w-]+)\/v(\d+)(\/[^?#]*)/.exec(target) ?? [];
  if (rest === '') return undefined;
  const ofApi = operations.flatMap(({ fullPath }) => {
    const found = /^\/_matrix\/([\w-]+)\/v(\d+)(\/.*)$/.exec(fullPath);
    return found?.[1] === api ? [{ version: Number(found[2]), path: found[3] ?? '' }] : [];
  });
  const same = ofApi.filter(({ path }) => fittedTo(path, rest) === rest.replace(/\/$/, ''));
  const newest = Math.max(...ofApi.map(({ version }) => version));
  return same.length > 0 && Number(written) > newest ? `v${Math.max(...same.map(({ version }) => version))}` : undefined;
}

/** Whether one step alone makes the difference, by a letter or two. */
function isSlip(written: string, described: string): boolean {
  const [steps, others] = [written.split('/'), described.split('/')];
  const different = steps.flatMap((step, at) => (step === others[at] ? [] : [[step, others[at] ?? ''] as const]));
  const [only] = different;
  return (
    steps.length === others.length &&
    different.length === 1 &&
    only !== undefined &&
    nearest(only[0], [only[1]]) !== undefined &&
    editDistance(...only) <= 2
  );
}

function sortedSteps(path: string): string {
  return path.split('/').toSorted().join('/');
}

/** A described path with the parts of a real one where it has parameters. */
function fittedTo(fullPath: string, target: string): string {
  const steps = target.split('/');
  return fullPath
    .split('/')
    .map((step, at) => (/[{%]/.test(step) ? (steps[at] ?? step) : step))
    .join('/');
}

function lookAtStatus(report: Report, { block }: ReadBlock, { status, reason, range }: StatusLine): void {
  const at = { source: block.source, range: placeIn(block, range.start, range.end) };
  const known = STATUS_CODES[status];
  if (known === undefined) {
    report.finding(unknownStatus, at, `HTTP knows no status ${status}; correct it`);
    return;
  }
  const said = plainly(reason);
  const other = Object.entries(STATUS_CODES).find(([, words]) => words !== undefined && plainly(words) === said);
  if (said !== plainly(known) && other !== undefined) {
    report.finding(wrongReason, at, `${status} is "${known}", there is "${reason}"; write ${other[0]} or the other words`);
  }
}

function plainly(words: string): string {
  return words.toLowerCase().replace(/[^a-z]/g, '');
}

/** @param message one whose body is JSON. */
function lookAtContentType(report: Report, { block, start, headers }: ShownMessage): void {
  if (headers.length === 0) return;
  const { source } = block;
  const header = headers.find(({ name }) => name.toLowerCase() === 'content-type');
  if (header === undefined) {
    const range = start.kind === 'request' ? start.methodRange : start.range;
    report.finding(
      noContentType,
      { source, range: placeIn(block, range.start, range.end) },
      'this message has a body of JSON but no "Content-Type: application/json" among its headers; add it',
    );
  } else if (!isMediaType(header.value) && !/[<$…]|\.\.\./.test(header.value)) {
    report.finding(
      wrongContentType,
      { source, range: placeIn(block, header.range.start, header.range.end) },
      `${header.value} is no media type; write application/json`,
    );
  } else if (!/\bjson\b|[<$…]|\.\.\./i.test(header.value)) {
    report.finding(
      wrongContentType,
      { source, range: placeIn(block, header.range.start, header.range.end) },
      `the body is JSON, but the header says ${header.value}; write application/json`,
    );
  }
}
