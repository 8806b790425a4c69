/** The id that Hugo makes of a text: letters, digits, `-` and `_`, in lower case, with `-` for each space. */
export function anchorize(text: string): string {
  return text
    .trim()
    .replaceAll(/[^\p{L}\p{Nd}_\- ]/gu, '')
    .replaceAll(' ', '-')
    .toLowerCase();
}

/** Gives ids to the headings of one page, in their order and by what `anchorize` makes of them: a second `notes` becomes `notes-1`. */
export function headingIds(): { add(anchor: string): string; take(id: string): void } {
  const taken = new Set<string>();
  const nextOf = new Map<string, number>();
  return {
    add(anchor) {
      const base = anchor || 'heading';
      let id = base;
      let next = nextOf.get(base) ?? 1;
      while (taken.has(id)) id = `${base}-${next++}`;
      nextOf.set(base, next);
      taken.add(id);
      return id;
    },
    take(id) {
      taken.add(id);
    },
  };
}

/** What a heading may be read as before its id is made: as written, and as shown. */
export function headingReadings(text: string): readonly string[] {
  const plain = text.replaceAll(/\{\{[%<][^{}]*[%>]\}\}/g, '').trim();
  const shown = plain.replaceAll(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1').replaceAll(/<\/?[a-zA-Z][^<>]*>/g, '');
  return [...new Set([text, plain, shown])];
}
