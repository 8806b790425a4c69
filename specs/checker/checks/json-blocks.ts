import { newestEdition } from '../../reader/edition.ts';
import type { Check, Code, Report, Sample } from '../check.ts';
import type { FindingLevel, Fix } from '../finding.ts';
import { operationsAt } from '../prose/described-operation.ts';
import type { JsonMistake, JsonMistakeKind } from '../prose/json/json-mistake.ts';
import { memberAt, memberOf, plainValue, textOf } from '../prose/json/json-node.ts';
import type { JsonNode } from '../prose/json/json-node.ts';
import { isProposal, placeIn, readBlocks } from '../prose/json-block.ts';
import type { JsonText, ReadBlock, ShownMessage } from '../prose/json-block.ts';
import { sectionBefore } from '../prose/section-before.ts';
import { meantKey } from '../schemas/meant-key.ts';
import { schemaOfEvent } from '../schemas/illustrated-schema.ts';
import { isRequiredNowhere } from '../schemas/undefined-required.ts';
import { validateValue } from '../schemas/validate.ts';
import type { Breach } from '../schemas/validate.ts';
import type { Part } from '../sources/api-description.ts';
import { knownOperations } from '../sources/describe-apis.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { stepsOf } from '../../yaml/pointer.ts';

const path = 'text/colours.rst';

function blockOf(json: string): Sample {
  const lines = json.split('\n').map((line) => `  ${line}\n`);
  return { files: { [path]: `A colour:\n\n.. code:: json\n\n${lines.join('')}` } };
}

/** A code whose samples are a block of JSON; `line` counts from 1 in the block. */
function code(name: string, level: FindingLevel, explanation: string, line: number, wrong: string, right: string): Code {
  return { name: `json/${name}`, level, explanation, wrong: { ...blockOf(wrong), at: `${path}:${line + 4}` }, right: blockOf(right) };
}

const codes: Readonly<Record<JsonMistakeKind, Code>> = {
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

const breaksSchema: Code = {
  name: 'json/breaks-schema',
  level: 'warning',
  explanation:
    'A block shows an event, or the body of the request or response above it, and a part of it is not as the schema of that wants it. Parts that are left out and placeholders are let be. Correct the block, or the schema.',
  wrong: { ...eventOf('{"warm": "very"}'), at: `${path}:7` },
  right: eventOf('{"warm": true}'),
};
const lacksKey: Code = {
  name: 'json/lacks-key',
  level: 'note',
  explanation:
    'The content of an event, or a body, that a block shows lacks a key that the schema requires. Add it; or say that something is left out, with "..." or a comment.',
  wrong: { ...eventOf('{"bright": true}'), at: `${path}:7` },
  right: eventOf('{\n    "bright": true,\n    ...\n  }'),
};

function sectionOf(type: string): Sample {
  const json = ['{', `  "type": "${type}",`, '  "session": "xyz"', '}'].map((line) => `  ${line}\n`).join('');
  return {
    files: { [path]: `Secret colour\n-------------\n\n:Type:\n  \`\`m.login.colour\`\`\n\nAs follows:\n\n.. code:: json\n\n${json}` },
  };
}

const wrongLoginType: Code = {
  name: 'json/wrong-login-type',
  level: 'warning',
  explanation:
    'In a section that describes one login type, a block shows the data of another one. Who copies it tries the wrong stage. Correct the type.',
  wrong: { ...sectionOf('m.login.shade'), at: `${path}:12` },
  right: sectionOf('m.login.colour'),
};

/** Blocks of code that are meant as JSON: whether they are, and whether what they show is as its schema says, where the text leaves no doubt which that is. */
export const jsonBlocks: Check = {
  codes: [...Object.values(codes), breaksSchema, lacksKey, wrongLoginType],
  run(tree, report) {
    for (const read of readBlocks(tree)) {
      const { block, texts, doubt } = read;
      report.looked('blocks');
      const whole = { source: block.source, range: placeIn(block, 0, firstLine(block.text)) };
      if (doubt !== undefined) report.unjudged(whole, doubt);
      else if (isProposal(block.source)) {
        report.unjudged(
          whole,
          'proposals, drafts and old documents show what is not described: requests, bodies and keys are not held against descriptions',
        );
      }
      for (const text of texts) {
        for (const mistake of text.json.mistakes) tell(report, read, text, mistake);
        if (!text.json.isComplete) {
          report.unjudged(whole, 'not all of this block makes sense as JSON');
        }
        lookAtLoginType(report, read, text);
        lookAtMeaning(tree, report, read, text);
      }
    }
  },
};

function firstLine(text: string): number {
  return text.search(/\r?\n|$/);
}

function tell(report: Report, { block: { source } }: ReadBlock, { placeOf }: JsonText, mistake: JsonMistake): void {
  const { kind, range, message, related, edits } = mistake;
  const fix: Fix | undefined =
    edits === undefined ? undefined : { edits: edits.map((edit) => ({ ...placeOf(edit.range), text: edit.text })) };
  report.finding(codes[kind], { source, range: placeOf(range) }, message, {
    ...(related === undefined ? {} : { related: [{ at: { source, range: placeOf(related.range) }, message: related.message }] }),
    ...(fix === undefined ? {} : { fix }),
  });
}

/** Data of an authentication stage in a section that declares the login type that it is about. */
function lookAtLoginType(report: Report, { block }: ReadBlock, { json, placeOf }: JsonText): void {
  for (const root of json.values) {
    const data = memberOf(root, 'auth') ?? root;
    const type = textOf(data, 'type');
    if (type === undefined || !type.startsWith('m.login.')) continue;
    const section = sectionBefore(block);
    const declared = new Set([
      ...[...section.matchAll(/^:Type:\s+`{0,2}(m\.[\w.]+)/gm)].map(([, name]) => name),
      ...[...section.matchAll(/^\|\s*`(m\.login\.[\w.]+)`\s*\|/gm)].map(([, name]) => name),
    ]);
    const [only] = declared;
    if (declared.size !== 1 || only === undefined || only === type) continue;
    const at = memberOf(data, 'type');
    if (at === undefined) continue;
    report.finding(
      wrongLoginType,
      { source: block.source, range: placeOf(at.range) },
      `"${only}" is wanted in this section, there is "${type}"`,
    );
  }
}

function lookAtMeaning(tree: SourceTree, report: Report, read: ReadBlock, text: JsonText): void {
  const isSound = text.json.isComplete && text.json.mistakes.every(({ kind }) => kind === 'extra-comma' || kind === 'missing-comma');
  if (!isSound || isProposal(read.block.source)) return;
  for (const root of text.json.values) {
    const event = schemaOfEvent(tree, root);
    const schema = event ?? schemaOfBody(tree, text.message);
    if (schema === undefined || root.kind !== 'object') continue;
    report.looked('examples');
    const judgement = validateValue(tree, schema, plainValue(root), newestEdition);
    const spot = { source: read.block.source, range: text.placeOf(root.range) };
    // Rooms of old versions have events that the schemas of today do not allow.
    if (event !== undefined && judgement.judged && judgement.breaches.length > 0 && /(^|\/)rooms\//.test(read.block.source.path)) {
      report.unjudged(spot, 'events differ between the versions of rooms, and schemas describe those of the newest one');
      continue;
    }
    if (!judgement.judged) {
      report.unjudged(spot, judgement.reason);
      continue;
    }
    for (const breach of judgement.breaches) {
      // Of an event only the part that matters is shown, mostly.
      if (breach.kind === 'missing-key' && event !== undefined && breach.pointer === '') continue;
      // It stands there under a name that is told as misspelt.
      if (breach.kind === 'missing-key' && breach.part === 'key' && isMisspelt(tree, read, breach.pointer)) continue;
      if (isRequiredNowhere(tree, breach)) continue;
      tellBreach(report, read, text, { root, breach, isPartial: judgement.isPartial });
    }
  }
}

function isMisspelt(tree: SourceTree, { block }: ReadBlock, pointer: string): boolean {
  return !isProposal(block.source) && meantKey(tree, stepsOf(pointer).at(-1) ?? '') !== undefined;
}

function tellBreach(
  report: Report,
  { block: { source } }: ReadBlock,
  { placeOf }: JsonText,
  { root, breach, isPartial }: { readonly root: JsonNode; readonly breach: Breach; readonly isPartial: boolean },
): void {
  const { kind, pointer, message, schema, part } = breach;
  const { keyRange, value } = memberAt(root, pointer);
  if (kind === 'placeholder' || kind === 'ambiguous' || isPartial || value === undefined || hasElision(root, pointer)) return;
  const shownAt = part === 'key' && keyRange !== undefined ? keyRange : value.range;
  const range = placeOf(kind === 'missing-key' ? { start: shownAt.start, end: shownAt.start + 1 } : shownAt);
  report.finding(kind === 'missing-key' ? lacksKey : breaksSchema, { source, range }, pointer === '' ? message : `${pointer}: ${message}`, {
    related: [{ at: { ...schema, part: 'key' }, message: 'what the schema says' }],
  });
}

/** Whether a part or one around it is not as it is written: left out in part, or a placeholder. */
function hasElision(root: JsonNode, pointer: string): boolean {
  const steps = stepsOf(pointer);
  let at = '';
  for (const step of ['', ...steps]) {
    if (step !== '') at += `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const { value } = memberAt(root, at);
    if (value?.kind === 'elision') return true;
    if (at === pointer && (value?.kind === 'object' || value?.kind === 'array') && value.isPartial) return true;
  }
  return false;
}

/** The schema of a body that stands below the line of its request, or of its status. */
function schemaOfBody(tree: SourceTree, message: ShownMessage | undefined): Part | undefined {
  if (message?.request === undefined || !message.request.target.includes('/_matrix/')) return undefined;
  const { start, request } = message;
  const operations = operationsAt(knownOperations(tree), request).filter(({ method }) => method === request.method.toLowerCase());
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) return undefined;
  const bodies =
    start.kind === 'request' ? operation.bodies : (operation.responses.find(({ status }) => status === start.status)?.bodies ?? []);
  return bodies.find(({ mediaType }) => /\bjson\b/.test(mediaType))?.schema;
}
