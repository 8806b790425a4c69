import { joinedDocuments } from '../prose/rst/joined-documents.ts';
import { rangeInFile, rstDescriptions } from '../prose/rst/rst-descriptions.ts';
import type { RstMistakeKind } from '../prose/rst/rst-document.ts';
import { wrongJoinedLevels, wrongLevels } from '../prose/rst/title-levels.ts';
import { rstDocument } from '../prose/rst.ts';
import type { Check, Code, Sample } from '../check.ts';
import type { FindingLevel } from '../finding.ts';
import { isSound } from '../sources/is-whole.ts';

function code(name: string, level: FindingLevel, explanation: string, line: number, wrong: string, right: string): Code {
  const path = 'text/colours.rst';
  const sample = (text: string): Sample => ({ files: { [path]: text } });
  return { name: `rst/${name}`, level, explanation, wrong: { ...sample(wrong), at: `${path}:${line}` }, right: sample(right) };
}

const titleLineTooShort = code(
  'title-line-too-short',
  'error',
  'The line below a title is shorter than the title. Some readers then see no title at all, others move its level. Make it as long as the title.',
  2,
  'The colours of the sky\n=========\n\nThey change.\n',
  'The colours of the sky\n======================\n\nThey change.\n',
);
const titleLineMismatch = code(
  'title-line-mismatch',
  'error',
  'A title with a line above it has no line below it, or one of another length. Such a title cannot be read. Write the same line twice.',
  3,
  '=======\nColours\n=====\n\nThey change.\n',
  '=======\nColours\n=======\n\nThey change.\n',
);
const misplacedTitle = code(
  'misplaced-title',
  'error',
  'A title stands within a list, a quotation or another block. Sections cannot begin there. End the block first: begin the title at the start of the line.',
  3,
  '* Red and green are colours.\n\n  Shades\n  ------\n\n  There are many.\n',
  '* Red and green are colours.\n\nShades\n------\n\nThere are many.\n',
);
const wrongTitleLevel = code(
  'wrong-title-level',
  'error',
  'A title is more than one level lower than the one above it, or its line is of a style that has no level there. Documents are not built from such a text. Use the style of the next level.',
  13,
  'Colours\n=======\n\nWarm\n----\n\nRed\n~~~\n\nShades\n======\n\nDark\n~~~~\n',
  'Colours\n=======\n\nWarm\n----\n\nRed\n~~~\n\nShades\n======\n\nDark\n----\n',
);
const unexpectedIndentation = code(
  'unexpected-indentation',
  'warning',
  'A line of a paragraph is indented, so that a quotation begins in the middle of it. Begin it where the paragraph begins; a list below a paragraph wants a blank line in front of it.',
  3,
  'There are many colours. These are warm\nand these are cold:\n  blue and green.\n',
  'There are many colours. These are warm\nand these are cold:\nblue and green.\n',
);
const missingBlankLine = code(
  'missing-blank-line',
  'warning',
  'A list, an indented block or a directive ends without a blank line behind it. Readers guess where it ends. Put in a blank line, or indent what still belongs to it.',
  3,
  '* Red is a warm colour.\n* Blue is a cold\ncolour.\n',
  '* Red is a warm colour.\n* Blue is a cold\n  colour.\n',
);
const missingLiteralBlock = code(
  'missing-literal-block',
  'error',
  'A paragraph ends with two colons, which announce a block of code, and no indented block follows. Indent the block, or end the paragraph with one colon.',
  1,
  'A request looks like this::\n\nGET a colour, and a shade.\n',
  'A request looks like this::\n\n  GET a colour, and a shade.\n',
);
const gluedLiteralBlock = code(
  'glued-literal-block',
  'warning',
  'A line ends with two colons, which announce a block of code, and the block follows without a blank line. It is then read as the definition of a term. Put a blank line in front of it.',
  2,
  'A request looks like this::\n  GET a colour, and a shade.\n',
  'A request looks like this::\n\n  GET a colour, and a shade.\n',
);
const unclosedLiteral = code(
  'unclosed-literal',
  'error',
  'Code within a paragraph begins with two backquotes and does not end with two. The backquotes are then shown, and what follows may be read as markup. Two backquotes end it, with no letter right behind them.',
  1,
  'The key ``colour` names a colour.\n',
  'The key ``colour`` names a colour.\n',
);
const unclosedMarkup = code(
  'unclosed-markup',
  'warning',
  'Emphasis, a reference or a substitution begins within a paragraph and does not end there. End it, or write a backslash in front of the character that is meant as itself.',
  1,
  'Red is a *warm colour.\n',
  'Red is a *warm* colour.\n',
);
const misshapenTable = code(
  'misshapen-table',
  'error',
  'The text of a table is wider than its column, or its borders do not meet. No table is shown then. Draw the borders anew.',
  4,
  '====== ======\nColour Warmth\n====== ======\nscarlet warm\n====== ======\n',
  '======= ======\nColour  Warmth\n======= ======\nscarlet warm\n======= ======\n',
);
const unknownDirective = code(
  'unknown-directive',
  'error',
  'There is no directive of that name, so that what stands below it is not shown. Correct its name.',
  1,
  '.. waring::\n\n  Red is hot.\n',
  '.. warning::\n\n  Red is hot.\n',
);
const wrongOption = code(
  'wrong-option',
  'error',
  'A directive is given an option that it does not have, or a text where options stand. The whole directive is not shown then. Correct the option; a blank line stands between options and text.',
  2,
  '.. image:: red.png\n   :hieght: 200\n',
  '.. image:: red.png\n   :height: 200\n',
);
const wrongArgument = code(
  'wrong-argument',
  'error',
  'A directive lacks the argument behind its colons, or has more than it takes; often a blank line in front of its text is missing. The whole directive is not shown then.',
  2,
  '.. code:: text\n  red and green\n',
  '.. code:: text\n\n  red and green\n',
);
const emptyDirective = code(
  'empty-directive',
  'error',
  'A directive wants a text below it and has none; often the text is not indented. Nothing is shown. Indent the text below it.',
  1,
  '.. code:: text\n\nred and green\n',
  '.. code:: text\n\n  red and green\n',
);
const commentLikeDirective = code(
  'comment-like-directive',
  'warning',
  'What looks like a directive has one colon or none, and is a comment: it is not shown, nor is the text below it. A directive has two colons behind its name.',
  1,
  '.. code: text\n\n  red and green\n',
  '.. code:: text\n\n  red and green\n',
);
const malformedTarget = code(
  'malformed-target',
  'error',
  'What begins like a target has no colon behind its name, and is a comment. References to it lead nowhere. Write ".. _name:".',
  1,
  '.. _warm\n\nWarm colours are red and yellow.\n',
  '.. _warm:\n\nWarm colours are red and yellow.\n',
);

const linkWithoutUnderscore = code(
  'link-without-underscore',
  'error',
  'A text with an address in angle brackets, in single backticks, has no underscore behind it: it is shown with the address, and is no link.',
  1,
  'See `the colours <https://example.org/colours>`.\n',
  'See `the colours <https://example.org/colours>`_.\n',
);

const codes: Readonly<Record<RstMistakeKind, Code>> = {
  'title-line-too-short': titleLineTooShort,
  'title-line-mismatch': titleLineMismatch,
  'misplaced-title': misplacedTitle,
  'unexpected-indentation': unexpectedIndentation,
  'missing-blank-line': missingBlankLine,
  'missing-literal-block': missingLiteralBlock,
  'glued-literal-block': gluedLiteralBlock,
  'unclosed-literal': unclosedLiteral,
  'unclosed-markup': unclosedMarkup,
  'link-without-underscore': linkWithoutUnderscore,
  'misshapen-table': misshapenTable,
  'unknown-directive': unknownDirective,
  'wrong-option': wrongOption,
  'wrong-argument': wrongArgument,
  'empty-directive': emptyDirective,
  'comment-like-directive': commentLikeDirective,
  'malformed-target': malformedTarget,
};

/** What a text in reStructuredText has wrong by itself: its titles, blocks, directives, tables and marks. */
export const rstStructure: Check = {
  codes: [...Object.values(codes), wrongTitleLevel],
  run(tree, report) {
    const joined = joinedDocuments(tree);
    const parts = new Set(joined?.documents.flatMap((document) => document.parts.map(({ source }) => source.path)));
    for (const source of tree.files) {
      if (source.kind !== 'rst') continue;
      const { titles, mistakes } = rstDocument(source);
      report.looked('headings', titles.length);
      for (const { kind, range, message, replacement } of mistakes) {
        const fix = replacement === undefined ? {} : { fix: { edits: [{ ...range, text: replacement }] } };
        report.finding(codes[kind], { source, range }, message, fix);
      }
      if (parts.has(source.path)) continue;
      for (const { title, message } of wrongLevels(source)) report.finding(wrongTitleLevel, { source, range: title.range }, message);
    }
    for (const { prose, document } of rstDescriptions(tree)) {
      for (const { kind, range, message } of document.mistakes) {
        if (kind !== 'unclosed-literal') continue;
        report.finding(codes[kind], { source: prose.source, pointer: prose.pointer, range: rangeInFile(prose, range) }, message);
      }
    }
    for (const document of joined?.documents ?? []) {
      if (joined === undefined || !document.parts.some(({ source }) => source.checked)) continue;
      // Without one of its files a document has other levels.
      if (joined.missing.length > 0 || !isSound(joined.listing)) continue;
      for (const { source, title, message } of wrongJoinedLevels(document, joined)) {
        report.finding(wrongTitleLevel, { source, range: title.range }, message);
      }
    }
  },
};
