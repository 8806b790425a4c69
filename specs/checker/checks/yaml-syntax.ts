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

/** YAML and JSON files that do not parse, and what comes after the first mistake in them. */
export const yamlSyntax: Check = {
  codes: [duplicateKey],
  run(tree, report) {
    for (const source of tree.files) {
      for (const error of source.yaml?.errors ?? []) {
        if (error.kind !== 'duplicate-key') continue;
        const first = error.first === undefined ? [] : [{ at: { source, range: error.first }, message: 'the first one' }];
        report.finding(duplicateKey, { source, range: error.range }, 'this key stands here twice; delete one of the two', {
          related: first,
        });
      }
    }
  },
};
