import type { Check, Report } from '../check.ts';
import { limitedHints, meant, nearest } from '../nearest.ts';
import type { LimitedHints } from '../nearest.ts';
import { markdownTexts } from '../prose/markdown.ts';
import { filesOf, neededParameters, targetOf } from '../prose/markdown/shortcode-targets.ts';
import type { Shortcode } from '../prose/markdown/shortcodes.ts';
import { siteOf } from '../prose/markdown/site.ts';
import { unmarkedShortcodes } from '../prose/markdown/unmarked-shortcodes.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import type { Range } from '../../yaml/lines.ts';
import * as codes from './shortcodes/shortcode-codes.ts';

/** Those of Hugo itself and of the theme that the site is made with. */
const builtIn = new Set(
  (
    'comment details figure gist highlight instagram param qr ref relref twitter tweet vimeo x youtube ' +
    'alert card cardpane pageinfo tab tabpane imgproc iframe readfile swaggerui redoc conditional-text blocks/cover blocks/feature ' +
    'blocks/lead blocks/link-down blocks/section _param td/lorem td/site-build-info/netlify'
  ).split(' '),
);

/** Shortcodes: their names, whether they are closed, and whether what they name is there. */
export const shortcodes: Check = {
  codes: Object.values(codes),
  run(tree, report) {
    const layout = layoutOf(tree);
    const look: Look = { tree, layout, report, hints: limitedHints(), doubtful: [] };
    for (const source of tree.files) {
      if (source.kind !== 'markdown' || !source.path.startsWith('content/')) continue;
      for (const { document } of markdownTexts(source)) {
        for (const { range, wanted } of document.brokenShortcodes) {
          report.finding(codes.broken, { source, range }, `this shortcode has to end with ${wanted}`);
          look.doubtful.push(source.text.slice(range.start, range.end));
        }
        for (const shortcode of document.shortcodes) checkOne(look, source, shortcode);
        const unmarked = layout.names === undefined ? [] : unmarkedShortcodes(source.text, layout.names);
        const shown = unmarked.filter(({ range }) => !document.blocks.some((block) => isWithin(range, block.range)));
        for (const { range, wanted } of shown) report.finding(codes.broken, { source, range }, `this shows as it stands; write ${wanted}`);
        const brokenNames = document.brokenShortcodes.map(({ range }) => nameAt(source.text, range));
        checkPairs(source, document.shortcodes, new Set([...brokenNames, ...shown.map(({ name }) => name)]), layout, report);
      }
    }
    for (const source of siteOf(tree)?.hidden ?? []) {
      if (source.text.trim() === '' || look.doubtful.slice(0, 100).some((written) => mayMean(written, source))) continue;
      report.finding(
        codes.hidden,
        { source, range: { start: 0, end: 0 } },
        'no page includes this file; include it with a shortcode, or delete it',
      );
    }
  },
};

interface Layout {
  /** Undefined when the tree is without a layout. */
  readonly names: ReadonlySet<string> | undefined;
  /** Whether a shortcode holds text, and so needs to be closed; undefined when that cannot be known. */
  isPaired(name: string): boolean | undefined;
}

function layoutOf(tree: SourceTree): Layout {
  const folder = ['layouts/_shortcodes', 'layouts/shortcodes'].find((each) => tree.hasFolder(each));
  if (folder === undefined) return { names: undefined, isPaired: (name) => (name.startsWith('boxes/') ? true : undefined) };
  const templates = new Map(
    tree
      .pathsBelow(folder)
      .filter((path) => path.endsWith('.html'))
      .map((path) => [path.slice(folder.length + 1).replace(/\.html$/, ''), path]),
  );
  const paired = new Map<string, boolean | undefined>();
  return {
    names: new Set(templates.keys()),
    isPaired(name) {
      if (!paired.has(name)) {
        const template = tree.file(templates.get(name) ?? '')?.text;
        paired.set(name, template === undefined ? undefined : /\.Inner\b/.test(template));
      }
      return paired.get(name);
    },
  };
}

/** Whether a shortcode with a mistake, or what it names, may be meant to include a file. */
function mayMean(written: string, { path }: SourceFile): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');
  return written.includes(name) || nearest(written, [name]) !== undefined;
}

interface Look {
  /** The shortcodes with a mistake, and what those name that name nothing. */
  readonly doubtful: string[];
  readonly tree: SourceTree;
  readonly layout: Layout;
  readonly report: Report;
  readonly hints: LimitedHints;
}

function checkOne({ tree, layout: { names }, report, hints, doubtful }: Look, source: SourceFile, shortcode: Shortcode): void {
  const { name, kind, parameters, nameRange, range, valueRanges } = shortcode;
  if (kind === 'closing') return;
  if (names === undefined) {
    if (targetOf(shortcode) === undefined && !name.startsWith('boxes/') && neededParameters(shortcode).length === 0) {
      report.unjudged({ source, range: nameRange }, 'the layout of the site, which says which shortcodes there are, is not in this tree');
    }
  } else if (!names.has(name) && !builtIn.has(name)) {
    report.finding(
      codes.unknown,
      { source, range: nameRange },
      `the layout has no shortcode ${JSON.stringify(name)}${hints.meant(name, names)}`,
    );
    doubtful.push(source.text.slice(range.start, range.end));
    return;
  }
  const inner = source.text.slice(nameRange.end, range.end).replaceAll(/`[^`]*`/g, '');
  if ((inner.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1) {
    report.finding(codes.broken, { source, range }, 'a quotation mark of this shortcode is not closed; write both around each value');
    doubtful.push(source.text.slice(range.start, range.end));
    return;
  }
  const missing = neededParameters(shortcode).filter((parameter) => (parameters[parameter] ?? '') === '');
  if (missing.length > 0) {
    const written = missing.map((parameter) => `${parameter}="…"`).join(' ');
    report.finding(
      codes.lacksParameter,
      { source, range },
      `${name} is without ${missing.join(' and ')}; write {{% ${name} ${written} %}}`,
    );
    return;
  }
  const target = targetOf(shortcode);
  if (target === undefined) {
    if (Object.values(parameters).some((value) => value.includes('..')))
      report.unjudged({ source, range }, 'this shortcode names a file by a path with "..", which is not followed');
    return;
  }
  report.looked('references');
  if (filesOf(tree, target).length > 0) return;
  const last = target.parameters.at(-1) ?? '';
  const [top = ''] = target.folder.split('/');
  if (!tree.hasFolder(top)) {
    report.unjudged({ source, range }, `the folder ${top}/, which has what this shortcode shows, is not in this tree`);
    return;
  }
  const written = parameters[last] ?? '';
  doubtful.push(written);
  const base = written.includes('/') && last === 'path' ? 'data' : target.folder;
  const known = hints.any() ? namesBelow(tree, base, target.endings) : [];
  const path = target.isGroup ? `${target.path}*` : `${target.path}${target.endings[0] ?? ''}`;
  report.finding(
    codes.namesNothing,
    { source, range: valueRanges[last] ?? range },
    `there is no ${path}, ${target.what} that this shows${hints.meant(written, known)}`,
  );
}

function namesBelow(tree: SourceTree, folder: string, endings: readonly string[]): readonly string[] {
  return (tree.hasFolder(folder) ? tree.pathsBelow(folder) : [])
    .map((path) => path.slice(folder.length + 1))
    .flatMap((path) => endings.filter((ending) => path.endsWith(ending)).map((ending) => path.slice(0, -ending.length)));
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The name of a shortcode that does not end as it should. */
function nameAt(text: string, { start, end }: Range): string | undefined {
  return /^[\s/]*([\w./-]*)/.exec(text.slice(start + 3, end))?.[1];
}

/** @param names of shortcodes that are told as broken: those are half of a pair, too. */
function checkPairs(
  source: SourceFile,
  all: readonly Shortcode[],
  names: ReadonlySet<string | undefined>,
  layout: Layout,
  report: Report,
): void {
  const open: Shortcode[] = [];
  const closed = new Set(all.filter(({ kind }) => kind === 'closing').map(({ name }) => name));
  const isUnclosed = ({ name, range }: Shortcode): void => {
    if (layout.isPaired(name) === true && !names.has(name)) {
      report.finding(
        codes.unclosed,
        { source, range },
        `nothing closes this shortcode; write {{% /${name} %}} behind the text that it holds`,
      );
    }
  };
  const isUnknown = ({ name }: Shortcode): boolean => layout.names?.has(name) === false && !builtIn.has(name);
  const unknownOpeners = all.filter((each) => each.kind === 'opening' && isUnknown(each));
  for (const shortcode of all) {
    const { name, kind, range } = shortcode;
    if (kind === 'opening' && (layout.isPaired(name) === true || closed.has(name))) open.push(shortcode);
    if (kind !== 'closing') continue;
    if (isUnknown(shortcode)) {
      // The opening one is reported, if there is one.
      const at = open.findLastIndex((each) => each.name === name);
      if (at >= 0) open.splice(at, 1);
      else
        report.finding(
          codes.stray,
          { source, range },
          `no {{% ${name} %}} is open here${meant(
            name,
            open.map((each) => each.name),
          )}`,
        );
      // What it was meant to close is no other mistake.
      const meantFor = at < 0 ? open.findLastIndex((each) => nearest(name, [each.name]) !== undefined) : -1;
      if (meantFor >= 0) open.splice(meantFor, 1);
      continue;
    }
    const at = open.findLastIndex((each) => each.name === name);
    if (at < 0 && (names.has(name) || takesMisspelt(unknownOpeners, shortcode))) continue;
    if (at < 0) {
      const innermost = open.at(-1);
      const instead = innermost === undefined ? 'delete it, or open one' : `write {{% /${innermost.name} %}}, which is open, or open one`;
      report.finding(codes.stray, { source, range }, `no {{% ${name} %}} is open here; ${instead}`);
      if (innermost !== undefined && !closesLater(all, shortcode, innermost.name)) open.pop();
      continue;
    }
    for (const inner of open.splice(at).slice(1)) isUnclosed(inner);
  }
  for (const shortcode of open) isUnclosed(shortcode);
}

/** Takes the opening shortcode before a closing one that is told as misspelt and was meant to be of its name, if there is one. */
function takesMisspelt(openers: Shortcode[], { name, range }: Shortcode): boolean {
  const at = openers.findLastIndex((each) => each.range.start < range.start && nearest(each.name, [name]) === name);
  if (at >= 0) openers.splice(at, 1);
  return at >= 0;
}

/** Whether the next shortcode of the name behind one closes it: otherwise that one was meant to. */
function closesLater(all: readonly Shortcode[], from: Shortcode, name: string): boolean {
  return all.slice(all.indexOf(from) + 1).find((each) => each.name === name)?.kind === 'closing';
}
