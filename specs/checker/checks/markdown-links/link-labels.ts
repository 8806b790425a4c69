import type { MarkdownText } from '../../prose/markdown.ts';
import { markdownTexts } from '../../prose/markdown.ts';
import type { LinkDefinition, MarkdownLink } from '../../prose/markdown/markdown-document.ts';
import type { Site, SitePage } from '../../prose/markdown/site.ts';
import { duplicateDefinition, undefinedReference, unusedDefinition } from './link-codes.ts';
import { spotIn } from './link-look.ts';
import type { LinkLook } from './link-look.ts';

/** The labels that a text can use, and those that are used where its own are known: in all that is shown on the same pages. */
export interface Labels {
  readonly defined: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
}

/** Gives the labels that count in a text. */
export function labelsIn(site: Site | undefined): (text: MarkdownText) => Labels {
  const ofPages = new Map<SitePage, Labels>();
  const ofPage = (page: SitePage): Labels => {
    let labels = ofPages.get(page);
    if (labels === undefined) ofPages.set(page, (labels = labelsOf([...page.files].flatMap((file) => markdownTexts(file)))));
    return labels;
  };
  return (text) => {
    const pages = text.pointer === undefined && site !== undefined ? site.pagesShowing(text.source) : [];
    const [first, ...others] = pages.map(ofPage);
    if (first === undefined) return labelsOf([text]);
    if (others.length === 0) return first;
    return {
      defined: new Set([first, ...others].flatMap(({ defined }) => [...defined])),
      used: new Set([first, ...others].flatMap(({ used }) => [...used])),
    };
  };
}

function labelsOf(texts: readonly MarkdownText[]): Labels {
  const [defined, used] = [new Set<string>(), new Set<string>()];
  for (const { document } of texts) {
    for (const { label } of document.definitions) defined.add(label);
    for (const { label } of document.links) if (label !== undefined) used.add(label);
  }
  return { defined, used };
}

/** Looks whether labels are defined once, and used. */
export function lookAtDefinitions({ text, report }: LinkLook, { used }: Labels): void {
  const first = new Map<string, LinkDefinition>();
  for (const definition of text.document.definitions) {
    const { label, destination, range } = definition;
    const earlier = first.get(label);
    if (earlier === undefined) {
      first.set(label, definition);
      if (!used.has(label))
        report.finding(unusedDefinition, spotIn(text, range), `nothing uses the label [${label}]; use it, or delete this line`);
    } else if (earlier.destination !== destination) {
      const message = `[${label}] is defined above with another address, which counts; delete one of them`;
      report.finding(duplicateDefinition, spotIn(text, range), message, {
        related: [{ at: spotIn(text, earlier.range), message: 'the one that counts' }],
      });
    }
  }
}

/** Whether brackets make a link; those that were meant to are reported. */
export function isReference(look: LinkLook, { label = '', perhaps, range }: MarkdownLink, { defined }: Labels): boolean {
  if (defined.has(label)) return true;
  if (!perhaps && /[a-z]/i.test(label)) {
    const { text, report, hints } = look;
    report.finding(undefinedReference, spotIn(text, range), `no line defines [${label}]: address${hints.meant(label, defined)}`);
  }
  return false;
}
