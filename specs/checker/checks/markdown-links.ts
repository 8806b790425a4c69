import { posix } from 'node:path';
import type { Check, Code, Report, Spot } from '../check.ts';
import { meant, nearest } from '../nearest.ts';
import { type MarkdownText, markdownTexts } from '../prose/markdown.ts';
import type { LinkDefinition, MarkdownLink } from '../prose/markdown/markdown-document.ts';
import { frontMatterOf } from '../prose/markdown/front-matter.ts';
import { type Site, type SitePage, siteOf } from '../prose/markdown/site.ts';
import { proseLanguage } from '../prose/prose-language.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import type { Range } from '../../yaml/lines.ts';

const front = '---\ntitle: Colours\n---\n\n';
const red = { 'content/colours.md': `${front}## Red\n\nIt is warm.\n` };

const deadAnchor: Code = {
  name: 'markdown/dead-anchor',
  level: 'error',
  explanation:
    'A link leads to a page of the site, but the page has no heading, element or shortcode with that id: readers land at its top. Ids are made of the heading, in lower case, without punctuation and with - for spaces; those of operations of the method and the path, those of events of their type.',
  wrong: { files: { ...red, 'content/_index.md': `${front}See [red](/colours/#redd).\n` }, at: 'content/_index.md:5' },
  right: { files: { ...red, 'content/_index.md': `${front}See [red](/colours/#red).\n` } },
};

const ambiguousAnchor: Code = {
  name: 'markdown/ambiguous-anchor',
  level: 'note',
  explanation:
    'A link leads to an id that is made of the text of a heading, and the page has more headings of that text: their ids differ only in a number, which changes when another one is added above. Give the heading that is meant an id of its own, ## Text {#id}, and link to that.',
  wrong: {
    files: {
      'content/_index.md': `${front}See [red](/colours/#use).\n`,
      'content/colours.md': `${front}## Red\n\n### Use\n\n## Green\n\n### Use\n`,
    },
    at: 'content/_index.md:5',
  },
  right: {
    files: {
      'content/_index.md': `${front}See [red](/colours/#use-of-red).\n`,
      'content/colours.md': `${front}## Red\n\n### Use {#use-of-red}\n\n## Green\n\n### Use\n`,
    },
  },
};

const notEverywhere: Code = {
  name: 'markdown/anchor-not-on-every-page',
  level: 'warning',
  explanation:
    'A text that several pages show links to an id that only some of them have: #id means the page that the reader is on. Write the path of the page before it.',
  wrong: {
    files: {
      'content/colours.md': `${front}## Red\n\n{{% rver-fragment name="v1-red" %}}\n`,
      'content/paints.md': `${front}{{% rver-fragment name="v1-red" %}}\n`,
      'content/rooms/fragments/index.md': '---\nheadless: true\n---\n',
      'content/rooms/fragments/v1-red.md': 'See [red](#red).\n',
    },
    at: 'content/rooms/fragments/v1-red.md:1',
  },
  right: {
    files: {
      'content/colours.md': `${front}## Red\n\n{{% rver-fragment name="v1-red" %}}\n`,
      'content/paints.md': `${front}{{% rver-fragment name="v1-red" %}}\n`,
      'content/rooms/fragments/index.md': '---\nheadless: true\n---\n',
      'content/rooms/fragments/v1-red.md': 'See [red](/colours/#red).\n',
    },
  },
};

const deadPage: Code = {
  name: 'markdown/dead-page',
  level: 'error',
  explanation:
    'A link leads to a page that the site has not. Write the path of one that it has: that of its file below content/, without .md.',
  wrong: { files: { ...red, 'content/_index.md': `${front}See [red](/colour/#red).\n` }, at: 'content/_index.md:5' },
  right: { files: { ...red, 'content/_index.md': `${front}See [red](/colours/#red).\n` } },
};

const deadFile: Code = {
  name: 'markdown/dead-file',
  level: 'warning',
  explanation:
    'A link in a Markdown file beside the site leads to a file that is not there. Write the path of one that is, from the folder of this file.',
  wrong: { files: { 'docs/README.md': 'See [red](rde.md).\n', 'docs/red.md': 'It is warm.\n' }, at: 'docs/README.md:1' },
  right: { files: { 'docs/README.md': 'See [red](red.md).\n', 'docs/red.md': 'It is warm.\n' } },
};

const missingImage: Code = {
  name: 'markdown/missing-image',
  level: 'error',
  explanation: 'An image is shown whose file is not there. Write the path of one that is: files of the site stand below static/.',
  wrong: {
    files: { 'static/colours/red.png': '', 'content/_index.md': `${front}![Red](/colours/rde.png)\n` },
    at: 'content/_index.md:5',
  },
  right: { files: { 'static/colours/red.png': '', 'content/_index.md': `${front}![Red](/colours/red.png)\n` } },
};

const undefinedReference: Code = {
  name: 'markdown/undefined-reference',
  level: 'warning',
  explanation:
    'A link of the form [text][label] has a label that no line [label]: address defines, so that its brackets are shown. Define the label, or write the address: [text](address).',
  wrong: {
    files: { 'README.md': 'See [the colours][colours].\n\n[colour]: https://example.org/colours\n\nAnd [colour].\n' },
    at: 'README.md:1',
  },
  right: { files: { 'README.md': 'See [the colours][colour].\n\n[colour]: https://example.org/colours\n\nAnd [colour].\n' } },
};

const unusedDefinition: Code = {
  name: 'markdown/unused-link-definition',
  level: 'note',
  explanation: 'A line [label]: address defines a link that nothing uses. Use it, or delete the line.',
  wrong: { files: { 'README.md': 'See the colours.\n\n[colours]: https://example.org/colours\n' }, at: 'README.md:3' },
  right: { files: { 'README.md': 'See the [colours].\n\n[colours]: https://example.org/colours\n' } },
};

const duplicateDefinition: Code = {
  name: 'markdown/duplicate-link-definition',
  level: 'warning',
  explanation: 'A label is defined twice, with different addresses. The first one counts. Delete one of them, or give it another label.',
  wrong: {
    files: { 'README.md': 'The [colours].\n\n[colours]: https://example.org/red\n[colours]: https://example.org/green\n' },
    at: 'README.md:4',
  },
  right: { files: { 'README.md': 'The [colours].\n\n[colours]: https://example.org/red\n' } },
};

const emptyLink: Code = {
  name: 'markdown/empty-link',
  level: 'error',
  explanation: 'A link has no address, or nothing that a reader could see to follow it. Write what is missing, or take the brackets away.',
  wrong: { files: { 'README.md': 'See [the colours]().\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': 'See [the colours](https://example.org/colours).\n' } },
};

const brokenLink: Code = {
  name: 'markdown/broken-link',
  level: 'error',
  explanation:
    'What begins like a link, [text](address, is none: the address has a space in it, or the parenthesis is not closed. It is shown as it stands.',
  wrong: { files: { 'README.md': 'See [the colours](https://example.org/all colours).\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': 'See [the colours](https://example.org/all%20colours).\n' } },
};

const reversedLink: Code = {
  name: 'markdown/reversed-link',
  level: 'error',
  explanation: 'A link is written with its brackets the wrong way round: (text)[address] instead of [text](address).',
  wrong: { files: { 'README.md': 'See (the colours)[https://example.org/colours].\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': 'See [the colours](https://example.org/colours).\n' } },
};

const rstMarkup: Code = {
  name: 'markdown/rst-markup',
  level: 'warning',
  explanation:
    'A link, a target or a variable of the templating is written as in reStructuredText: Markdown shows it as it stands, or as code with a stray underscore. Write [text](address) for a link, a heading with {#id} for a target, and a shortcode for a variable.',
  wrong: { files: { 'README.md': 'See `the colours <https://example.org/colours>`_.\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': 'See [the colours](https://example.org/colours).\n' } },
};

/** Links in everything that is written in Markdown: whether they are links, and whether what they lead to is there. */
export const markdownLinks: Check = {
  codes: [
    deadAnchor,
    ambiguousAnchor,
    notEverywhere,
    deadPage,
    deadFile,
    missingImage,
    undefinedReference,
    unusedDefinition,
    duplicateDefinition,
    emptyLink,
    brokenLink,
    reversedLink,
    rstMarkup,
  ],
  run(tree, report) {
    const site = siteOf(tree);
    for (const source of tree.files) {
      if (proseLanguage(tree, source) !== 'markdown') continue;
      for (const text of markdownTexts(source)) {
        const shared = sharedTexts(site, text);
        checkMarkup(text, report);
        checkDefinitions(text, shared, report);
        for (const link of text.document.links) {
          if (link.kind === 'reference' && !isReference(link, text, shared, report)) continue;
          report.looked('links');
          if (link.kind === 'inline') checkEmpty(text, link, report);
          if (link.destination === undefined || link.destination === '') continue;
          checkLink({ tree, site, text, report }, link.destination, link.range, link.isImage);
        }
        for (const { destination, destinationRange } of text.document.definitions) {
          checkLink({ tree, site, text, report }, destination, destinationRange, false);
        }
      }
    }
  },
};

interface Look {
  readonly tree: SourceTree;
  readonly site: Site | undefined;
  readonly text: MarkdownText;
  readonly report: Report;
}

function placed({ offsetOf }: MarkdownText, { start, end }: Range): Range {
  return { start: offsetOf(start), end: end > start ? offsetOf(end - 1) + 1 : offsetOf(start) };
}

function spot(text: MarkdownText, range: Range): Spot {
  const at = { source: text.source, range: placed(text, range) };
  return text.pointer === undefined ? at : { ...at, pointer: text.pointer };
}

function isExternal(destination: string): boolean {
  return /^[a-z][a-z0-9+.-]*:|^\/\//i.test(destination);
}

/** The texts that share the labels of links with one: all that is included into the same pages. */
function sharedTexts(site: Site | undefined, text: MarkdownText): readonly MarkdownText[] {
  if (site === undefined || text.pointer !== undefined) return [text];
  const { links, definitions } = text.document;
  if (definitions.length === 0 && !links.some(({ kind }) => kind === 'reference')) return [text];
  const files = new Set(site.pagesShowing(text.source).flatMap((page) => [...page.files]));
  return files.size === 0 ? [text] : [...files].flatMap((file) => markdownTexts(file));
}

function checkMarkup(text: MarkdownText, report: Report): void {
  for (const { kind, range, written, wanted } of text.document.mistakes) {
    const at = spot(text, range);
    if (kind === 'broken-link') {
      report.finding(brokenLink, at, `this is no link as it stands: ${written}; write %20 for a space, and ) at its end`);
    } else if (kind === 'reversed-link') {
      report.finding(reversedLink, at, `the brackets are the wrong way round; write [text](${written})`);
    } else if (kind === 'rst-link') {
      report.finding(rstMarkup, at, `${written} is a link in reStructuredText, not in Markdown; write ${wanted ?? '[text](address)'}`);
    } else if (kind === 'rst-target') {
      report.finding(rstMarkup, at, `${written} is a target in reStructuredText, not in Markdown; give a heading an id: {#id}`);
    } else if (kind === 'template-variable') {
      report.finding(
        rstMarkup,
        at,
        `${written} is a variable of old templates, which nothing replaces; write a shortcode, such as {{% http-api … %}}`,
      );
    }
  }
}

function checkDefinitions(text: MarkdownText, shared: readonly MarkdownText[], report: Report): void {
  const { definitions } = text.document;
  if (definitions.length === 0) return;
  const used = new Set(shared.flatMap(({ document }) => document.links).map(({ label }) => label));
  const first = new Map<string, LinkDefinition>();
  for (const definition of definitions) {
    const { label, destination, range } = definition;
    const earlier = first.get(label);
    if (earlier === undefined) {
      first.set(label, definition);
      if (!used.has(label))
        report.finding(unusedDefinition, spot(text, range), `nothing uses the label [${label}]; use it, or delete this line`);
    } else if (earlier.destination !== destination) {
      report.finding(
        duplicateDefinition,
        spot(text, range),
        `[${label}] is defined above with another address, which counts; delete one of them`,
        {
          related: [{ at: spot(text, earlier.range), message: 'the one that counts' }],
        },
      );
    }
  }
}

/** Whether brackets make a link; those that were meant to are reported. */
function isReference(
  { label = '', perhaps, range }: MarkdownLink,
  text: MarkdownText,
  shared: readonly MarkdownText[],
  report: Report,
): boolean {
  const labels = new Set(shared.flatMap(({ document }) => document.definitions).map((definition) => definition.label));
  if (labels.has(label)) return true;
  if (!perhaps && /[a-z]/i.test(label)) {
    report.finding(undefinedReference, spot(text, range), `no line defines [${label}]: address${meant(label, labels)}`);
  }
  return false;
}

function checkEmpty(text: MarkdownText, link: MarkdownLink, report: Report): void {
  if (link.destination === '')
    report.finding(emptyLink, spot(text, link.range), 'this link has no address; write one, or take the brackets away');
  else if (link.text.trim() === '' && !link.isImage) {
    report.finding(
      emptyLink,
      spot(text, link.range),
      `this link to ${link.destination ?? ''} has no text that could be followed; write it between the brackets`,
    );
  }
}

function checkLink(look: Look, destination: string, range: Range, isImage: boolean): void {
  const { site, text, report } = look;
  const at = spot(text, range);
  if (isExternal(destination)) {
    report.unjudged(at, 'a link to another site: not followed');
    return;
  }
  const hash = destination.indexOf('#');
  const [before, id] = hash < 0 ? [destination, undefined] : [destination.slice(0, hash), decoded(destination.slice(hash + 1))];
  const path = decoded(before.replace(/\?.*$/s, ''));
  const { source } = text;
  const isShown = source.path.startsWith('content/') || text.pointer !== undefined || source.kind === 'fragment';
  if (!isShown) checkFileLink(look, path, at);
  else if (site === undefined) report.unjudged(at, 'the pages of the site, content/, are not in this tree');
  else if (path === '') checkOwnAnchor(look, site, id, at);
  else checkPageLink(look, site, path, id, at, isImage);
}

/** `#id`: on each page that shows the text. */
function checkOwnAnchor({ text, report }: Look, site: Site, id: string | undefined, at: Spot): void {
  if (id === undefined || id === '') return;
  const { source, pointer } = text;
  if (source.kind === 'fragment') {
    report.finding(
      deadAnchor,
      at,
      `#${id} means the page that the reader is on, which is the changelog here; write the path of the page before it${pageWith(site, id)}`,
    );
    return;
  }
  const pages = site.pagesShowing(source, pointer);
  if (pages.length === 0) {
    report.unjudged(at, 'no page of the site shows this text, so that a link within the page leads nowhere');
    return;
  }
  const answers = pages.map((page) => ({ page, has: page.hasAnchor(id) }));
  if (answers.every(({ has }) => has === true)) {
    const alike = pages.find((page) => page.headingsAlike(id) > 1);
    if (alike !== undefined) reportAmbiguous(alike, id, at, report);
    return;
  }
  if (answers.some(({ has }) => has === undefined)) {
    report.unjudged(at, 'the page has parts whose ids cannot be known');
    return;
  }
  const without = answers.filter(({ has }) => has === false).map(({ page }) => page);
  const [example] = without;
  if (example === undefined) return;
  if (without.length < pages.length) {
    const names = without.map(({ path }) => path);
    const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
    report.finding(
      notEverywhere,
      at,
      `${shown} shows this text too, and has no #${id}; write the path of the page that has it before the #`,
    );
  } else
    report.finding(
      deadAnchor,
      at,
      `${pages.length > 1 ? 'no page that shows this has an' : `the page ${example.path} has no`} id ${JSON.stringify(id)}${suggestion(site, example, id)}`,
    );
}

function checkPageLink(
  { tree, text, report }: Look,
  site: Site,
  written: string,
  id: string | undefined,
  at: Spot,
  isImage: boolean,
): void {
  const own = site.pagesShowing(text.source, text.pointer)[0]?.path ?? '/';
  const path = written.startsWith('/') ? written : posix.join(own, written);
  const plain = path.replace(/\/(index\.html)?$/, '');
  // Other versions of the site stand beside it.
  if (/^\/(v\d+(\.\d+)?|latest|unstable|legacy)(\/|$)/.test(plain) && site.page(plain) === undefined) {
    report.unjudged(at, 'a page of another version of the site: not followed');
    return;
  }
  const page = site.page(plain);
  if (page === undefined) {
    const fromRoot = `/${written.replace(/^[./]+/, '').replace(/\/$/, '')}`;
    const rooted = written.startsWith('/') || site.page(fromRoot) === undefined ? undefined : `; write ${fromRoot}, with a slash in front`;
    checkStatic({ tree, site, path: plain, rooted, at, isImage, report });
    return;
  }
  if (id === undefined || id === '') return;
  const has = page.hasAnchor(id);
  if (has === undefined) report.unjudged(at, 'the page has parts whose ids cannot be known');
  else if (!has) report.finding(deadAnchor, at, `the page ${page.path} has no id ${JSON.stringify(id)}${suggestion(site, page, id)}`);
  else if (page.headingsAlike(id) > 1) reportAmbiguous(page, id, at, report);
}

function reportAmbiguous(page: SitePage, id: string, at: Spot, report: Report): void {
  report.finding(
    ambiguousAnchor,
    at,
    `the page ${page.path} has ${page.headingsAlike(id)} headings of the text that #${id} is made of; give the one that is meant an id of its own`,
  );
}

interface StaticLook {
  readonly tree: SourceTree;
  readonly site: Site;
  readonly path: string;
  /** What to write when only the slash in front is missing. */
  readonly rooted: string | undefined;
  readonly at: Spot;
  readonly isImage: boolean;
  readonly report: Report;
}

function checkStatic({ tree, site, path, rooted, at, isImage, report }: StaticLook): void {
  const file = `static${path}`;
  const siblings = below(tree, posix.dirname(file));
  if (siblings.includes(file) || below(tree, 'content').includes(`content${path}`)) return;
  if (isImage) {
    if (!tree.hasFolder('static')) report.unjudged(at, 'the files of the site, static/, are not in this tree');
    else report.finding(missingImage, at, `there is no ${file}${meant(file, siblings)}`);
  } else if (/\.(?!html|md)\w{1,5}$/.test(path) && !tree.hasFolder('static')) {
    report.unjudged(at, 'the files of the site, static/, are not in this tree');
  } else if (/^outputs:/m.test(frontMatterOf(site.page(posix.dirname(path))?.source.text ?? '') ?? '')) {
    report.unjudged(at, 'the page has other forms, which the layout names: not followed');
  } else if (!isSection(tree, path))
    report.finding(deadPage, at, `the site has no page ${path}${rooted ?? meant(path.replace(/\.(md|html)$/, ''), site.paths)}`);
}

/** Hugo makes a page of a folder of pages at the top, also when it has none of its own. */
function isSection(tree: SourceTree, path: string): boolean {
  return path === '' || (/^\/[^/]+$/.test(path) && tree.hasFolder(`content${path}`));
}

/** A link between files as they stand in the repository, of a file that is no page. */
function checkFileLink({ tree, text, report }: Look, path: string, at: Spot): void {
  if (path === '') return;
  const { source } = text;
  const target = posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(source.path), path)).replace(/\/$/, '');
  if (target === '.' || target === '' || target.startsWith('..')) return;
  if (tree.file(target) !== undefined || tree.hasFolder(target)) return;
  const folder = posix.dirname(target);
  const siblings = folder === '.' ? [] : below(tree, folder);
  if (siblings.includes(target)) return;
  const top = target.slice(0, Math.max(target.indexOf('/'), 0));
  if (top === '' ? posix.dirname(source.path) === '.' : !tree.hasFolder(top)) {
    report.unjudged(at, 'leads to a file that is not in this tree');
    return;
  }
  report.finding(
    deadFile,
    at,
    `there is no ${target}${meant(target, siblings.length > 0 ? siblings : tree.files.map((file) => file.path))}`,
  );
}

function suggestion(site: Site, page: SitePage, id: string): string {
  const near = nearest(id, page.anchors);
  if (near !== undefined) return ` (did you mean #${near}?)`;
  return pageWith(site, id);
}

function pageWith(site: Site, id: string): string {
  const found = new Set<string>();
  for (const path of site.paths) {
    const page = site.page(path);
    if (page?.anchors.has(id) === true && !path.startsWith('/rooms/v')) found.add(`${page.path}/#${id}`.replace('//', '/'));
  }
  return found.size === 0 || found.size > 3 ? '' : ` (${[...found].join(' or ')} is there)`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function below(tree: SourceTree, folder: string): readonly string[] {
  return tree.hasFolder(folder) ? tree.pathsBelow(folder) : [];
}
