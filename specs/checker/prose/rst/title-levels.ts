import type { RstTitle } from './rst-document.ts';
import type { JoinedDocument, JoinedDocuments } from './joined-documents.ts';
import { rstDocument } from '../rst.ts';
import type { SourceFile } from '../../sources/source-file.ts';

/** A title at a level where none can stand. */
export interface WrongTitle {
  readonly source: SourceFile;
  readonly title: RstTitle;
  readonly message: string;
}

/** The titles of a file that makes a document of its own: the order in which the styles appear is the order of their levels. */
export function wrongLevels(source: SourceFile): readonly WrongTitle[] {
  const wrong: WrongTitle[] = [];
  const styles: string[] = [];
  let level = 0;
  for (const title of rstDocument(source).titles) {
    const known = styles.indexOf(title.style) + 1;
    const deepest = styles.length;
    if (known === 0 && level < deepest) {
      wrong.push({
        source,
        title,
        message: `a title below this one's place is at level ${level + 1}, whose line is ${drawn(styles[level])}, but this line is of a style that has not been used yet; write ${drawn(styles[level])}`,
      });
      continue;
    }
    if (known === 0) styles.push(title.style);
    const now = known === 0 ? styles.length : known;
    if (now > level + 1) {
      wrong.push({
        source,
        title,
        message: `this title is of level ${now} (${drawn(title.style)}), and the one above it of level ${level}; write ${drawn(styles[level])} for level ${level + 1}`,
      });
    }
    level = now;
  }
  return wrong;
}

/** The titles of a document that is joined from files: the listing says which style is which level. */
export function wrongJoinedLevels(document: JoinedDocument, { styles, relative }: JoinedDocuments): readonly WrongTitle[] {
  const wrong: WrongTitle[] = [];
  if (styles.length === 0) return wrong;
  let above = -1;
  for (const { source, level: moved } of document.parts) {
    let offset: number | undefined;
    // Styles are compared within a file; that it begins at most one level lower than the file before ends is looked at across them.
    let absolute = 0;
    for (const title of rstDocument(source).titles) {
      const step = { [relative.lower]: 1, [relative.same]: 0, [relative.higher]: -1 }[title.style];
      if (step !== undefined && offset !== undefined) {
        above = moved + absolute - offset + step;
        continue;
      }
      const level = styles.indexOf(title.style);
      if (level < 0) {
        wrong.push({
          source,
          title,
          message: `the line below this title is not of one of the styles ${styles.join(' ')}, which the documents are joined by`,
        });
        continue;
      }
      offset ??= level;
      const now = moved + level - offset;
      if (level > absolute + 1) {
        wrong.push({
          source,
          title,
          message: `this title is of level ${level + 1} (${drawn(title.style)}), and the one above it of level ${absolute + 1}; write ${drawn(styles[absolute + 1])} for level ${absolute + 2}`,
        });
      } else if (now > above + 1) {
        wrong.push({
          source,
          title,
          message: `in the document "${document.name}" this title comes to stand at level ${now + 1}, below one of level ${above + 1}; move it up, or move the file in the listing`,
        });
      }
      [absolute, above] = [level, now];
    }
  }
  return wrong;
}

function drawn(style: string | undefined): string {
  return style === undefined ? 'that of the title above' : style.charAt(0).repeat(3);
}
