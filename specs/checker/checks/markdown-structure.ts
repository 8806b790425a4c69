import type { Check, Code, Report } from '../check.ts';
import { type MarkdownText, markdownTexts } from '../prose/markdown.ts';
import { anchorize } from '../prose/markdown/heading-ids.ts';
import { frontMatterOf } from '../prose/markdown/front-matter.ts';
import { siteOf } from '../prose/markdown/site.ts';
import { proseLanguage } from '../prose/prose-language.ts';
import type { Range } from '../../yaml/lines.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const openFence: Code = {
  name: 'markdown/open-fence',
  level: 'error',
  explanation:
    'A fenced block is opened but not closed, so that everything behind it is shown as code, and the fences below it change their meaning. Close it with a line that holds the same fence and nothing else, indented like the opening one.',
  wrong: { files: { 'README.md': '# Notes\n\nSend this:\n\n```http\nGET /colours HTTP/1.1\n\nand wait.\n' }, at: 'README.md:5' },
  right: { files: { 'README.md': '# Notes\n\nSend this:\n\n```http\nGET /colours HTTP/1.1\n```\n\nand wait.\n' } },
};

const longRow: Code = {
  name: 'markdown/table-row-too-long',
  level: 'error',
  explanation:
    'A row of a table has more cells than its header. What stands in those cells is not shown. A bar that is meant as text, also one in code, is written as \\|.',
  wrong: { files: { 'README.md': '| Key | Use |\n| --- | --- |\n| `a|b` | either |\n' }, at: 'README.md:3' },
  right: { files: { 'README.md': '| Key | Use |\n| --- | --- |\n| `a\\|b` | either |\n' } },
};

const shortRow: Code = {
  name: 'markdown/table-row-too-short',
  level: 'warning',
  explanation:
    'A row of a table has fewer cells than its header, so that the last columns stay empty. Write the missing cells, or empty ones.',
  wrong: { files: { 'README.md': '| Key | Use |\n| --- | --- |\n| first |\n' }, at: 'README.md:3' },
  right: { files: { 'README.md': '| Key | Use |\n| --- | --- |\n| first | all |\n' } },
};

const noTable: Code = {
  name: 'markdown/table-header-mismatch',
  level: 'error',
  explanation:
    'The line of dashes below the header of a table has another number of columns than the header. Such a table is shown as plain text. Give both lines the same number of cells.',
  wrong: { files: { 'README.md': '| Key | Use |\n| --- | --- | --- |\n| first | all |\n' }, at: 'README.md:2' },
  right: { files: { 'README.md': '| Key | Use |\n| --- | --- |\n| first | all |\n' } },
};

const noRule: Code = {
  name: 'markdown/table-without-rule',
  level: 'error',
  explanation:
    'Lines with bars at both ends have no line of dashes below the first one. They are shown as plain text, bars and all. Write that line.',
  wrong: { files: { 'README.md': '| Key | Use |\n| first | all |\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': '| Key | Use |\n| --- | --- |\n| first | all |\n' } },
};

const tooDeep: Code = {
  name: 'markdown/heading-too-deep',
  level: 'error',
  explanation: 'A line begins with more than six hash signs. That is no heading, but shown as it stands: headings have six levels.',
  wrong: { files: { 'README.md': '# Colours\n\n####### Red\n' }, at: 'README.md:3' },
  right: { files: { 'README.md': '# Colours\n\n## Red\n' } },
};

const openFront: Code = {
  name: 'markdown/open-front-matter',
  level: 'error',
  explanation:
    'A page begins with the line of dashes that opens its front matter, and no other one closes it, so that the site cannot be made. Write --- below the last key.',
  wrong: { files: { 'content/_index.md': '---\ntitle: Colours\n\n## Red\n' }, at: 'content/_index.md:1' },
  right: { files: { 'content/_index.md': '---\ntitle: Colours\n---\n\n## Red\n' } },
};

const skippedLevel: Code = {
  name: 'markdown/skipped-heading-level',
  level: 'warning',
  explanation:
    'A heading is more than one level below the one before it, so that a level is missing in the table of contents. Use the next level below.',
  wrong: { files: { 'README.md': '# Colours\n\n### Red\n' }, at: 'README.md:3' },
  right: { files: { 'README.md': '# Colours\n\n## Red\n' } },
};

const emptyHeading: Code = {
  name: 'markdown/empty-heading',
  level: 'error',
  explanation: 'A heading has no text: a line of hash signs alone makes one. Write the text, or delete the line.',
  wrong: { files: { 'README.md': '# Colours\n\n##\n\nRed and green.\n' }, at: 'README.md:3' },
  right: { files: { 'README.md': '# Colours\n\n## Names\n\nRed and green.\n' } },
};

const headingWithoutSpace: Code = {
  name: 'markdown/heading-without-space',
  level: 'warning',
  explanation: 'A line begins with hash signs and a word right behind them. That is shown as it stands; a heading needs a space between.',
  wrong: { files: { 'README.md': '# Colours\n\n##Red\n' }, at: 'README.md:3' },
  right: { files: { 'README.md': '# Colours\n\n## Red\n' } },
};

const sameHeading: Code = {
  name: 'markdown/same-heading-twice',
  level: 'note',
  explanation:
    'Two headings below the same one have the same text. Readers cannot tell them apart in the table of contents, and the id of the second, with a number behind it, changes when another one is added. Name them differently, or give one an id of its own: ## Text {#id}.',
  wrong: { files: { 'README.md': '# Colours\n\n## Red\n\nOne.\n\n## Red\n\nTwo.\n' }, at: 'README.md:7' },
  right: { files: { 'README.md': '# Colours\n\n## Red\n\nOne.\n\n## Dark red\n\nTwo.\n' } },
};

const duplicateId: Code = {
  name: 'markdown/duplicate-id',
  level: 'warning',
  explanation:
    'Two things on a page have the same id: headings or elements that are given it by hand, or two shortcodes that show the same operation or event. A link can only lead to the first. Give one another id; http-api takes anchor_base for that.',
  wrong: {
    files: { 'content/_index.md': '---\ntitle: Colours\n---\n\n## Red {#first}\n\n## Green {#first}\n' },
    at: 'content/_index.md:7',
  },
  right: { files: { 'content/_index.md': '---\ntitle: Colours\n---\n\n## Red {#first}\n\n## Green {#second}\n' } },
};

/** Headings, fences and tables of everything that is written in Markdown. */
export const markdownStructure: Check = {
  codes: [
    openFence,
    longRow,
    shortRow,
    noTable,
    noRule,
    skippedLevel,
    emptyHeading,
    headingWithoutSpace,
    tooDeep,
    sameHeading,
    duplicateId,
    openFront,
  ],
  run(tree, report) {
    for (const source of tree.files) {
      if (proseLanguage(tree, source) !== 'markdown') continue;
      if (source.path.startsWith('content/') && /^---[ \t]*\r?\n[\w-]+:/.test(source.text) && frontMatterOf(source.text) === undefined) {
        report.finding(
          openFront,
          { source, range: { start: 0, end: 3 } },
          'nothing closes this front matter; write --- below its last key',
        );
      }
      for (const text of markdownTexts(source)) {
        report.looked('headings', text.document.headings.length);
        checkBlocks(text, report);
        if (text.pointer === undefined) checkHeadings(text, report);
      }
    }
    checkIds(tree, report);
  },
};

function checkBlocks({ source, pointer, document, offsetOf }: MarkdownText, report: Report): void {
  const at = (range: Range): { source: typeof source; range: Range } => ({ source, range: placed(offsetOf, range) });
  for (const { range, fence, next } of document.openFences) {
    const until = next === undefined ? '' : `; the next block begins inside of it, at line ${source.lines.at(offsetOf(next.start)).line}`;
    report.finding(openFence, at(range), `nothing closes this block${until}; write ${fence} on a line of its own at its end`);
  }
  for (const { columns, rows } of document.tables) {
    for (const { cells, range } of rows) {
      if (cells > columns) {
        report.finding(
          longRow,
          at(range),
          `this row has ${cells} cells, the table ${columns}: the rest is not shown; delete them, or write \\| for a bar that is text`,
        );
      } else if (cells < columns) {
        report.finding(shortRow, at(range), `this row has ${cells} of ${columns} cells; write the missing ones, or empty ones`);
      }
    }
  }
  for (const { kind, range, written, wanted } of document.mistakes) {
    if (kind === 'heading-without-space') {
      const marks = range.start + (/^#+/.exec(written)?.[0].length ?? 0);
      const fix = pointer === undefined ? { fix: { edits: [{ start: marks, end: marks, text: ' ' }] } } : {};
      report.finding(headingWithoutSpace, at(range), `this is no heading as it stands; write ${written.replace(/^(#+)/, '$1 ')}`, fix);
    } else if (kind === 'heading-too-deep') {
      report.finding(tooDeep, at(range), 'this is no heading, which has at most six #; take some away');
    } else if (kind === 'table-without-rule') {
      const { end } = at(range).range;
      const fix = pointer === undefined ? { fix: { edits: [{ start: end, end, text: `\n${wanted}` }] } } : {};
      report.finding(noRule, at(range), `these lines are no table without a line of dashes below the first; write ${wanted}`, fix);
    } else if (kind === 'table-header') {
      report.finding(
        noTable,
        at(range),
        `this line has ${wanted} columns, the header above it ${written}: it makes no table; make them equal`,
      );
    }
  }
}

function checkHeadings({ source, document }: MarkdownText, report: Report): void {
  let last: number | undefined;
  const path: { readonly level: number; readonly below: Map<string, Range> }[] = [{ level: 0, below: new Map() }];
  for (const { level, text, id, range } of document.headings) {
    const at = { source, range };
    if (text.trim() === '') {
      report.finding(emptyHeading, at, 'this heading has no text; write it, or delete the line');
      continue;
    }
    if (last !== undefined && level > last + 1) {
      report.finding(
        skippedLevel,
        at,
        `this heading has level ${level}, the one before it ${last}; write ${'#'.repeat(last + 1)} ${text.trim()}`,
      );
    }
    last = level;
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    const siblings = path.at(-1)?.below;
    const name = anchorize(text);
    const first = siblings?.get(name);
    if (first !== undefined && id === undefined) {
      report.finding(sameHeading, at, `another heading here has the text ${JSON.stringify(text.trim())}; name them differently`, {
        related: [{ at: { source, range: first }, message: 'the first one' }],
      });
    } else siblings?.set(name, range);
    path.push({ level, below: new Map() });
  }
}

function checkIds(tree: SourceTree, report: Report): void {
  const site = siteOf(tree);
  if (site === undefined) return;
  const pages = new Set(tree.files.filter(({ kind }) => kind === 'markdown').flatMap((source) => site.pagesShowing(source)));
  for (const page of pages) {
    for (const { id, first, second } of page.repeatedAnchors) {
      report.finding(
        duplicateId,
        { source: second.source, range: second },
        `the page ${page.path} has the id ${JSON.stringify(id)} twice; give one of the two another`,
        { related: [{ at: { source: first.source, range: first }, message: 'the first one' }] },
      );
    }
  }
}

function placed(offsetOf: (index: number) => number, { start, end }: Range): Range {
  return { start: offsetOf(start), end: end > start ? offsetOf(end - 1) + 1 : offsetOf(start) };
}
