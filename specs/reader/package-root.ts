import { existsSync, readFileSync } from 'node:fs';

/** The folder that holds the package, from sources and when compiled alike: the nearest one above with its `package.json`. */
export const packageRoot: URL = findRoot(new URL('.', import.meta.url));

function findRoot(folder: URL): URL {
  const file = new URL('package.json', folder);
  if (existsSync(file) && readFileSync(file, 'utf8').includes('"name": "matrix-conformance"')) return folder;
  const above = new URL('..', folder);
  if (above.href === folder.href)
    throw new Error(`no package.json of matrix-conformance above ${import.meta.url}; the installation is not complete`);
  return findRoot(above);
}
