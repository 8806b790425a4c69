import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

const told = 'Whoever may not paint gets `M_FORBIDDEN`.\n';

function codesOf(files: Readonly<Record<string, string>>): readonly string[] {
  return checkTree(treeOf(files)).findings.map(({ code, line }) => `${code} ${line}`);
}

function json(errcode: string, more = ''): string {
  return `\n\`\`\`json\n{"errcode": "${errcode}"${more}}\n\`\`\`\n`;
}

function response(status: number, errcode: string, more = ''): string {
  const body = `{"errcode": "${errcode}"${more}}`;
  return `\n\`\`\`http\nHTTP/1.1 ${status} Some Reason\nContent-Type: application/json\n\n${body}\n\`\`\`\n`;
}

test.each([
  ['a code that only the block tells of', json('M_NO_COLOUR')],
  ['a code that stands for any', json('M_EXAMPLE_ERROR')],
  ['a placeholder', json('<the code>')],
  ['a code of somebody else', json('COM.EXAMPLE.FORBIDEN')],
  ['a stage that failed', response(401, 'M_FORBIDDEN', ', "flows": [], "session": "red"')],
  ['no status above it', json('M_FORBIDDEN')],
  ['an error of OAuth', '```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{"error": "invalid_grant"}\n```\n'],
])('%s is let be', (_, block) => {
  expect(codesOf({ 'content/a.md': told + block })).toEqual([]);
});

test('a mistake made twice is told twice', () => {
  expect(codesOf({ 'content/a.md': told + json('M_FORBIDEN') + json('M_FORBIDEN') })).toEqual([
    'json/misspelt-errcode 4',
    'json/misspelt-errcode 8',
  ]);
});

test('a 401 that is no stage that failed has the code of its status', () => {
  expect(codesOf({ 'content/a.md': told + response(401, 'M_FORBIDDEN') })).toEqual(['json/odd-error-status 7']);
});

test('proposals may name what nothing else tells of', () => {
  expect(codesOf({ 'proposals/1-paint.md': told + json('M_FORBIDEN') })).toEqual([]);
});

test('the example of a stage that failed may have its code', () => {
  const description = `openapi: 3.1.0
paths:
  /colours:
    post:
      responses:
        "401":
          description: More is needed.
          content:
            application/json:
              example:
                errcode: M_FORBIDDEN
                error: That was no red.
                flows: []
`;
  expect(codesOf({ 'content/a.md': told, 'data/api/paints/colours.yaml': description })).toEqual([]);
});
