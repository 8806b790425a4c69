/** Names of the editions of the Client-Server API that the catalogue knows, oldest first. */
export const editions = [
  'r0.1',
  'r0.2',
  'r0.3',
  'r0.4',
  'r0.5',
  'r0.6',
  'v1.1',
  'v1.2',
  'v1.3',
  'v1.4',
  'v1.5',
  'v1.6',
  'v1.7',
  'v1.8',
  'v1.9',
  'v1.10',
  'v1.11',
  'v1.12',
  'v1.13',
  'v1.14',
  'v1.15',
  'v1.16',
  'v1.17',
  'v1.18',
] as const;

/** One edition of the Client-Server API: `r0.1` … `r0.6`, `v1.1` … `v1.18`. */
export type Edition = (typeof editions)[number];

export const oldestEdition: Edition = 'r0.1';
export const newestEdition: Edition = 'v1.18';

/** The edition that a version string stands for (`r0.6.1` and `r0.6` are one edition), if the catalogue knows it. */
export function editionOf(version: string): Edition | undefined {
  const name = /^(r\d+\.\d+)(\.\d+)?$/.exec(version)?.[1] ?? version;
  return editions.find((edition) => edition === name);
}

/** The newest edition among `versions`, as `GET /versions` lists them, that the catalogue knows as well. */
export function newestCommonEdition(versions: readonly string[]): Edition | undefined {
  const offered = new Set(versions.map(editionOf));
  return editions.findLast((edition) => offered.has(edition));
}

/** The path segment under which an edition serves its endpoints: `/_matrix/client/<prefix>`. */
export function pathPrefix(edition: Edition): 'r0' | 'v3' {
  return edition.startsWith('r') ? 'r0' : 'v3';
}

/** Whether something that came with `since` and went with `until` (the first edition without it) is part of `edition`. */
export function isPartOf(edition: Edition, span: { readonly since?: Edition | undefined; readonly until?: Edition | undefined }): boolean {
  const at = editions.indexOf(edition);
  const from = span.since === undefined ? 0 : editions.indexOf(span.since);
  const to = span.until === undefined ? editions.length : editions.indexOf(span.until);
  return from <= at && at < to;
}
