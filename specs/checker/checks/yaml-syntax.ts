import { parseJson } from '../../yaml/parse-json.ts';
import { tabsInBrackets } from '../../yaml/tabs-in-brackets.ts';
import type { YamlError } from '../../yaml/yaml-content.ts';
import type { Check, Code } from '../check.ts';
import { isSound } from '../sources/is-whole.ts';

const path = 'data/colours.yaml';

/** @param line of the wrong text on which the mistake is. */
function code(name: string, explanation: string, wrong: string, line: number, right: string): Code {
  return {
    name: `yaml/${name}`,
    level: 'error',
    explanation,
    wrong: { files: { [path]: wrong }, at: `${path}:${line}` },
    right: { files: { [path]: right } },
  };
}

const syntax = code(
  'syntax',
  'This is no YAML (in a file of JSON: no JSON), so no program can read the file. Write what the message asks for. What stands before and after it is looked at all the same; the part around it is not.',
  'red: [1, 2\ngreen: 2\n',
  1,
  'red: [1, 2]\ngreen: 2\n',
);

const tab = code(
  'tab',
  'A line is indented with a tab, which YAML forbids: how deep it is depends on who shows it. Indent it with blanks.',
  'red:\n\twarm: true\n',
  2,
  'red:\n  warm: true\n',
);

const tabInBrackets: Code = {
  ...code(
    'tab-in-brackets',
    'A line within braces or brackets is indented with a tab. YAML 1.2 allows it there, but PyYAML, which many scripts read with, refuses the file. Indent it with blanks.',
    'red: {\n\twarm: true\n}\n',
    2,
    'red: {\n  warm: true\n}\n',
  ),
  level: 'warning',
};

const duplicateKey = code(
  'duplicate-key',
  'A mapping has the same key twice. Readers keep one of the two values, and which one differs between them. Delete one, or give it the name that it was meant to have.',
  'red: 1\ngreen: 2\nred: 3\n',
  3,
  'red: 1\ngreen: 2\nblue: 3\n',
);

const aliasBomb = code(
  'alias-bomb',
  'A few lines of aliases stand for more than a computer can hold, or a part holds itself by one. Programs that read such a file hang or end. Write the values out, or fewer of them.',
  'red: &red\n  again: *red\n',
  2,
  'red: &red\n  warm: true\nagain: *red\n',
);

const tooDeep = code(
  'too-deep',
  'A part is nested more than a hundred levels deep, which nobody can read and many programs refuse. Flatten it.',
  `deep: ${'['.repeat(120)}${']'.repeat(120)}\n`,
  1,
  'deep: [[[]]]\n',
);

const codes: Readonly<Record<YamlError['kind'], Code>> = {
  syntax,
  tab,
  'duplicate-key': duplicateKey,
  'alias-bomb': aliasBomb,
  'too-deep': tooDeep,
};

/** YAML and JSON files that do not parse, and what comes after the first mistake in them. */
export const yamlSyntax: Check = {
  codes: [...Object.values(codes), tabInBrackets],
  run(tree, report) {
    for (const source of tree.files) {
      if (source.yaml === undefined) continue;
      // What cannot be read at all is said elsewhere.
      if (source.problem !== undefined && source.problem.kind !== 'invalid-utf8') continue;
      for (const { kind, range, message, first } of source.yaml.errors) {
        const related = first === undefined ? [] : [{ at: { source, range: first }, message: 'the first one' }];
        const advice = kind === 'duplicate-key' ? `${message}; delete one of the two` : message;
        report.finding(codes[kind], { source, range }, advice, { related });
      }
      if (isSound(source)) {
        const isJson = source.path.endsWith('.json');
        const lenient = isJson && source.yaml.errors.length === 0 ? beyondJson(source.text) : [];
        for (const { range, message } of lenient) report.finding(syntax, { source, range }, `${message}; YAML allows this, JSON does not`);
        const tabs = isJson || !source.text.includes('\t') ? [] : tabsInBrackets(source.text);
        for (const range of tabs) report.finding(tabInBrackets, { source, range }, 'this line is indented with a tab; write blanks');
        continue;
      }
      for (const pointer of [...source.yaml.holes, ...source.yaml.gaps]) {
        report.unjudged({ source, pointer }, 'this is not whole, because something in it is no YAML, so it was not judged');
      }
    }
  },
};

/** What makes a text that is YAML no JSON. */
function beyondJson(text: string): readonly YamlError[] {
  try {
    JSON.parse(text);
    return [];
  } catch {
    return parseJson(text).errors.filter(({ kind }) => kind === 'syntax');
  }
}
