import { isMapping } from '../../reader/resolve.ts';
import { stepsOf } from '../../yaml/pointer.ts';
import type { Check, Report, Spot } from '../check.ts';
import { meant, nearest } from '../nearest.ts';
import { describedParts } from '../schemas/described-parts.ts';
import { hasMisspelt } from '../schemas/has-misspelt.ts';
import { isMediaType } from '../schemas/keywords.ts';
import type { Operation } from '../sources/api-description.ts';
import { apisOf, partBelow, partsBelow } from '../sources/describe-apis.ts';
import { keyFix } from '../sources/yaml-fix.ts';
import { hasAllKeys, isInPlace, isWhole } from '../sources/is-whole.ts';
import { operationCode, responses } from './operation-samples.ts';

const unknownStatus = operationCode(
  'unknown-status',
  'error',
  'The key of a response is a status code of three digits, from 100 to 599, or `default`; in OpenAPI 3 also `4XX`, in capitals, for all codes that begin with a digit.',
  ['  /colours:', '    get:', '      responses:', '>       "2044":', '          description: Done.'],
  ['  /colours:', '    get:', '      responses:', '        "204":', '          description: Done.'],
);

const noResponse = operationCode(
  'no-response',
  'warning',
  'An operation says nothing of how it is answered. OpenAPI 3.0 and Swagger want `responses` in each, with one response at least; OpenAPI 3.1 no longer does, but readers still learn nothing. Describe one.',
  ['  /colours:', '>   get:', '      summary: Lists colours.'],
  ['  /colours:', '    get:', '      summary: Lists colours.', ...responses],
);

const tagged = (mark: string, tag: string): readonly string[] => [
  '  /colours:',
  '    get:',
  '      tags:',
  `${mark}       - ${tag}`,
  ...responses,
];
const undeclaredTag = operationCode(
  'undeclared-tag',
  'warning',
  'An operation has a tag that is not among those that the description declares. It is shown apart from the others. Declare it, or correct it.',
  tagged('>', 'Colors'),
  tagged(' ', 'Colours'),
  'tags:\n  - name: Colours\n',
);

const unregisteredStatus = operationCode(
  'unregistered-status',
  'warning',
  'A response has a status that no standard of HTTP defines. It may be mistyped.',
  ['  /colours:', '    get:', '      responses:', '>       "240":', '          description: Done.'],
  ['  /colours:', '    get:', '      responses:', '        "204":', '          description: Done.'],
);

const noDescription = operationCode(
  'no-description',
  'warning',
  'A response has no description. Swagger 2.0 and OpenAPI 3.1 want one in each, and readers see nothing but the number.',
  ['  /colours:', '    get:', '      responses:', '>       "204": {}'],
  ['  /colours:', '    get:', '      responses:', '        "204":', '          description: Done.'],
);

const withContent = (type: string, mark = ' '): readonly string[] => [
  '  /colours:',
  '    put:',
  '      requestBody:',
  '        content:',
  `${mark}         ${type}:`,
  '            schema:',
  '              type: object',
  ...responses,
];
const unknownMediaType = operationCode(
  'unknown-media-type',
  'error',
  'What stands right below `content`, `consumes` or `produces` is no media type. A media type is a known type and a name with a slash between them, such as `application/json`.',
  withContent('aplication/json', '>'),
  withContent('application/json'),
);

/** How operations are answered, in what media types, and under which tags they stand. */
export const operations: Check = {
  codes: [unknownStatus, unregisteredStatus, noResponse, noDescription, unknownMediaType, undeclaredTag],
  run(tree, report) {
    for (const operation of apisOf(tree).filter(isInPlace)) {
      report.looked('operations');
      lookAtResponses(operation, report);
      lookAtTags(operation, report);
      lookAtTypes(operation, report);
    }
    for (const part of describedParts(tree).parts) {
      if ((part.role !== 'media-type' && part.role !== 'response') || !isMapping(part.value) || '$ref' in part.value) continue;
      const name = stepsOf(part.pointer).at(-1) ?? '';
      if (name.startsWith('x-')) continue;
      const at: Spot = { source: part.source, pointer: part.pointer, part: 'key' };
      if (part.role === 'media-type') lookAtType(name, at, report);
      else if (!('description' in part.value) && !hasMisspelt(part.value, 'description', 'response')) {
        report.finding(noDescription, at, 'this response has no description; write one');
      }
    }
  },
};

/** The media types of Swagger 2.0, which are lists of an operation or of the whole description. */
function lookAtTypes(operation: Operation, report: Report): void {
  for (const place of [operation, operation.api]) {
    for (const key of ['consumes', 'produces']) {
      for (const [, type] of partsBelow(partBelow(place, key))) if (typeof type.value === 'string') lookAtType(type.value, type, report);
    }
  }
}

function lookAtType(type: string, at: Spot, report: Report): void {
  if (isMediaType(type)) return;
  const near = nearest(type, ['application/json', 'application/octet-stream', 'text/plain', 'multipart/form-data']);
  report.finding(unknownMediaType, at, `${quoted(type)} is no media type; write ${near ?? 'one such as application/json'}`);
}

const registered = /^(?:10[0-3]|20[0-8]|226|30[0-578]|40\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01])$/;

function lookAtResponses(operation: Operation, report: Report): void {
  const { source, pointer } = operation;
  const written = partBelow(operation, 'responses');
  // An answer may have been left out that is no YAML.
  const isKnown = hasAllKeys(operation) && (written === undefined || hasAllKeys(written));
  const listed = partsBelow(written).filter(([status]) => !status.startsWith('x-'));
  if (listed.length === 0) {
    if (isKnown && (written === undefined || isMapping(written.value)) && !hasMisspelt(operation.value, 'responses', 'operation')) {
      report.finding(
        noResponse,
        { source, pointer, part: 'key' },
        'this operation has no response; describe at least one under "responses"',
      );
    }
    return;
  }
  const isSwagger = isMapping(operation.api.value) && 'swagger' in operation.api.value;
  for (const [status, each] of listed) {
    if (status === '$ref' || status === 'default' || registered.test(status) || (/^[1-5]XX$/.test(status) && !isSwagger)) continue;
    const at: Spot = { source: each.source, pointer: each.pointer, part: 'key' };
    if (/^[1-5]\d\d$/.test(status))
      report.finding(unregisteredStatus, at, `no standard defines the status ${status}; correct it if it is mistyped`);
    else {
      const isRange = /^[1-5]xx$/i.test(status) && !isSwagger;
      const fix = isRange ? keyFix(each, status, status.toUpperCase()) : {};
      report.finding(unknownStatus, at, `${quoted(status)} is no status; ${statusInstead(status, isSwagger)}`, fix);
    }
  }
}

function statusInstead(status: string, isSwagger: boolean): string {
  if (!/^[1-5]xx$/i.test(status)) return 'write three digits, from 100 to 599, or "default"';
  return isSwagger ? 'Swagger 2.0 has no ranges: write one status, or "default"' : `write ${quoted(status.toUpperCase())}`;
}

function lookAtTags(operation: Operation, report: Report): void {
  const all = partBelow(operation.api, 'tags');
  if (!hasAllKeys(operation.api) || (all !== undefined && !isWhole(all))) return;
  const declared = partsBelow(all).flatMap(([, { value }]) => {
    const name = isMapping(value) ? value['name'] : undefined;
    return typeof name === 'string' ? [name] : [];
  });
  if (declared.length === 0) return;
  for (const [, tag] of partsBelow(partBelow(operation, 'tags'))) {
    if (typeof tag.value !== 'string' || declared.includes(tag.value)) continue;
    const instead = meant(tag.value, declared);
    report.finding(
      undeclaredTag,
      tag,
      `the tag ${quoted(tag.value)} is not declared${instead}; declared are ${declared.map(quoted).join(', ')}`,
    );
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
