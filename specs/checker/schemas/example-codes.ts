import type { Code } from '../check.ts';
import type { FindingLevel } from '../finding.ts';
import type { BreachKind } from './validate.ts';

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
  `${property('type: integer')}\n  blue: {type: integer}\nrequired: [red]`,
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
export const noJson: Code = {
  name: 'example/no-json',
  level: 'error',
  explanation:
    'An example that is written as a string of JSON is none: a comma, a colon or a quotation mark is missing or too many. Correct it, or write the example as YAML.',
  wrong: { files: { 'api/colours.yaml': swagger('"red", 255') }, at: 'api/colours.yaml:12' },
  right: { files: { 'api/colours.yaml': swagger('"red": 255') } },
};

/** Of keys that may well be lawful. */
export const undescribedKey = code(
  'undescribed-key',
  'note',
  'An example has a key that its schema says nothing of, though it names others and does not speak of more. Such keys are lawful, but often they are misspelt, stand at the wrong level, or are missing in the schema.',
  property('type: integer'),
  '  bule: 1',
  '  red: 1',
);

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
  undescribedKey,
];

/** The codes of breaches, but of placeholders, which are none. */
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

/** The code of a breach. @param isSent whether the value is that of a parameter, which is text when it is sent. */
export function codeOfBreach(kind: Exclude<BreachKind, 'placeholder'>, isSent: boolean): Code {
  if (isSent && kind === 'quoted') return quotedParameter;
  return isSent && kind === 'unquoted' ? unquotedParameter : codeOf[kind];
}
