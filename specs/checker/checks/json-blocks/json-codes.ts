import type { Code, Sample } from '../../check.ts';
import type { FindingLevel } from '../../finding.ts';
import type { JsonMistakeKind } from '../../prose/json/json-mistake.ts';

const path = 'text/colours.rst';

function blockOf(json: string): Sample {
  const lines = json.split('\n').map((line) => `  ${line}\n`);
  return { files: { [path]: `A colour:\n\n.. code:: json\n\n${lines.join('')}` } };
}

/** A code whose samples are a block of JSON; `line` counts from 1 in the block. */
function code(name: string, level: FindingLevel, explanation: string, line: number, wrong: string, right: string): Code {
  return { name: `json/${name}`, level, explanation, wrong: { ...blockOf(wrong), at: `${path}:${line + 4}` }, right: blockOf(right) };
}

/** The code of each mistake of syntax. */
export const jsonCodes: Readonly<Record<JsonMistakeKind, Code>> = {
  'missing-comma': code(
    'missing-comma',
    'error',
    'A comma is missing between two members of an object or two items of a list. Who copies the block gets a parse error.',
    2,
    '{\n  "red": 1\n  "green": 2\n}',
    '{\n  "red": 1,\n  "green": 2\n}',
  ),
  'extra-comma': code(
    'extra-comma',
    'error',
    'A comma has nothing behind it. JSON, unlike JavaScript and Python, does not allow that. A comma right before a comment or an ellipsis is let be: it belongs to what is left out.',
    2,
    '{\n  "red": 1,\n}',
    '{\n  "red": 1\n}',
  ),
  'missing-colon': code(
    'missing-colon',
    'error',
    'Between a key and its value stands no colon, or something else in its place. Write a colon.',
    2,
    '{\n  "red", 1\n}',
    '{\n  "red": 1\n}',
  ),
  'missing-value': code(
    'missing-value',
    'error',
    'A key has no value, or a value has no key. Write both. A value that does not matter can be left out as "...".',
    2,
    '{\n  "red": ,\n  "green": 2\n}',
    '{\n  "red": ...,\n  "green": 2\n}',
  ),
  'misplaced-mark': code(
    'misplaced-mark',
    'error',
    'A mark stands where JSON has none or another one, such as a semicolon for a comma.',
    2,
    '{\n  "red": 1;\n  "green": 2\n}',
    '{\n  "red": 1,\n  "green": 2\n}',
  ),
  'wrong-quotes': code(
    'wrong-quotes',
    'error',
    'Texts stand in single or curly quotation marks, which JSON does not know. Write straight double ones.',
    2,
    "{\n  'red': 'warm'\n}",
    '{\n  "red": "warm"\n}',
  ),
  'unquoted-key': code(
    'unquoted-key',
    'error',
    'A key stands without quotation marks, as JavaScript allows and JSON does not. A placeholder for a key is written <name>.',
    2,
    '{\n  red: 1\n}',
    '{\n  "red": 1\n}',
  ),
  'unquoted-text': code(
    'unquoted-text',
    'error',
    'A value that is meant as it stands there, such as an identifier, has no quotation marks, or is a word of another language (True, None). Words that explain what stands there, such as integer or <user ID>, are let be.',
    2,
    '{\n  "red": None\n}',
    '{\n  "red": null\n}',
  ),
  'unclosed-string': code(
    'unclosed-string',
    'error',
    'One of the two quotation marks of a text or of a key is missing. Write it.',
    2,
    '{\n  "red": "warm\n}',
    '{\n  "red": "warm"\n}',
  ),
  'line-break-in-string': code(
    'line-break-in-string',
    'warning',
    String.raw`A text goes over several lines. That is no JSON: a line break in a text is written \n. Whoever copies the block gets a parse error.`,
    2,
    '{\n  "red": "warm\n    and bright"\n}',
    String.raw`{` + '\n' + String.raw`  "red": "warm\nand bright"` + '\n}',
  ),
  'bad-string': code(
    'bad-string',
    'error',
    'A text holds what stands for itself nowhere in JSON: a quotation mark without a backslash before it, a tab, or a backslash before a letter that it does not go with.',
    2,
    String.raw`{` + '\n' + String.raw`  "red": "\w"` + '\n}',
    String.raw`{` + '\n' + String.raw`  "red": "\\w"` + '\n}',
  ),
  'bad-number': code(
    'bad-number',
    'error',
    'A number is written as JSON does not allow: with a zero or a plus in front, or with nothing before or behind its point.',
    2,
    '{\n  "red": 01\n}',
    '{\n  "red": 1\n}',
  ),
  'unclosed-bracket': code(
    'unclosed-bracket',
    'error',
    'A brace or a bracket is opened and not closed. The indentation of the lines tells where the other one is missing.',
    3,
    '{\n  "red": {\n    "warm": true\n}',
    '{\n  "red": {\n    "warm": true\n  }\n}',
  ),
  'wrong-bracket': code(
    'wrong-bracket',
    'error',
    'A closing brace or bracket is of the wrong kind, or closes nothing. Write the other kind, or take it out.',
    2,
    '{\n  "red": [1, 2}\n}',
    '{\n  "red": [1, 2]\n}',
  ),
  'duplicate-key': code(
    'duplicate-key',
    'error',
    'An object has the same key twice. Most readers keep the last one only. Delete one, or give it the name that it was meant to have.',
    3,
    '{\n  "red": 1,\n  "red": 2\n}',
    '{\n  "red": 1,\n  "green": 2\n}',
  ),
};

const eventSchema = [
  'type: object',
  'properties:',
  '  type: {type: string}',
  '  content:',
  '    type: object',
  '    properties:',
  '      warm: {type: boolean}',
  '    required: [warm]',
  'required: [type, content]',
  '',
].join('\n');

function eventOf(content: string): Sample {
  const { files } = blockOf(`{\n  "type": "m.colour",\n  "content": ${content}\n}`);
  return { files: { ...files, 'event-schemas/schema/m.colour.yaml': eventSchema } };
}

export const breaksSchema: Code = {
  name: 'json/breaks-schema',
  level: 'warning',
  explanation:
    'A block shows an event, or the body of the request or response above it, and a part of it is not as the schema of that wants it. Parts that are left out and placeholders are let be. Correct the block, or the schema.',
  wrong: { ...eventOf('{"warm": "very"}'), at: `${path}:7` },
  right: eventOf('{"warm": true}'),
};
export const lacksKey: Code = {
  name: 'json/lacks-key',
  level: 'note',
  explanation:
    'The content of an event, or a body, that a block shows lacks a key that the schema requires. Add it; or say that something is left out, with "..." or a comment.',
  wrong: { ...eventOf('{"bright": true}'), at: `${path}:7` },
  right: eventOf('{\n    "bright": true,\n    ...\n  }'),
};

const typed = (type: string): Sample => ({
  files: {
    ...eventOf('{"warm": true}').files,
    [path]: `Paint\n-----\n\n.. code:: json\n\n  {\n    "type": "${type}",\n    "content": {"warm": true}\n  }\n`,
  },
});
export const unknownEvent: Code = {
  name: 'json/unknown-event',
  level: 'warning',
  explanation:
    'A block shows an event whose type no schema of the tree has, and that is nearly one of them. Who copies it sends an event that nobody knows.',
  wrong: { ...typed('m.color'), at: `${path}:7` },
  right: typed('m.colour'),
};

function sectionOf(type: string): Sample {
  const json = ['{', `  "type": "${type}",`, '  "session": "xyz"', '}'].map((line) => `  ${line}\n`).join('');
  return {
    files: { [path]: `Secret colour\n-------------\n\n:Type:\n  \`\`m.login.colour\`\`\n\nAs follows:\n\n.. code:: json\n\n${json}` },
  };
}

export const wrongLoginType: Code = {
  name: 'json/wrong-login-type',
  level: 'warning',
  explanation:
    'In a section that describes one login type, a block shows the data of another one. Who copies it tries the wrong stage. Correct the type.',
  wrong: { ...sectionOf('m.login.shade'), at: `${path}:12` },
  right: sectionOf('m.login.colour'),
};
