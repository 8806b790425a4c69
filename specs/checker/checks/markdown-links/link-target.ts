import { posix } from 'node:path';
import { editDistance } from '../../../edit-distance.ts';
import type { Spot } from '../../check.ts';
import { frontMatterOf } from '../../prose/markdown/front-matter.ts';
import type { Site, SitePage } from '../../prose/markdown/site.ts';
import type { SourceTree } from '../../sources/source-tree.ts';
import type { Range } from '../../../yaml/lines.ts';
import { ambiguousAnchor, brokenLink, deadAnchor, deadFile, deadPage, localAddress, missingImage, notEverywhere } from './link-codes.ts';
import { spotIn } from './link-look.ts';
import type { LinkLook } from './link-look.ts';

/** Looks whether there is what a link leads to. */
export function lookAtTarget(look: LinkLook, destination: string, range: Range, isImage: boolean): void {
  const { site, text, report } = look;
  const { source } = text;
  const isShown = source.path.startsWith('content/') || text.pointer !== undefined || source.kind === 'fragment';
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(destination)) {
    const local = isShown ? /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(\/[^]*)?$/i.exec(destination) : null;
    if (local !== null) {
      const path = local[1] ?? '/';
      report.finding(localAddress, spotIn(text, range), `${destination} is on the reader's own machine; write ${path}`);
      return;
    }
    const [scheme = ''] = destination.split(':', 1);
    const meantScheme = schemes.includes(scheme.toLowerCase())
      ? undefined
      : schemes.find((each) => editDistance(each, scheme.toLowerCase()) === 1);
    if (meantScheme !== undefined) {
      report.finding(
        brokenLink,
        spotIn(text, range),
        `nothing understands ${scheme}:; write ${meantScheme}:${destination.slice(scheme.length + 1)}`,
      );
      return;
    }
    report.unjudged(externalSpot(look, destination, range), 'a link to another site: not followed');
    return;
  }
  // Places in YAML are costly: only what is reported has one.
  const at = (): Spot => spotIn(text, range);
  const hash = destination.indexOf('#');
  const [before, id] = hash < 0 ? [destination, undefined] : [destination.slice(0, hash), decoded(destination.slice(hash + 1))];
  const path = decoded(before.replace(/\?.*$/s, ''));
  if (!isShown) lookAtFile(look, path, at);
  else if (site === undefined) report.unjudged(at(), 'the pages of the site, content/, are not in this tree');
  else if (path === '') lookAtOwnAnchor(look, site, id, at);
  else lookAtPage(look, site, path, { id, at, isImage });
}

const schemes: readonly string[] = ['https', 'http', 'mailto', 'matrix'];

/** The place of a link that no finding is about: looked up in the text of a YAML file, which is cheaper than the place of its part. */
function externalSpot({ text }: LinkLook, destination: string, range: Range): Spot {
  const { source, pointer } = text;
  const start = pointer === undefined ? -1 : source.text.indexOf(destination);
  if (start < 0 || source.text.includes(destination, start + 1)) return spotIn(text, range);
  return { source, range: { start, end: start + destination.length }, ...(pointer === undefined ? {} : { pointer }) };
}

/** `#id`: on each page that shows the text. */
function lookAtOwnAnchor(look: LinkLook, site: Site, id: string | undefined, at: () => Spot): void {
  if (id === undefined || id === '') return;
  const { text, report, tally } = look;
  const { source, pointer } = text;
  if (source.kind === 'fragment') {
    report.finding(
      deadAnchor,
      at(),
      `#${id} means the page that the reader is on, which is the changelog here; write the path of the page before it${pageWith(look, site, id)}`,
    );
    return;
  }
  const pages = site.pagesShowing(source, pointer);
  if (pages.length === 0) {
    report.unjudged(at(), 'no page of the site shows this text, so that a link within the page leads nowhere');
    return;
  }
  const answers = pages.map((page) => ({ page, has: page.hasAnchor(id) }));
  for (const { page, has } of answers) if (has === true) tally.alive(page, id);
  if (answers.every(({ has }) => has === true)) {
    const alike = pages.find((page) => page.headingsAlike(id) > 1);
    if (alike !== undefined) tellAmbiguous(look, alike, id, at);
    return;
  }
  if (answers.some(({ has }) => has === undefined)) {
    report.unjudged(at(), 'the page has parts whose ids cannot be known');
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
      at(),
      `${shown} shows this text too, and has no #${id}; write the path of the page that has it before the #`,
    );
  } else {
    const where = pages.length > 1 ? 'no page that shows this has an' : `the page ${example.path} has no`;
    tally.dead({ page: example, id, at: at(), message: `${where} id ${JSON.stringify(id)}${suggestion(look, site, example, id)}` });
  }
}

interface PageLink {
  readonly id: string | undefined;
  readonly at: () => Spot;
  readonly isImage: boolean;
}

function lookAtPage(look: LinkLook, site: Site, written: string, { id, at, isImage }: PageLink): void {
  const { text, report, tally } = look;
  const own = (): string => site.pagesShowing(text.source, text.pointer)[0]?.path ?? '/';
  const path = written.startsWith('/') ? written : posix.join(own(), written);
  const plain = path.replace(/\/(index\.html)?$/, '');
  // Other versions of the site stand beside it.
  const page = site.page(plain);
  if (page === undefined && /^\/(v\d+(\.\d+)?|latest|unstable|legacy)(\/|$)/.test(plain)) {
    report.unjudged(at(), 'a page of another version of the site: not followed');
    return;
  }
  if (page === undefined) {
    const fromRoot = `/${written.replace(/^[./]+/, '').replace(/\/$/, '')}`;
    const rooted = written.startsWith('/') || site.page(fromRoot) === undefined ? undefined : `; write ${fromRoot}, with a slash in front`;
    lookAtStatic(look, site, plain, { rooted, written: written.includes('/') ? undefined : written, at, isImage });
    return;
  }
  if (id === undefined || id === '') return;
  const has = page.hasAnchor(id);
  if (has === true) tally.alive(page, id);
  if (has === undefined) report.unjudged(at(), 'the page has parts whose ids cannot be known');
  else if (!has) {
    const message = `the page ${page.path} has no id ${JSON.stringify(id)}${suggestion(look, site, page, id)}`;
    tally.dead({ page, id, at: at(), message });
  } else if (page.headingsAlike(id) > 1) tellAmbiguous(look, page, id, at);
}

function tellAmbiguous({ report }: LinkLook, page: SitePage, id: string, at: () => Spot): void {
  report.finding(
    ambiguousAnchor,
    at(),
    `the page ${page.path} has ${page.headingsAlike(id)} headings of the text that #${id} is made of; give the one that is meant an id of its own`,
  );
}

interface StaticLink {
  /** What to write when only the slash in front is missing. */
  readonly rooted: string | undefined;
  /** The link as it stands, when it may be an id. */
  readonly written: string | undefined;
  readonly at: () => Spot;
  readonly isImage: boolean;
}

function lookAtStatic(
  { tree, text, report, hints }: LinkLook,
  site: Site,
  path: string,
  { rooted, written, at, isImage }: StaticLink,
): void {
  const file = `static${path}`;
  const siblings = below(tree, posix.dirname(file));
  if (siblings.includes(file) || below(tree, 'content').includes(`content${path}`)) return;
  if (isImage) {
    if (!tree.hasFolder('static')) report.unjudged(at(), 'the files of the site, static/, are not in this tree');
    else report.finding(missingImage, at(), `there is no ${file}${hints.meant(file, siblings)}`);
  } else if (/\.(?!html|md)[a-z]\w{0,4}$/i.test(path) && !tree.hasFolder('static')) {
    report.unjudged(at(), 'the files of the site, static/, are not in this tree');
  } else if (/^outputs:/m.test(frontMatterOf(site.page(posix.dirname(path))?.source.text ?? '') ?? '')) {
    report.unjudged(at(), 'the page has other forms, which the layout names: not followed');
  } else if (!isSection(tree, path)) {
    const isOwnId = written !== undefined && site.pagesShowing(text.source, text.pointer).some((page) => page.anchors.has(written));
    const advice = isOwnId
      ? `; write #${written}, which this page has`
      : (rooted ?? hints.meant(path.replace(/\.(md|html)$/, ''), site.paths));
    report.finding(deadPage, at(), `the site has no page ${path}${advice}`);
  }
}

/** Hugo makes a page of a folder of pages at the top, also when it has none of its own. */
function isSection(tree: SourceTree, path: string): boolean {
  return path === '' || (/^\/[^/]+$/.test(path) && tree.hasFolder(`content${path}`));
}

/** A link between files as they stand in the repository, of a file that is no page. */
function lookAtFile({ tree, text, report, hints }: LinkLook, path: string, at: () => Spot): void {
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
    report.unjudged(at(), 'leads to a file that is not in this tree');
    return;
  }
  const known = siblings.length > 0 ? siblings : tree.files.map((file) => file.path);
  report.finding(deadFile, at(), `there is no ${target}${hints.meant(target, known)}`);
}

function suggestion(look: LinkLook, site: Site, page: SitePage, id: string): string {
  const near = look.hints.nearest(id, page.anchors);
  return near === undefined ? pageWith(look, site, id) : ` (did you mean #${near}?)`;
}

/** The pages that have an id. */
function pageWith({ hints }: LinkLook, site: Site, id: string): string {
  if (!hints.any()) return '';
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
