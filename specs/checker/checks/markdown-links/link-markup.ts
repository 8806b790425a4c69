import type { Range } from '../../../yaml/lines.ts';
import type { Fix } from '../../finding.ts';
import type { MarkdownText } from '../../prose/markdown.ts';
import { normalLabel } from '../../prose/markdown/inline-markup.ts';
import type { MarkdownLink } from '../../prose/markdown/markdown-document.ts';
import type { Labels } from './link-labels.ts';
import { brokenLink, emptyLink, reversedLink, rstMarkup } from './link-codes.ts';
import { spotIn } from './link-look.ts';
import type { LinkLook } from './link-look.ts';

/** Looks at what was meant as a link, or comes from another language, and is none. */
export function lookAtMarkup({ text, report }: LinkLook, { defined }: Labels): void {
  for (const { kind, range, written, wanted } of text.document.mistakes) {
    switch (kind) {
      case 'broken-link':
        report.finding(
          brokenLink,
          spotIn(text, range),
          `this is no link as it stands: ${written}; write %20 for a space, and ) at its end`,
        );
        break;
      case 'spaced-link':
        // What stands in parentheses behind a link is a remark.
        if (defined.has(normalLabel(/^\[([^\]]*)\]/.exec(written)?.[1] ?? ''))) break;
        report.finding(
          brokenLink,
          spotIn(text, range),
          `a space stands between the text and the address, so this is no link; write ${wanted ?? written}`,
          inPlace(text, range, wanted),
        );
        break;
      case 'unclosed-label':
        report.finding(
          brokenLink,
          spotIn(text, range),
          `a ] is missing before the address, so this is no link; write ${wanted ?? written}`,
          inPlace(text, range, wanted),
        );
        break;
      case 'reversed-link':
        report.finding(reversedLink, spotIn(text, range), `the brackets are the wrong way round; write [text](${written})`);
        break;
      case 'rst-link':
        report.finding(
          rstMarkup,
          spotIn(text, range),
          `${written} is a link in reStructuredText, not in Markdown; write ${wanted ?? '[text](address)'}`,
          inPlace(text, range, wanted?.includes('…') === true ? undefined : wanted),
        );
        break;
      case 'rst-target':
        report.finding(
          rstMarkup,
          spotIn(text, range),
          `${written} is a target in reStructuredText, not in Markdown; give a heading an id: {#id}`,
        );
        break;
      case 'template-variable':
        report.finding(
          rstMarkup,
          spotIn(text, range),
          `${written} is a variable of old templates, which nothing replaces; write a shortcode, such as {{% http-api … %}}`,
        );
    }
  }
}

/** Writes something for what stands in a file of Markdown; in a description it may stand in quotation marks. */
function inPlace({ pointer }: MarkdownText, range: Range, wanted: string | undefined): { readonly fix?: Fix } {
  return wanted === undefined || pointer !== undefined ? {} : { fix: { edits: [{ ...range, text: wanted }] } };
}

/** Looks whether a link has an address, and a text to follow it by. */
export function lookAtEmptiness({ text, report }: LinkLook, link: MarkdownLink): void {
  if (link.destination === '') {
    report.finding(emptyLink, spotIn(text, link.range), 'this link has no address; write one, or take the brackets away');
  } else if (link.text.trim() === '' && !link.isImage) {
    const message = `this link to ${link.destination ?? ''} has no text that could be followed; write it between the brackets`;
    report.finding(emptyLink, spotIn(text, link.range), message);
  }
}
