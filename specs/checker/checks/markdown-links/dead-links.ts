import type { Report, Spot } from '../../check.ts';
import { nearest } from '../../nearest.ts';
import type { SitePage } from '../../prose/markdown/site.ts';
import { deadAnchor } from './link-codes.ts';

/** A link to an id that its page has not. */
interface DeadLink {
  readonly page: SitePage;
  readonly id: string;
  readonly at: Spot;
  readonly message: string;
}

/** The ids that the links of a tree lead to. */
export interface LinkTally {
  /** Takes down a link that leads to an id of a page. */
  alive(page: SitePage, id: string): void;
  dead(link: DeadLink): void;
  /** Tells of the dead ones: of several to one id at the heading that lost it, if there is one; of all others where they stand. */
  tell(report: Report): void;
}

export function linkTally(): LinkTally {
  const used = new Set<string>();
  const lost = new Map<string, DeadLink[]>();
  const nameOf = ({ path }: SitePage, id: string): string => `${path}#${id}`;
  return {
    alive: (page, id) => void used.add(nameOf(page, id)),
    dead(link) {
      const name = nameOf(link.page, link.id);
      const alike = lost.get(name);
      if (alike === undefined) lost.set(name, [link]);
      else alike.push(link);
    },
    tell(report) {
      for (const [first, ...others] of lost.values()) {
        if (first === undefined) continue;
        const heading = others.length === 0 ? undefined : headingMeant(first, (id) => used.has(nameOf(first.page, id)));
        if (heading === undefined) {
          for (const { at, message } of [first, ...others]) report.finding(deadAnchor, at, message);
          continue;
        }
        const message = `${others.length + 1} links lead to the id ${JSON.stringify(first.id)} of this page; this heading has ${JSON.stringify(heading.id)}: correct it, or write {#${first.id}} behind it`;
        const related = [first, ...others].slice(0, 20).map(({ at }) => ({ at, message: 'a link to it' }));
        report.finding(deadAnchor, heading.at, message, { related });
      }
    },
  };
}

/** The heading that the links to an id were most likely made for: its own id is nearly that one, and no link leads to it. */
function headingMeant({ page, id }: DeadLink, isUsed: (id: string) => boolean): { readonly id: string; readonly at: Spot } | undefined {
  const free = [...page.headings.keys()].filter((each) => !isUsed(each));
  const near = nearest(id, free);
  const place = near === undefined ? undefined : page.headings.get(near);
  if (near === undefined || place === undefined) return undefined;
  return { id: near, at: { source: place.source, range: { start: place.start, end: place.end } } };
}
