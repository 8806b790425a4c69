import type { SampleTree } from '../sample-tree.ts';
import { matches, misspelt } from '../slip.ts';
import type { Match, Slip } from '../slip.ts';

const prose = /\.(md|yaml)$/;
const rst = /\.rst$/;

/** The lines of the titles of reStructuredText that are underlined. */
function underlines(tree: SampleTree): readonly Match[] {
  return matches(tree, rst, /^(?![\s|])[^\n]+\n([=\-~+^<]{5,})$/dgm).filter(({ file, start, end }) => {
    const above = file.slice(file.lastIndexOf('\n', start - 2) + 1, start - 1);
    return above.length === end - start;
  });
}

/** Slips in the text of pages and documents. */
export const proseSlips: readonly Slip[] = [
  {
    name: 'misspells the anchor of a link',
    because: 'no heading has the misspelt text; the line of the link',
    codes: ['markdown/dead-anchor'],
    places: (tree) => misspelt(matches(tree, prose, /\]\([\w/.-]*#([\w-]+)\)/dg)),
  },
  {
    name: 'misspells the page of a link',
    because: 'no page has the misspelt name; the line of the link',
    codes: ['markdown/dead-page'],
    places: (tree) => misspelt(matches(tree, prose, /\]\(\/([\w-]+)[^()]*\)/dg)),
  },
  {
    name: 'changes a heading that one link leads to',
    because: 'the anchor of a heading is made of its text; the line of the link',
    codes: ['markdown/dead-anchor'],
    places: (tree) =>
      matches(tree, prose, /\]\(#([\w-]+)\)/dg).flatMap(({ path, file, start, text }) => {
        const heading = [...file.matchAll(/^#+ (.+)$/gm)].find(([, name = '']) => name.toLowerCase().replaceAll(' ', '-') === text);
        const links = tree.texts.flatMap(([, each]) => [...each.matchAll(new RegExp(`#${text}\\)`, 'g'))]);
        if (heading === undefined || links.length !== 1) return [];
        return [{ path, start: heading.index, end: heading.index + heading[0].length, by: '## Something else', at: [start] }];
      }),
  },
  {
    name: 'misspells a shortcode',
    because: 'the layout has none of the misspelt name; the line of the shortcode',
    codes: ['markdown/unknown-shortcode'],
    places: (tree) => misspelt(matches(tree, /\.md$/, /\{\{% ([\w-]+) /dg)),
  },
  {
    name: 'misspells what a shortcode shows',
    because: 'no file has the misspelt name; the line of the shortcode',
    codes: ['markdown/shortcode-names-nothing'],
    places: (tree) => misspelt(matches(tree, /\.md$/, /\{\{% [^%]*(?:api|event|name|path)="(?:[\w.-]+\/)*([\w.-]+)"/dg)),
  },
  {
    name: 'does not close a shortcode',
    because: 'what holds text has to be closed; the line of the shortcode that is opened',
    codes: ['markdown/unclosed-shortcode'],
    places: (tree) =>
      matches(tree, /\.md$/, /\{\{% boxes\/note %\}\}[^]*?(\{\{% \/boxes\/note %\}\})/dg).map((found) => ({
        ...found,
        by: '',
        at: [found.file.lastIndexOf('{{% boxes/note', found.start)],
      })),
  },
  {
    name: 'does not end a shortcode',
    because: 'its closing mark is gone; the line of the shortcode',
    codes: ['markdown/broken-shortcode'],
    places: (tree) => matches(tree, /\.md$/, /\{\{% \w[^%]*(%)\}\}/dg).map((found) => ({ ...found, by: '' })),
  },
  {
    name: 'leaves a fence open',
    because: 'it is the last one of its file; the line that opens it',
    codes: ['markdown/open-fence'],
    places: (tree) =>
      matches(tree, /\.md$/, /^```\w+\n[^`]*^(```)$(?![^]*^```)/dgm).map((found) => ({
        ...found,
        by: '',
        at: [found.file.lastIndexOf('```', found.start - 1)],
      })),
  },
  {
    name: 'leaves out a cell of a row',
    because: 'the row has fewer cells than the others; the line of the row',
    codes: ['markdown/table-row-too-short'],
    places: (tree) => matches(tree, prose, /^ *\| (?!-)(?:[^|\n]+\|)+([^|\n]+\|)$(?!\n *\|-)/dgm).map((found) => ({ ...found, by: '' })),
  },
  {
    name: 'writes a cell too many',
    because: 'the row has more cells than the others; the line of the row',
    codes: ['markdown/table-row-too-long'],
    places: (tree) =>
      matches(tree, prose, /^ *\| (?!-)(?:[^|\n]+\|)+[^|\n]+(\|)$(?!\n *\|-)/dgm).map((found) => ({ ...found, by: '| more |' })),
  },
  {
    name: 'leaves out the rule of a table',
    because: 'without its line of dashes it is none; the line of the header',
    codes: ['markdown/table-without-rule'],
    places: (tree) =>
      matches(tree, /\.md$/, /^\|(?:[^|\n]+\|){2,}\n(\|(?: *:?-+:? *\|){2,}\n)(?=\|)/dgm).map((found) => ({
        ...found,
        by: '',
        at: [found.file.lastIndexOf('\n', found.start - 2) + 1],
      })),
  },
  {
    name: 'misspells a heading that several links lead to',
    because: 'the anchor of a heading is made of its text; the line of the heading',
    codes: ['markdown/dead-anchor'],
    places: (tree) =>
      matches(tree, /\.md$/, /^#{2,} ([A-Z][A-Za-z ]{7,})$/dgm).flatMap(({ path, start, end, text }) => {
        const links = tree.texts.flatMap(([, each]) => [
          ...each.matchAll(new RegExp(`#${text.toLowerCase().replaceAll(' ', '-')}\\)`, 'g')),
        ]);
        return links.length < 2 ? [] : [{ path, start, end, by: `${text.slice(0, 2)}${text.slice(3)}` }];
      }),
  },
  {
    name: 'leaves out a level of headings',
    because: 'the heading above has three fewer marks; the line of the heading',
    codes: ['markdown/skipped-heading-level'],
    places: (tree) => matches(tree, /\.md$/, /^## .*\n(?:(?!#).*\n)*?(###) \w/dgm).map((found) => ({ ...found, by: '#####' })),
  },
  {
    name: 'writes a link with its brackets the wrong way round',
    because: 'the text stands in parentheses; the line of the link',
    codes: ['markdown/reversed-link'],
    places: (tree) =>
      matches(tree, /\.md$/, /\[([^\]`\n]+)\]\(([^)\n]+)\)/dg).map(({ path, start, end, text, groups }) => {
        return { path, start: start - 1, end: end + 3 + (groups[1] ?? '').length, by: `(${text})[${groups[1] ?? ''}]` };
      }),
  },
  {
    name: 'leaves an entry of the changelog without its full stop',
    because: 'entries end with one; the first line',
    codes: ['changelog/no-full-stop'],
    places: (tree) => matches(tree, /newsfragments/, /(\.)\n$/dg).map((found) => ({ ...found, by: '' })),
  },
  {
    name: "shortens a title's line",
    because: 'the line was as long as the title; its line, or that of the title',
    codes: ['rst/title-line-too-short', 'rst/title-line-mismatch'],
    places: (tree) => underlines(tree).map(({ path, start, end }) => ({ path, start: end - 1, end, by: '', at: [start, start - 1] })),
  },
  {
    name: 'misspells a reference of reStructuredText',
    because: 'nothing has the misspelt name; the line of the reference',
    codes: ['rst/undefined-target'],
    places: (tree) => [
      ...misspelt(matches(tree, rst, /(?<!_)`([\w: ]+)`_(?!_)/dg).filter(({ file, start }) => !file.slice(0, start).endsWith('.. _`'))),
      ...misspelt(matches(tree, rst, /(?<= )(\w+)_(?=[\s.,])/dg)),
    ],
  },
  {
    name: 'misspells the target of references',
    because: 'it is not the name of the target any more; the line of the reference',
    codes: ['rst/undefined-target'],
    places: (tree) =>
      matches(tree, rst, /^\.\. _(mixed):/dgm).map((found) => ({ ...found, by: 'mxied', at: [found.file.indexOf('`mixed`_')] })),
  },
  {
    name: 'misspells a substitution',
    because: 'none has the misspelt name; the line on which it is used',
    codes: ['rst/undefined-substitution'],
    places: (tree) => misspelt(matches(tree, rst, /(?<!\.\. )\|(\w+)\|_?(?! replace)/dg)),
  },
  {
    name: 'misspells a directive',
    because: 'there is none of the misspelt name; the line of the directive',
    codes: ['rst/unknown-directive'],
    places: (tree) => misspelt(matches(tree, rst, /^\.\. (\w+)::/dgm)),
  },
  {
    name: 'does not close a literal',
    because: 'the two backquotes that end it are one; its line',
    codes: ['rst/unclosed-literal'],
    places: (tree) => matches(tree, rst, /``[\w.]+(``)(?=[\s.,])/dg).map((found) => ({ ...found, by: '' })),
  },
  {
    name: 'misspells a variable of the templating',
    because: 'no API and no event has the misspelt name; its line',
    codes: ['rst/unknown-variable'],
    places: (tree) => misspelt(matches(tree, rst, /\{\{(\w+)_(?:http_api|event)\}\}/dg)),
  },
  {
    name: 'moves the border of a grid',
    because: 'the borders do not meet any more; a line of the table',
    codes: ['rst/misshapen-table'],
    places: (tree) =>
      matches(tree, rst, /^\|[^|\n]+( \|) [^|\n]+\|$/dgm).map((found) => ({
        ...found,
        by: '|',
        at: linesOfBlock(found.file, found.start),
      })),
  },
  {
    name: 'writes more into a column than it has room for',
    because: 'the text goes over the edge of the column; a line of the table',
    codes: ['rst/misshapen-table'],
    places: (tree) =>
      matches(tree, rst, /^(red|green) {3,}\d/dgm).map((found) => ({
        ...found,
        by: 'reddish-green',
        at: linesOfBlock(found.file, found.start),
      })),
  },
  {
    name: 'lists a file that is not there',
    because: 'no file has the misspelt name; the line of its name',
    codes: ['rst/listed-file-is-missing'],
    places: (tree) => misspelt(matches(tree, /targets\.yaml$/, /(\w+)\.rst/dg)),
  },
];

/** Where the lines of a paragraph begin. */
function linesOfBlock(file: string, offset: number): readonly number[] {
  const start = file.lastIndexOf('\n\n', offset) + 2;
  const end = file.indexOf('\n\n', offset);
  const block = file.slice(start, end < 0 ? file.length : end);
  return [...block.matchAll(/^/gm)].map(({ index }) => start + index);
}
