import { expect, test } from 'vitest';
import { readText } from './read-text.ts';
import { SourceError } from './source-error.ts';

const rule = `zoo/lions-sleep
  A lion MUST sleep in \`\`den\`\`
  by night.

  :Api: \`\`GET /den\`\` 200, \`\`POST /den\`\` 401
  :Basis: text
  :Needs: \`\`lions\`\`, \`\`dens\`\`
  :Since: r0.3
  :Until: v1.2
  :See: https://example.org/#lions
  :Note: The text says \`\`rest\`\`,
    which is the same.
`;

const file = 'specs/text/zoo.rst';

function flawOf(text: string): SourceError {
  try {
    readText(file, text);
  } catch (thrown) {
    if (thrown instanceof SourceError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was found wrong');
}

test('a rule is read with all that it says', () => {
  expect(readText(file, `===\nZoo\n===\n\nProse about lions.\n\n${rule}`)).toEqual([
    {
      kind: 'written',
      id: 'zoo/lions-sleep',
      family: 'zoo',
      level: 'MUST',
      sentence: 'A lion MUST sleep in `den` by night.',
      position: { file, line: 7 },
      see: 'https://example.org/#lions',
      basis: 'text',
      api: ['GET /den 200', 'POST /den 401'],
      needs: ['lions', 'dens'],
      watched: false,
      since: 'r0.3',
      until: 'v1.2',
      note: 'The text says `rest`, which is the same.',
    },
  ]);
});

test('what is left out is left out, and a negation has the level of its word', () => {
  const [read] = readText(
    file,
    'zoo/no-roaring\n  A lion SHOULD NOT roar.\n\n  :Basis: text\n  :Watched: yes\n  :See: https://example.org/\n',
  );
  expect(read).toMatchObject({ level: 'SHOULD', watched: true, api: [], needs: [] });
  expect(Object.keys(read ?? {})).not.toContain('since');
});

test.each([
  ['a key word in prose', `Lions MUST roar.\n\n${rule}`, 1, 'outside a rule'],
  ['a key word under a term that is no id', `Lions\n  A lion MUST roar.\n`, 2, 'outside a rule'],
  ['a key word in a note', rule.replace('The text says', 'Lions MAY rest:'), 1, 'in the field :Note:'],
  ['two key words', rule.replace('by night', 'and SHOULD snore'), 1, 'one of MUST, SHOULD and MAY'],
  ['no key word', rule.replace('MUST sleep', 'sleeps'), 1, 'this has none'],
  ['a key word that is no level', rule.replace('MUST', 'SHALL'), 1, 'this has SHALL'],
  ['another family', rule.replace('zoo/', 'farm/'), 1, 'its family is another'],
  ['a second paragraph', rule.replace('by night.\n', 'by night.\n\n  So do tigers.\n'), 1, 'one paragraph'],
  ['no place in the standard', rule.replace(/ {2}:See:.*\n/, ''), 1, ':See: is missing'],
  ['no basis', rule.replace(/ {2}:Basis:.*\n/, ''), 1, ':Basis: is missing'],
  ['an unknown basis', rule.replace('Basis: text', 'Basis: hearsay'), 1, 'not hearsay'],
  ['an unknown field', rule.replace(':Note:', ':Nota:'), 1, ':Nota:'],
  ['a field of an odd name', rule.replace(':Note:', ':Note 2:'), 1, ':Note 2:'],
  ['a field twice', rule.replace(':Until: v1.2', ':Since: r0.4'), 1, 'stands twice'],
  ['an unknown edition', rule.replace('r0.3', 'r7.3'), 1, 'r7.3 is no edition'],
  ['an end before the beginning', rule.replace('v1.2', 'r0.2'), 1, 'no edition is both'],
])('%s is a mistake, with its line', (_what, text, line, message) => {
  const flaw = flawOf(text);
  expect(flaw.message).toContain(`${file}:${line}: `);
  expect(flaw.message).toContain(message);
});
