import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';

/** Whether what a file says to people is Markdown: also the descriptions in YAML, once the site has pages in Markdown. */
export function isMarkdown(tree: SourceTree, source: SourceFile): boolean {
  switch (source.kind) {
    case 'markdown':
      return true;
    case 'fragment':
      return !isRstFragment(tree, source);
    case 'api':
    case 'schema':
    case 'data':
      return source.path.startsWith('data/') || tree.hasFolder('content');
    default:
      return false;
  }
}

/** Changelogs were written in reStructuredText while the specification was. */
function isRstFragment(tree: SourceTree, { path }: SourceFile): boolean {
  const folder = path.slice(0, path.indexOf('newsfragments/'));
  const settings = tree.file(`${folder}pyproject.toml`) ?? tree.file('changelogs/pyproject.toml');
  return settings !== undefined && /^\s*filename\s*=\s*"[^"]*\.rst"/m.test(settings.text);
}
