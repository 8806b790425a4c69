import type { Check, Code } from '../check.ts';

const duplicateKey: Code = {
  name: 'yaml/duplicate-key',
  level: 'error',
  explanation:
    'A mapping has the same key twice. Readers keep one of the two values, and which one differs between them. Delete one, or give it the name that it was meant to have.',
  wrong: {
    files: { 'data/colours.yaml': 'red: 1\ngreen: 2\nred: 3\n' },
    at: 'data/colours.yaml:3',
  },
  right: { files: { 'data/colours.yaml': 'red: 1\ngreen: 2\nblue: 3\n' } },
};

const syntax: Code = {
  name: 'yaml/syntax',
  level: 'error',
  explanation:
    'The file is no YAML here. Readers refuse the whole file, or guess. The message says what was met; the mistake is there or a little above.',
  wrong: { files: { 'data/colours.yaml': 'red: 1\ngreen: ]\n' }, at: 'data/colours.yaml:2' },
  right: { files: { 'data/colours.yaml': 'red: 1\ngreen: []\n' } },
};

const tab: Code = {
  name: 'yaml/tab',
  level: 'error',
  explanation: 'A line is indented by a tab. YAML does not say how wide that is, and readers refuse the file. Indent it by spaces.',
  wrong: { files: { 'data/colours.yaml': 'red:\n\twarm: true\n' }, at: 'data/colours.yaml:2' },
  right: { files: { 'data/colours.yaml': 'red:\n  warm: true\n' } },
};

/** YAML and JSON files that do not parse, and what comes after the first mistake in them. */
export const yamlSyntax: Check = {
  codes: [duplicateKey, syntax, tab],
  run(tree, report) {
    for (const source of tree.files) {
      for (const { kind, range, message, first } of source.yaml?.errors ?? []) {
        const at = { source, range };
        if (kind === 'duplicate-key') {
          const related = first === undefined ? [] : [{ at: { source, range: first }, message: 'the first one' }];
          report.finding(duplicateKey, at, 'this key stands here twice; delete one of the two', { related });
        } else if (kind === 'tab') report.finding(tab, at, 'this line is indented by a tab; indent it by spaces');
        else report.finding(syntax, at, `this is no YAML: ${message}`);
      }
    }
  },
};
