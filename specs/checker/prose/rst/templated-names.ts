import { isMapping } from '../../../reader/resolve.ts';
import { rstDocument } from '../rst.ts';
import { normalName } from './rst-document.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';

/** What the templating of old trees put into documents. */
export interface TemplatedNames {
  /** Whether what templates are filled with may hold a title or a target of that name. */
  mayHold(name: string): boolean;
}

const memory = new WeakMap<SourceTree, TemplatedNames>();

/** The names of titles and targets that may come from the API descriptions, the event schemas and the changelogs of a tree. */
export function templatedNames(tree: SourceTree): TemplatedNames {
  let known = memory.get(tree);
  if (known === undefined) memory.set(tree, (known = read(tree)));
  return known;
}

function read(tree: SourceTree): TemplatedNames {
  const names = new Set<string>();
  let prose = '';
  const sources = ['api', 'event-schemas', 'changelogs']
    .flatMap((folder) => tree.pathsBelow(folder))
    .flatMap((path) => tree.file(path) ?? []);
  const events = tree.hasFolder('event-schemas');
  for (const source of sources) {
    if (source.kind === 'rst') for (const { name } of rstDocument(source).targets) names.add(name);
    else if (source.kind === 'api') addOperations(source, names);
    else if (source.kind === 'schema') addTitles(source, names);
    if (source.kind === 'api' || source.kind === 'schema') prose += `${source.text}\n`;
  }
  // A description may bring a target along.
  const targets = [...prose.matchAll(/\.\. _(`[^`\n]+`|[^:\n]+(?::[^\s:\n]+)*): ?|`([^`<>\n]+) <[^<>\n]+>`_/g)];
  for (const [, target, link] of targets) names.add(normalName((target ?? link ?? '').replace(/^`|`$/g, '')));
  return {
    mayHold(name) {
      if (names.has(name)) return true;
      if (!events && /^m\.[a-z_.]+$/.test(name)) return true;
      return /^(?:deprecated: )?(?:get|put|post|delete|options|patch) \/\S+$/.test(name) && !tree.hasFolder('api');
    },
  };
}

function addOperations(source: SourceFile, names: Set<string>): void {
  const value = source.yaml?.value;
  if (!isMapping(value) || !isMapping(value['paths'])) return;
  const base = typeof value['basePath'] === 'string' ? value['basePath'] : '';
  for (const path of Object.keys(value['paths'])) {
    const item = value['paths'][path];
    if (!isMapping(item)) continue;
    for (const method of Object.keys(item)) {
      const title = normalName(`${method} ${base}${path}`.replace(/%CLIENT_MAJOR_VERSION%/g, 'r0').replace(/([^:])\/\/+/g, '$1/'));
      names.add(title);
      names.add(`deprecated: ${title}`);
      names.add(normalName(`${method} ${base}${path}`));
    }
  }
}

function addTitles(source: SourceFile, names: Set<string>): void {
  const name = source.path.slice(source.path.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
  for (const part of [name, ...name.split(/[#$]/)]) names.add(normalName(part));
  const value = source.yaml?.value;
  if (!isMapping(value) || typeof value['title'] !== 'string') return;
  for (const title of [value['title'], `${value['title']} Fields`, `${value['title']} schema`]) names.add(normalName(title));
}
