import { describe, expect, test } from 'vitest';
import type { Code } from './check.ts';
import type { CheckResult } from './check-specs.ts';
import { allCodes, checkTree } from './check-specs.ts';
import type { Finding } from './finding.ts';
import { ignoreCodes, withoutIgnored } from './ignores.ts';
import { treeOf } from './sources/sample-tree.ts';

const sample: Code = {
  name: 'yaml/duplicate-key',
  level: 'error',
  explanation: '',
  wrong: { files: {} },
  right: { files: {} },
};

describe.each(ignoreCodes)('$name', ({ name, level, wrong, right }) => {
  const found = (files: Readonly<Record<string, string>>): readonly string[] =>
    withoutIgnored(checkTree(treeOf(files)), allCodes()).findings.map(
      (each) => `${each.code} ${each.level} ${each.source.path}:${each.line}`,
    );

  test('is found in its wrong sample, and nothing else is', () => expect(found(wrong.files)).toEqual([`${name} ${level} ${wrong.at}`]));
  test('its right sample has no finding', () => expect(found(right.files)).toEqual([]));
});

/** A result with a finding of one code in every line that holds the word `wrong`. */
function resultOf(path: string, text: string): CheckResult {
  const tree = treeOf({ [path]: text });
  const source = tree.files[0];
  if (source === undefined) throw new Error('there is a file');
  const findings = text.split('\n').flatMap((line, index): Finding[] => {
    const column = line.indexOf('wrong') + 1;
    const place = { source, line: index + 1, column, endLine: index + 1, endColumn: column + 5 };
    return column === 0 ? [] : [{ ...place, code: sample.name, level: 'error', message: 'x', related: [] }];
  });
  return { ...checkTree(tree), tree, findings, unjudged: [] };
}

const asked = 'check-specs-ignore yaml/duplicate-key: it is meant so';

test.each<[string, string, string, readonly string[]]>([
  ['on the same line', 'a.yaml', `a: wrong # ${asked}\nb: wrong\n`, ['yaml/duplicate-key:2']],
  ['on the line above', 'a.yaml', `# ${asked}\na: wrong\nb: wrong\n`, ['yaml/duplicate-key:3']],
  ['not below a comment behind something', 'a.yaml', `a: 1 # ${asked}\nb: wrong\n`, ['ignore/unused:1', 'yaml/duplicate-key:2']],
  ['in a block of text', 'a.yaml', `# ${asked}\na: |\n  1\n\n  wrong\nb: wrong\n`, ['yaml/duplicate-key:6']],
  ['not in a mapping', 'a.yaml', `# ${asked}\na:\n  b: wrong\n`, ['ignore/unused:1', 'yaml/duplicate-key:3']],
  ['several comments above each other', 'a.yaml', `# check-specs-ignore ignore/unused: x\n# ${asked}\na: wrong\n`, ['ignore/unused:1']],
  ['several codes', 'a.yaml', 'a: wrong # check-specs-ignore ignore/unused, yaml/duplicate-key: x\n', ['ignore/unused:1']],
  ['another code', 'a.yaml', 'a: wrong # check-specs-ignore ignore/unused: x\n', ['yaml/duplicate-key:1', 'ignore/unused:1']],
  ['a glob', 'a.yaml', 'a: 1 # check-specs-ignore yaml/*: x\n', ['ignore/unknown-code:1']],
  ['no such code', 'a.yaml', 'a: 1 # check-specs-ignore yaml/duplicate-kye: x\n', ['ignore/unknown-code:1']],
  ['no comment', 'a.yaml', `a: 'x#${asked}'\n`, []],
  ['Windows line ends', 'a.yaml', `# ${asked}\r\na: wrong\r\n`, []],
  ['in Markdown', 'a.md', `<!-- ${asked} -->\nwrong\nwrong\n`, ['yaml/duplicate-key:3']],
  ['in a fence', 'a.md', `<!-- ${asked} -->\n\n\`\`\`json\n{}\nwrong\n\`\`\`\nwrong\n`, ['yaml/duplicate-key:7']],
  ['in a fence left open', 'a.md', `<!-- ${asked} -->\n~~~\nwrong\n`, []],
  ['in reStructuredText', 'a.rst', `.. ${asked}\n\nwrong\n\nwrong\n`, ['yaml/duplicate-key:5']],
  ['in a block of code', 'a.rst', `.. ${asked}\n\nAn example::\n\n  x\n\n  wrong\n\nwrong\n`, ['yaml/duplicate-key:9']],
])('%s', (_, path, text, left) => {
  const { findings } = withoutIgnored(resultOf(path, text), [sample]);
  expect(findings.map(({ code, line }) => `${code}:${line}`)).toEqual(left);
});

test('what is ignored is not forgotten', () => {
  const { ignored } = withoutIgnored(resultOf('a.yaml', `a: wrong # ${asked}\n`), [sample]);
  expect(ignored.map(({ line }) => line)).toEqual([1]);
});

test('the nearest code is named', () => {
  const { findings } = withoutIgnored(resultOf('a.yaml', 'a: 1 # check-specs-ignore yaml/duplicate-kye: x\n'), [sample]);
  expect(findings[0]?.message).toContain('yaml/duplicate-key is');
});
