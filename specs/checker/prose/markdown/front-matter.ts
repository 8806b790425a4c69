/** The front matter of a page, without the lines of dashes around it; undefined when there is none. */
export function frontMatterOf(text: string): string | undefined {
  return /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m.exec(text.startsWith('---') || text.startsWith('\uFEFF---') ? text : '')?.[1];
}
