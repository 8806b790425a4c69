import { isMapping } from '../../../reader/resolve.ts';
import { parseYaml } from '../../../yaml/parse-yaml.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';
import { markdownTexts } from '../markdown.ts';
import { anchorize, headingIds, headingReadings } from './heading-ids.ts';
import { frontMatterOf } from './front-matter.ts';
import { filesOf, targetOf } from './shortcode-targets.ts';
import type { Shortcode } from './shortcodes.ts';
import { operationAnchors, type ShownData, shownData } from './shown-data.ts';

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
  /** How many headings of the page have the text that an id is made of, whatever number stands behind it. */
  headingsAlike(id: string): number;
  /** Ids that the page gives to more than one thing. */
  readonly repeatedAnchors: readonly RepeatedAnchor[];
}

interface RepeatedAnchor {
  readonly id: string;
  readonly first: AnchorPlace;
  readonly second: AnchorPlace;
}

interface AnchorPlace {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** Shortcodes that give no ids, or ids that are known. Those of others make a page's anchors uncertain. */
const transparent =
  /^(boxes\/.*|added-in|changed-in|cs-modules?|rver-fragment|http-api|event|event-fields|event-group|definition|diagram|sas-emojis|msgtypes)$/;
const deepestInclusion = 10;
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

/** The YAML files that a shortcode shows, and the name of each of them. */
function dataOf(tree: SourceTree, shortcode: Shortcode): readonly { readonly source: SourceFile; readonly name: string }[] {
  const isMessages = shortcode.name === 'msgtypes';
  const target = targetOf(isMessages ? { ...shortcode, name: 'event-group', parameters: { group_name: 'm.room.message$' } } : shortcode);
  if (target === undefined || !target.folder.startsWith('data')) return [];
  return filesOf(tree, target).flatMap((path) => {
    const source = tree.file(path);
    const name = path.slice(target.folder.length + 1).replace(/\.\w+$/, '');
    return source === undefined ? [] : [{ source, name: isMessages ? name.slice(name.indexOf('$') + 1) : name }];
  });
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
      return anchors().isUncertain || isNumbered || typeof front['layout'] === 'string' ? undefined : false;
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

function includedBy(tree: SourceTree, from: SourceFile, shortcode: Shortcode): readonly SourceFile[] {
  if (shortcode.name === 'cs-modules') {
    const folder = `${from.path.slice(0, from.path.lastIndexOf('/'))}/modules`;
    return tree.hasFolder(folder) ? tree.pathsBelow(folder).flatMap((path) => (path.endsWith('.md') ? (tree.file(path) ?? []) : [])) : [];
  }
  if (!isInclusion(shortcode)) return [];
  const target = targetOf(shortcode);
  return target === undefined ? [] : filesOf(tree, target).flatMap((path) => tree.file(path) ?? []);
}

/** Whether a shortcode includes one file, which it names. */
function isInclusion({ name }: Shortcode): boolean {
  return name === 'cs-module' || name === 'rver-fragment';
}

interface PageAnchors {
  readonly ids: Set<string>;
  /** Anchors that those of objects begin with, and the objects' titles as ids. */
  readonly bases: Map<string, Set<string>>;
  readonly repeated: RepeatedAnchor[];
  /** How many headings there are whose ids are made of one text, by the first id. */
  readonly headings: Map<string, number>;
  isUncertain: boolean;
}

/** Whether an id is that of an object's table: that of its event or operation, `_request` or `_response-200`, and its title. */
function isObjectAnchor(id: string, { bases }: PageAnchors): boolean {
  for (let at = id.indexOf('_', 1); at >= 0; at = id.indexOf('_', at + 1)) {
    const titles = bases.get(id.slice(0, at));
    if (titles === undefined) continue;
    const title = id.slice(at + 1);
    if (titles.has(title) || titles.has(title.replace(/^(request|response-\w+?)_/, ''))) return true;
  }
  return false;
}

function readAnchors(tree: SourceTree, source: SourceFile): PageAnchors {
  const anchors: PageAnchors = { ids: new Set(['top']), bases: new Map(), repeated: [], headings: new Map(), isUncertain: false };
  const places = new Map<string, AnchorPlace>();
  const ofPage = headingIds();
  const give = (id: string, place: AnchorPlace): void => {
    const first = places.get(id);
    if (first === undefined) places.set(id, place);
    else anchors.repeated.push({ id, first, second: place });
    anchors.ids.add(id);
  };

  const readFile = (file: SourceFile, above: readonly SourceFile[]): void => {
    if (above.includes(file) || above.length > deepestInclusion) return;
    // Some versions of the layout number the headings of each included file on their own.
    const ofFile = headingIds();
    for (const { document } of markdownTexts(file)) {
      // What a variable of old templates was replaced by had ids as well.
      if (document.mistakes.some(({ kind }) => kind === 'template-variable')) anchors.isUncertain = true;
      const parts = [
        ...document.headings.map((heading) => ({ at: heading.range.start, heading, shortcode: undefined })),
        ...document.shortcodes.map((shortcode) => ({ at: shortcode.range.start, heading: undefined, shortcode })),
      ].toSorted((one, other) => one.at - other.at);
      if (document.brokenShortcodes.length > 0) anchors.isUncertain = true;
      for (const { id, range } of document.htmlIds) give(id, { source: file, ...range });
      for (const { heading, shortcode } of parts) {
        if (heading?.id !== undefined) {
          give(heading.id, { source: file, ...heading.range });
          ofPage.take(heading.id);
          ofFile.take(heading.id);
        } else if (heading !== undefined) {
          const [asWritten = '', ...others] = headingReadings(heading.text);
          const base = anchorize(asWritten);
          anchors.headings.set(base, (anchors.headings.get(base) ?? 0) + 1);
          anchors.ids.add(ofPage.add(base)).add(ofFile.add(base));
          for (const reading of others) anchors.ids.add(anchorize(reading));
        } else if (shortcode !== undefined && shortcode.kind !== 'closing') {
          readShortcode(file, shortcode, above);
        }
      }
    }
  };

  const readShortcode = (file: SourceFile, shortcode: Shortcode, above: readonly SourceFile[]): void => {
    if (!transparent.test(shortcode.name)) anchors.isUncertain = true;
    if (isInclusion(shortcode) && includedBy(tree, file, shortcode).length === 0) anchors.isUncertain = true;
    for (const inner of includedBy(tree, file, shortcode)) readFile(inner, [...above, file]);
    const place = { source: file, ...shortcode.range };
    for (const { source: root, name } of dataOf(tree, shortcode)) {
      const shown = shownData(tree, root);
      const titles = new Set([...shown.titles].map(anchorize));
      for (const { document } of [...shown.parts.keys()].flatMap((each) => markdownTexts(each))) {
        for (const { id } of document.htmlIds) anchors.ids.add(id);
        for (const heading of document.headings) anchors.ids.add(heading.id ?? anchorize(heading.text));
      }
      if (shortcode.name === 'http-api') {
        const prefix = shortcode.parameters['anchor_base'];
        for (const { anchor } of operationAnchors(tree, root, anchorize)) {
          const id = prefix === undefined ? anchor : `${prefix}_${anchor}`;
          give(id, place);
          anchors.bases.set(id, titles);
        }
      } else if (shortcode.name === 'definition') {
        for (const title of titlesOf(root, shown)) {
          const id = `definition-${anchorize(title)}`;
          anchors.ids.add(id);
          anchors.bases.set(id, titles);
        }
      } else if (shortcode.name !== 'event-fields') {
        const id = anchorize(name);
        // The template of message types leaves out some, which have places of their own.
        if (shortcode.name === 'msgtypes') anchors.ids.add(id);
        else give(id, place);
        anchors.bases.set(id, titles);
      }
    }
  };

  readFile(source, []);
  return anchors;
}

/** The title of a definition; any of those that it refers to when it has none of its own. */
function titlesOf(root: SourceFile, shown: ShownData): Iterable<string> {
  const value = root.yaml?.value;
  return isMapping(value) && typeof value['title'] === 'string' ? [value['title']] : shown.titles;
}
