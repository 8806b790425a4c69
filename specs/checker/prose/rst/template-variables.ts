import { posix } from 'node:path';
import type { SourceTree } from '../../sources/source-tree.ts';

/** The variables of the templating that old trees have. */
export interface TemplateVariables {
  /** Whether there is one of that name. */
  has(name: string): boolean;
  /** Whether the lack of one of that name is certain: what would give it its value is part of the tree. */
  judges(name: string): boolean;
  /** Those that are known by name. */
  names(): readonly string[];
}

/** How the folders of API descriptions are called in the names of variables. */
const suffixes = new Map([
  ['application-service', 'as'],
  ['client-server', 'cs'],
  ['identity', 'is'],
  ['push-gateway', 'push'],
  ['server-server', 'ss'],
]);
const memory = new WeakMap<SourceTree, TemplateVariables>();

/** The variables that the API descriptions, the event schemas, the changelogs and the templating of a tree give values. */
export function templateVariables(tree: SourceTree): TemplateVariables {
  let known = memory.get(tree);
  if (known === undefined) memory.set(tree, (known = read(tree)));
  return known;
}

function read(tree: SourceTree): TemplateVariables {
  const apis = tree.pathsBelow('api').filter((path) => path.endsWith('.yaml'));
  const schemas = tree.pathsBelow('event-schemas/schema');
  const changelogs = tree.pathsBelow('changelogs').filter((path) => path.endsWith('.rst'));
  const sections = ['templating', 'scripts/templating']
    .map((folder) => tree.file(`${folder}/matrix_templates/sections.py`)?.text)
    .find((text) => text !== undefined);
  const names = new Set<string>();
  const definitions = new Set<string>();
  for (const path of apis) {
    const folders = posix.dirname(path).split('/').slice(1);
    const suffix = suffixes.get(folders[0] ?? '');
    const stem = posix.basename(path, '.yaml').replace(/\W/g, '_');
    if (folders.includes('definitions')) definitions.add(stem);
    else names.add(suffix === undefined ? `${stem}_http_api` : `${stem}_${suffix}_http_api`);
    // The names of the oldest trees had no suffix, but said which of them belong to the second version.
    if (sections !== undefined && suffix !== undefined) {
      names.add(`${stem}_http_api`);
      if (folders[1]?.startsWith('v2') === true) names.add(`v2_${stem}_http_api`);
    }
  }
  for (const path of schemas)
    names.add(
      `${posix
        .basename(path)
        .replace(/\.ya?ml$/, '')
        .replace(/[^A-Za-z0-9]/g, '_')}_event`,
    );
  for (const path of changelogs) names.add(`${posix.basename(path, '.rst')}_changelog`);
  for (const [, name = ''] of (sections ?? '').matchAll(/def render_(\w+)\(/g)) names.add(name);
  const isDefinition = (name: string): boolean => [...definitions].some((stem) => name.endsWith(`_${stem}`));
  return {
    has: (name) =>
      names.has(name) || (name.startsWith('definition_') && isDefinition(name)) || /^unstable_warning_block_[A-Z_]+$/.test(name),
    judges: (name) =>
      sections !== undefined ||
      (name.endsWith('_http_api') && apis.length > 0) ||
      (/^m_\w+_event$/.test(name) && schemas.length > 0) ||
      (name.endsWith('_changelog') && changelogs.length > 0) ||
      (name.startsWith('definition_') && definitions.size > 0),
    names: () => [...names],
  };
}
