import type { Edition } from '../../reader/edition.ts';
import type { Code, Report, Spot } from '../check.ts';
import type { FindingLevel } from '../finding.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { exampleValue, jsonExample } from './example-value.ts';
import type { ExampleValue } from './example-value.ts';
import { validateValue } from './validate.ts';
import type { Breach, BreachKind } from './validate.ts';

const path = 'data/colours.yaml';

/** A code whose samples are a schema of an object with one property, and an example of it. */
function code(name: string, level: FindingLevel, explanation: string, schema: string, wrong: string, right: string): Code {
  const textOf = (example: string): string => `type: object\n${schema}\nexample:\n${example}\n`;
  const line = textOf(wrong).slice(0, textOf(wrong).indexOf('example:')).split('\n').length + 1;
  return {
    name: `example/${name}`,
    level,
    explanation,
    wrong: { files: { [path]: textOf(wrong) }, at: `${path}:${line}` },
    right: { files: { [path]: textOf(right) } },
  };
}

function property(...lines: readonly string[]): string {
  return ['properties:', '  red:', ...lines.map((line) => `    ${line}`)].join('\n');
}

const wrongType = code(
  'wrong-type',
  'error',
  'A part of an example has another type than its schema wants: a string for a number, an object for a list. Who copies the example sends what servers refuse. Write the example as the schema says, or correct the schema.',
  property('type: array', 'items: {type: integer}'),
  '  red: 255',
  '  red: [255]',
);
const missingKey = code(
  'missing-key',
  'error',
  'An example lacks a key that its schema requires. Add it, or take it off the required ones.',
  `${property('type: integer')}\nrequired: [red]`,
  '  blue: 1',
  '  red: 1',
);
const unknownKey = code(
  'unknown-key',
  'error',
  'An example has a key that its schema rules out. Delete it, write it as the schema has it, or describe it there.',
  `${property('type: integer')}\nadditionalProperties: false`,
  '  blue: 1',
  '  red: 1',
);
const unknownValue = code(
  'unknown-value',
  'error',
  'An example has a value that is none of those that its schema lists. Write one of them, or add the value to the list.',
  property('type: string', 'enum: [light, dark]'),
  '  red: lihgt',
  '  red: light',
);
const badFormat = code(
  'bad-format',
  'error',
  'A text in an example is not in the format, or does not match the pattern, that its schema gives. Correct the text; one that holds a placeholder such as <name> is never at fault.',
  property('type: string', "pattern: '^#[0-9a-f]{6}$'"),
  "  red: 'ff0000'",
  "  red: '#ff0000'",
);
const outOfBounds = code(
  'out-of-bounds',
  'error',
  'A number, the length of a text or of a list in an example is more or less than its schema allows.',
  property('type: integer', 'maximum: 255'),
  '  red: 256',
  '  red: 255',
);
const breaksSchema = code(
  'breaks-schema',
  'error',
  'An example has something that its schema rules out.',
  property('not: {type: string}'),
  '  red: dark',
  '  red: 255',
);
const ambiguous = code(
  'ambiguous',
  'warning',
  'More than one alternative of a oneOf fits an example, which then breaks the schema: exactly one has to fit. Make the alternatives exclude each other, or write anyOf.',
  property('oneOf: [{type: integer}, {type: number}]'),
  '  red: 1',
  '  red: 1.5',
);

function ofParameter(name: string, type: string, explanation: string, wrong: string, right: string): Code {
  const file = 'api/colours.yaml';
  const textOf = (example: string): string =>
    [
      "openapi: '3.1.0'",
      'info: {title: Colours, version: 1.0.0}',
      'paths:',
      '  /colours:',
      '    get:',
      '      parameters:',
      '        - name: shade',
      '          in: query',
      '          schema:',
      `            type: ${type}`,
      `          example: ${example}`,
      '      responses:',
      "        '204':",
      '          description: Nothing.',
      '',
    ].join('\n');
  return {
    name: `example/${name}`,
    level: 'warning',
    explanation,
    wrong: { files: { [file]: textOf(wrong) }, at: `${file}:11` },
    right: { files: { [file]: textOf(right) } },
  };
}

const quotedParameter = ofParameter(
  'quoted-parameter',
  'integer',
  'The example of a parameter is a number or a boolean in quotes, which makes it a string. What is sent is the same, but tools complain. Write it without quotes.',
  '"7"',
  '7',
);
const unquotedParameter = ofParameter(
  'unquoted-parameter',
  'string',
  'The example of a parameter that is a string is a number or a boolean. What is sent is the same, but tools complain. Write it in quotes.',
  '7',
  '"7"',
);

const swagger = (example: string): string =>
  [
    "swagger: '2.0'",
    'info: {title: Colours, version: 1.0.0}',
    'paths:',
    '  /colours:',
    '    get:',
    '      responses:',
    '        200:',
    '          description: All of them.',
    '          examples:',
    '            application/json: |-',
    '              {',
    `                ${example}`,
    '              }',
    '          schema:',
    '            type: object',
    '            properties:',
    '              red: {type: integer}',
    '',
  ].join('\n');
const noJson: Code = {
  name: 'example/no-json',
  level: 'error',
  explanation:
    'An example that is written as a string of JSON is none: a comma, a colon or a quotation mark is missing or too many. Correct it, or write the example as YAML.',
  wrong: { files: { 'api/colours.yaml': swagger('"red", 255') }, at: 'api/colours.yaml:12' },
  right: { files: { 'api/colours.yaml': swagger('"red": 255') } },
};

/** What can be wrong with an example itself, wherever it stands. */
export const exampleCodes: readonly Code[] = [
  wrongType,
  missingKey,
  unknownKey,
  unknownValue,
  badFormat,
  outOfBounds,
  breaksSchema,
  ambiguous,
  quotedParameter,
  unquotedParameter,
  noJson,
];

const codeOf: Readonly<Record<Exclude<BreachKind, 'placeholder'>, Code>> = {
  type: wrongType,
  quoted: wrongType,
  unquoted: wrongType,
  'missing-key': missingKey,
  'unknown-key': unknownKey,
  value: unknownValue,
  format: badFormat,
  bounds: outOfBounds,
  ambiguous,
  other: breaksSchema,
};

/** An example and what it illustrates. */
export interface ExampleUse {
  readonly example: Part;
  /** Undefined when there is no schema that it could be held against. */
  readonly schema: Part | undefined;
  /** Whether it is the value of a parameter or a header, which is text when it is sent. */
  readonly isParameter: boolean;
  /** The edition that it belongs to. */
  readonly edition: Edition;
  /** Whether an example may be written as a string of JSON here. */
  readonly mayBeJson: boolean;
}

/** Holds examples against their schemas, and tells what is wrong with them. */
export function judgeExamples(tree: SourceTree, report: Report, uses: readonly ExampleUse[]): void {
  const shared = new Map<SourceFile, SharedFile>();
  for (const use of uses) {
    if (use.example.source.checked) report.looked('examples');
    const meant = readExample(tree, report, use);
    if (meant === undefined) continue;
    const breaches = breachesOf(tree, report, use, meant);
    const told = breaches.map((breach) => ({ breach, at: meant.spotOf(breach.pointer, breach.part), use, meant }));
    for (const file of [use.example.source, ...meant.otherFiles]) {
      const known = shared.get(file) ?? { uses: 0, wrong: 0, told: [] };
      const own = told.filter(({ at }) => at.source === file);
      shared.set(file, { uses: known.uses + 1, wrong: known.wrong + (own.length > 0 ? 1 : 0), told: [...known.told, ...own] });
    }
  }
  for (const { told, ...counts } of shared.values()) {
    const sites = new Set<string>();
    for (const each of told) {
      const isReferred = each.at.source !== each.use.example.source;
      // An example that is right elsewhere does not belong where it is wrong.
      if (isReferred && counts.wrong < counts.uses) tellAtSite(report, each, sites);
      else tell(report, each);
    }
  }
}

/** How often a file is an example or a part of one, how often something in it is wrong there, and what. */
interface SharedFile {
  readonly uses: number;
  readonly wrong: number;
  readonly told: readonly Told[];
}

interface Told {
  readonly breach: Breach;
  readonly at: Spot;
  readonly use: ExampleUse;
  readonly meant: ExampleValue;
}

function readExample(tree: SourceTree, report: Report, { example, schema, mayBeJson }: ExampleUse): ExampleValue | undefined {
  if (mayBeJson && typeof example.value === 'string') {
    const read = jsonExample(example);
    for (const { at, message } of read.errors) report.finding(noJson, at, message);
    return read.errors.length === 0 ? read : undefined;
  }
  const followed = exampleValue(tree, example);
  if (followed.found) return followed.example;
  if (schema !== undefined) report.unjudged(example, followed.reason);
  return undefined;
}

function breachesOf(tree: SourceTree, report: Report, use: ExampleUse, meant: ExampleValue): readonly Breach[] {
  const { example, schema, edition } = use;
  if (schema === undefined) {
    report.unjudged(example, 'there is no schema that this example could be held against');
    return [];
  }
  const judgement = validateValue(tree, schema, meant.value, edition);
  if (!judgement.judged) {
    report.unjudged(example, judgement.reason);
    return [];
  }
  if (judgement.isPartial) report.unjudged(example, 'a $ref in its schema leads nowhere');
  if (judgement.breaches.length > 0 && isDeliberate(example)) {
    report.unjudged(example, 'a comment says that this example is as it is on purpose');
    return [];
  }
  // Without all of its alternatives nothing can be said of a choice.
  return judgement.breaches.filter(({ kind }) => !judgement.isPartial || kind !== 'ambiguous');
}

function tell(report: Report, { breach, at, use: { isParameter } }: Told): void {
  if (breach.kind === 'placeholder') {
    report.unjudged(at, breach.message);
    return;
  }
  const quoting = breach.kind === 'quoted' ? quotedParameter : breach.kind === 'unquoted' ? unquotedParameter : undefined;
  const chosen = isParameter && breach.pointer === '' && quoting !== undefined ? quoting : codeOf[breach.kind];
  report.finding(chosen, at, inPlace(breach), { related: [schemaOf(breach)] });
}

/** Tells the first of what is wrong with an example, at the `$ref` that has brought it there. */
function tellAtSite(report: Report, { breach, at, meant }: Told, sites: Set<string>): void {
  const site = meant.siteOf(breach.pointer);
  const name = `${site.source.path}#${site.pointer ?? ''}`;
  if (breach.kind === 'placeholder' || sites.has(name)) return;
  sites.add(name);
  const message = `${inPlace(breach)}; ${at.source.path} is right elsewhere, but does not fit the schema here`;
  report.finding(codeOf[breach.kind], site, message, { related: [{ at, message: 'the part that does not fit' }, schemaOf(breach)] });
}

function inPlace({ pointer, message }: Breach): string {
  return pointer === '' ? message : `${pointer}: ${message}`;
}

function schemaOf({ schema }: Breach): { readonly at: Spot; readonly message: string } {
  return { at: { ...schema, part: 'key' }, message: 'what the schema says' };
}

const deliberately = /#[^\n]*\b(deliberate|intentional|on purpose)/i;

/** Whether a comment in or right above an example says that it is meant to be wrong. */
function isDeliberate({ source, pointer }: Part): boolean {
  if (!deliberately.test(source.text)) return false;
  return deliberately.test(surroundings(source, pointer));
}

function surroundings(source: SourceFile, pointer: string): string {
  const { lines, yaml, text } = source;
  if (yaml === undefined) return '';
  const first = lines.at(yaml.rangeOf(pointer, 'key').start).line;
  return text.slice(lines.start(Math.max(1, first - 2)), yaml.rangeOf(pointer).end);
}
