import type { Check } from '../check.ts';
import { limitedHints } from '../nearest.ts';
import { markdownTexts } from '../prose/markdown.ts';
import { siteOf } from '../prose/markdown/site.ts';
import { proseLanguage } from '../prose/prose-language.ts';
import { linkTally } from './markdown-links/dead-links.ts';
import * as codes from './markdown-links/link-codes.ts';
import { isReference, labelsIn, lookAtDefinitions } from './markdown-links/link-labels.ts';
import { lookAtEmptiness, lookAtMarkup } from './markdown-links/link-markup.ts';
import { lookAtTarget } from './markdown-links/link-target.ts';

/** Links in everything that is written in Markdown: whether they are links, and whether what they lead to is there. */
export const markdownLinks: Check = {
  codes: Object.values(codes),
  run(tree, report) {
    const site = siteOf(tree);
    const labelsOf = labelsIn(site);
    const hints = limitedHints();
    const tally = linkTally();
    for (const source of tree.files) {
      if (proseLanguage(tree, source) !== 'markdown') continue;
      for (const text of markdownTexts(source)) {
        const look = { tree, site, text, report, hints, tally };
        const { links, definitions } = text.document;
        const hasLabels = definitions.length > 0 || links.some(({ kind }) => kind === 'reference');
        const labels = hasLabels ? labelsOf(text) : { defined: new Set<string>(), used: new Set<string>() };
        lookAtMarkup(look, labels);
        lookAtDefinitions(look, labels);
        for (const link of links) {
          if (link.kind === 'reference' && !isReference(look, link, labels)) continue;
          report.looked('links');
          if (link.kind === 'inline') lookAtEmptiness(look, link);
          if (link.destination !== undefined && link.destination !== '') lookAtTarget(look, link.destination, link.range, link.isImage);
        }
        for (const { destination, destinationRange } of definitions) lookAtTarget(look, destination, destinationRange, false);
      }
    }
    tally.tell(report);
  },
};
