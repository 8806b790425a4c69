import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';

/**
 * What a file says to people in: its own text, or its descriptions when it is YAML. Undefined when it says nothing, or when the tree does
 * not tell: descriptions are Markdown once the site has pages in Markdown, and reStructuredText beside a specification in that.
 */
export function proseLanguage(tree: SourceTree, source: SourceFile): 'markdown' | 'rst' | undefined {
  switch (source.kind) {
    case 'markdown':
      return 'markdown';
    case 'rst':
      return 'rst';
    case 'fragment':
      return isRstFragment(tree, source) ? 'rst' : 'markdown';
    case 'api':
    case 'schema':
    case 'data':
      if (source.path.startsWith('data/')) return 'markdown';
      return isRstTree(tree) ? 'rst' : tree.hasFolder('content') ? 'markdown' : undefined;
    default:
      return undefined;
  }
}

const memory = new WeakMap<SourceTree, boolean>();

function isRstTree(tree: SourceTree): boolean {
  let known = memory.get(tree);
  if (known === undefined)
    memory.set(tree, (known = tree.hasFolder('specification') && tree.pathsBelow('specification').some((path) => path.endsWith('.rst'))));
  return known;
}

/** Changelogs were written in reStructuredText while the specification was. */
function isRstFragment(tree: SourceTree, { path }: SourceFile): boolean {
  const folder = path.slice(0, path.indexOf('newsfragments/'));
  const settings = tree.file(`${folder}pyproject.toml`) ?? tree.file('changelogs/pyproject.toml');
  return settings !== undefined && /^\s*filename\s*=\s*"[^"]*\.rst"/m.test(settings.text);
}
