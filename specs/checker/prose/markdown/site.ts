import { isMapping } from '../../../reader/resolve.ts';
import { parseYaml } from '../../../yaml/parse-yaml.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';
import { markdownTexts } from '../markdown.ts';
import { frontMatterOf } from './front-matter.ts';
import { isObjectAnchor, isShownAnchor, readAnchors } from './page-anchors.ts';
import type { AnchorPlace, PageAnchors, RepeatedAnchor } from './page-anchors.ts';
import { dataOf, deepestInclusion, includedBy } from './shortcode-files.ts';
import { shownData } from './shown-data.ts';
import type { ShownData } from './shown-data.ts';

/** The site that Hugo makes of a tree. */
export interface Site {
  /** A page by its path, `/client-server-api`: without the slash at its end. */
  page(path: string): SitePage | undefined;
  readonly paths: Iterable<string>;
  /** The pages that show a file, or a part of a YAML file. */
  pagesShowing(source: SourceFile, pointer?: string): readonly SitePage[];
  /** Markdown below `content/` that no page shows. */
  readonly hidden: readonly SourceFile[];
}

export interface SitePage {
  readonly path: string;
  readonly source: SourceFile;
  /** The Markdown files that make the page: its own, and those that it includes, at any depth. */
  readonly files: ReadonlySet<SourceFile>;
  /** Whether a heading, an element or what a shortcode shows has the id; undefined when the page has parts that cannot be known. */
  hasAnchor(id: string): boolean | undefined;
  /** The ids that are known by heart. */
  readonly anchors: ReadonlySet<string>;
  /** The headings by their ids. */
  readonly headings: ReadonlyMap<string, AnchorPlace>;
  /** How many headings of the page have the text that an id is made of, whatever number stands behind it. */
  headingsAlike(id: string): number;
  /** Ids that the page gives to more than one thing. */
  readonly repeatedAnchors: readonly RepeatedAnchor[];
}

const sites = new WeakMap<SourceTree, { readonly site: Site | undefined }>();

/** The site of a tree; undefined when it has no pages of one. */
export function siteOf(tree: SourceTree): Site | undefined {
  let known = sites.get(tree);
  if (known === undefined) sites.set(tree, (known = { site: readSite(tree) }));
  return known.site;
}

function readSite(tree: SourceTree): Site | undefined {
  const paths = tree.hasFolder('content') ? tree.pathsBelow('content').filter((path) => path.endsWith('.md')) : [];
  if (paths.length === 0) return undefined;
  const bundles = new Set(paths.filter((path) => path.endsWith('/index.md')).map((path) => path.slice(0, -'index.md'.length)));
  const byPath = new Map<string, SitePage>();
  const pages: SitePage[] = [];
  const included = new Set<SourceFile>();
  const inBundle: SourceFile[] = [];
  for (const path of paths) {
    const source = tree.file(path);
    if (source === undefined) continue;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (bundles.has(folder) && !path.endsWith('/index.md')) {
      const index = tree.file(`${folder}index.md`);
      // Pages that are shown list the files beside them in ways of their own.
      if (index !== undefined && frontOf(index)['headless'] === true) inBundle.push(source);
      continue;
    }
    const front = frontOf(source);
    if (front['headless'] === true) continue;
    const page = pageOf(tree, source, front);
    pages.push(page);
    for (const file of page.files) if (file !== source) included.add(file);
    for (const url of pathsOf(path, front)) byPath.set(url, page);
  }
  // A file that others include is read as a part of them, even where it has a page of its own as well.
  const readable = pages.filter(({ source }) => !included.has(source));
  const showing = new Map<SourceFile, SitePage[]>();
  for (const page of readable) for (const file of page.files) showing.set(file, [...(showing.get(file) ?? []), page]);
  let data: ReadonlyMap<SourceFile, readonly ShownPart[]> | undefined;
  return {
    page: (path) => byPath.get(path),
    paths: byPath.keys(),
    hidden: inBundle.filter((source) => !included.has(source)),
    pagesShowing(source, pointer) {
      if (pointer === undefined) return showing.get(source) ?? [];
      data ??= shownParts(tree, readable);
      const found = (data.get(source) ?? []).filter(({ pointers }) =>
        pointers.some((part) => part === '' || pointer === part || pointer.startsWith(`${part}/`)),
      );
      return [...new Set(found.map(({ page }) => page))];
    },
  };
}

function frontOf(source: SourceFile): Readonly<Record<string, unknown>> {
  const front = frontMatterOf(source.text);
  if (front === undefined || !/^(headless|url|slug|aliases|layout):/m.test(front)) return {};
  const { value } = parseYaml(front);
  return isMapping(value) ? value : {};
}

function pathsOf(path: string, front: Readonly<Record<string, unknown>>): readonly string[] {
  const own = path
    .slice('content'.length)
    .replace(/\.md$/, '')
    .replace(/\/_?index$/, '');
  const slug = typeof front['slug'] === 'string' ? `${own.slice(0, own.lastIndexOf('/'))}/${front['slug']}` : own;
  const url = typeof front['url'] === 'string' ? `/${front['url']}`.replaceAll(/\/+/g, '/') : slug;
  const aliases = Array.isArray(front['aliases']) ? front['aliases'].filter((alias) => typeof alias === 'string') : [];
  return [url.toLowerCase(), ...aliases].map((each) => each.replace(/\/+$/, ''));
}

/** What a page shows of a YAML file. */
interface ShownPart {
  readonly page: SitePage;
  readonly pointers: readonly string[];
}

function shownParts(tree: SourceTree, pages: readonly SitePage[]): ReadonlyMap<SourceFile, readonly ShownPart[]> {
  const found = new Map<SourceFile, ShownPart[]>();
  for (const page of pages) {
    for (const { parts } of shownOn(tree, page)) {
      for (const [source, pointers] of parts) {
        const own = found.get(source);
        if (own === undefined) found.set(source, [{ page, pointers }]);
        else own.push({ page, pointers });
      }
    }
  }
  return found;
}

/** What the shortcodes of a page show of the YAML files. */
function shownOn(tree: SourceTree, page: SitePage): readonly ShownData[] {
  const roots = new Set<SourceFile>();
  for (const file of page.files) {
    for (const { document } of markdownTexts(file)) {
      for (const shortcode of document.shortcodes) for (const root of dataOf(tree, shortcode)) roots.add(root.source);
    }
  }
  return [...roots].map((root) => shownData(tree, root));
}

function pageOf(tree: SourceTree, source: SourceFile, front: Readonly<Record<string, unknown>>): SitePage {
  const files = new Set<SourceFile>();
  filesIn(tree, source, files, 0);
  let read: PageAnchors | undefined;
  const anchors = (): PageAnchors => (read ??= readAnchors(tree, source));
  const path = pathsOf(source.path, front)[0] ?? '';
  return {
    path: path === '' ? '/' : path,
    source,
    files,
    get anchors() {
      return anchors().ids;
    },
    get headings() {
      return anchors().headingPlaces;
    },
    get repeatedAnchors() {
      return anchors().repeated;
    },
    headingsAlike(id) {
      return anchors().headings.get(id) ?? anchors().headings.get(id.replace(/-\d+$/, '')) ?? 1;
    },
    hasAnchor(id) {
      if (anchors().ids.has(id) || isObjectAnchor(id, anchors())) return true;
      // A script of old layouts numbers ids that are there more than once.
      const numbered = /^(.+)-\d+$/.exec(id)?.[1];
      const isNumbered = anchors().repeated.some((each) => each.id === numbered);
      const isInPart = anchors().isShownInPart && isShownAnchor(id);
      return anchors().isUncertain || isInPart || isNumbered || typeof front['layout'] === 'string' ? undefined : false;
    },
  };
}

function filesIn(tree: SourceTree, source: SourceFile, files: Set<SourceFile>, depth: number): void {
  if (files.has(source) || depth > deepestInclusion) return;
  files.add(source);
  for (const { document } of markdownTexts(source)) {
    for (const shortcode of document.shortcodes)
      for (const inner of includedBy(tree, source, shortcode)) filesIn(tree, inner, files, depth + 1);
  }
}
