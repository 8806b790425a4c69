import { isMapping } from '../../../reader/resolve.ts';
import { isSound } from '../../sources/is-whole.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';
import { markdownTexts } from '../markdown.ts';
import type { MarkdownHeading } from './markdown-document.ts';
import { anchorize, headingIds, headingReadings } from './heading-ids.ts';
import { dataOf, deepestInclusion, includedBy, isInclusion } from './shortcode-files.ts';
import type { Shortcode } from './shortcodes.ts';
import { operationAnchors, shownData } from './shown-data.ts';
import type { ShownData } from './shown-data.ts';

/** An id that a page gives to more than one thing. */
export interface RepeatedAnchor {
  readonly id: string;
  readonly first: AnchorPlace;
  readonly second: AnchorPlace;
}

export interface AnchorPlace {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** The ids of a page. */
export interface PageAnchors {
  readonly ids: Set<string>;
  /** Anchors that those of objects begin with, and the objects' titles as ids. */
  readonly bases: Map<string, Set<string>>;
  readonly repeated: RepeatedAnchor[];
  /** The headings by their own ids, the first of each. */
  readonly headingPlaces: Map<string, AnchorPlace>;
  /** How many headings there are whose ids are made of one text, by the first id. */
  readonly headings: Map<string, number>;
  isUncertain: boolean;
  /** Whether something that it shows is no sound YAML, so that the ids of operations and objects are not all known. */
  isShownInPart: boolean;
}

/** Shortcodes that give no ids, or ids that are known. Those of others make a page's anchors uncertain. */
const transparent =
  /^(boxes\/.*|added-in|changed-in|cs-modules?|rver-fragment|http-api|event|event-fields|event-group|definition|diagram|sas-emojis|msgtypes)$/;

/** Whether an id is that of an object's table: that of its event or operation, `_request` or `_response-200`, and its title. */
export function isObjectAnchor(id: string, { bases }: PageAnchors): boolean {
  for (let at = id.indexOf('_', 1); at >= 0; at = id.indexOf('_', at + 1)) {
    const titles = bases.get(id.slice(0, at));
    if (titles === undefined) continue;
    const title = id.slice(at + 1);
    if (titles.has(title) || titles.has(title.replace(/^(request|response-\w+?)_/, ''))) return true;
  }
  return false;
}

/** Whether an id has the form of those that the templates give to operations, definitions and objects. */
export function isShownAnchor(id: string): boolean {
  return /_|^definition-|^(?:get|post|put|delete|patch|head|options)/.test(id);
}

/** Reads the ids of a page and of all that it includes and shows. */
export function readAnchors(tree: SourceTree, source: SourceFile): PageAnchors {
  const anchors: PageAnchors = {
    ids: new Set(['top']),
    bases: new Map(),
    repeated: [],
    headings: new Map(),
    headingPlaces: new Map(),
    isUncertain: false,
    isShownInPart: false,
  };
  const places = new Map<string, AnchorPlace>();
  const ofPage = headingIds();
  const give = (id: string, place: AnchorPlace): void => {
    const first = places.get(id);
    if (first === undefined) places.set(id, place);
    else anchors.repeated.push({ id, first, second: place });
    anchors.ids.add(id);
  };

  const placeHeading = (id: string, file: SourceFile, { range }: MarkdownHeading): void => {
    if (!anchors.headingPlaces.has(id)) anchors.headingPlaces.set(id, { source: file, ...range });
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
          placeHeading(heading.id, file, heading);
          ofPage.take(heading.id);
          ofFile.take(heading.id);
        } else if (heading !== undefined) {
          const [asWritten = '', ...others] = headingReadings(heading.text);
          const base = anchorize(asWritten);
          anchors.headings.set(base, (anchors.headings.get(base) ?? 0) + 1);
          const id = ofPage.add(base);
          anchors.ids.add(id).add(ofFile.add(base));
          placeHeading(id, file, heading);
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
      const files = [...shown.parts.keys()];
      if (files.some((part) => !isSound(part))) anchors.isShownInPart = true;
      const titles = new Set([...shown.titles].map(anchorize));
      for (const { document } of files.flatMap((each) => markdownTexts(each))) {
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
