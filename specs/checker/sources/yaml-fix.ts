import type { Fix } from '../finding.ts';
import type { Place } from './place.ts';

/** Writes another key, in the quotation marks that the one there has; undefined where it does not stand as it is read. */
export function keyFix({ source, pointer }: Place, written: string, wanted: string): { readonly fix?: Fix } {
  return fixAt({ source, pointer }, 'key', written, wanted);
}

/** Writes another text for one, in the quotation marks that the one there has. */
export function textFix({ source, pointer }: Place, written: string, wanted: string): { readonly fix?: Fix } {
  return fixAt({ source, pointer }, 'value', written, wanted);
}

/** Takes the quotation marks of a value away. */
export function unquotedFix({ source, pointer }: Place, written: string): { readonly fix?: Fix } {
  const range = source.yaml?.rangeOf(pointer);
  const there = range === undefined ? '' : source.text.slice(range.start, range.end);
  return range === undefined || !/^(["']).*\1$/.test(there) || there.slice(1, -1) !== written
    ? {}
    : { fix: { edits: [{ ...range, text: written }] } };
}

function fixAt({ source, pointer }: Place, part: 'key' | 'value', written: string, wanted: string): { readonly fix?: Fix } {
  const range = source.yaml?.rangeOf(pointer, part);
  const there = range === undefined ? '' : source.text.slice(range.start, range.end);
  const [, quote = '', inner] = /^(["']?)([^"'\n]*)\1$/.exec(there) ?? [];
  return range === undefined || inner !== written ? {} : { fix: { edits: [{ ...range, text: `${quote}${wanted}${quote}` }] } };
}
