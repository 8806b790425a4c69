import { proseOf } from '../prose-in-yaml.ts';
import type { YamlProse } from '../prose-in-yaml.ts';
import { parseRst } from './parse-rst.ts';
import type { RstDocument } from './rst-document.ts';
import type { Range } from '../../../yaml/lines.ts';
import type { SourceTree } from '../../sources/source-tree.ts';

/** A description of an API or a schema, in reStructuredText. */
export interface RstDescription {
  readonly prose: YamlProse;
  readonly document: RstDocument;
}

const memory = new WeakMap<SourceTree, readonly RstDescription[]>();

/** The descriptions with markup in the YAML files of a tree whose text is in reStructuredText; none in another tree. */
export function rstDescriptions(tree: SourceTree): readonly RstDescription[] {
  let found = memory.get(tree);
  if (found === undefined) memory.set(tree, (found = read(tree)));
  return found;
}

function read(tree: SourceTree): readonly RstDescription[] {
  const isRst = tree.hasFolder('specification') && tree.pathsBelow('specification').some((path) => path.endsWith('.rst'));
  if (!isRst) return [];
  return tree.files.flatMap((source) => {
    if (source.kind !== 'api' && source.kind !== 'schema') return [];
    return proseOf(source).flatMap((prose) => (/[`|_]/.test(prose.text) ? [{ prose, document: parseRst(prose.text) }] : []));
  });
}

/** The range in its file of a range in a description. */
export function rangeInFile({ offsetOf }: { offsetOf: (index: number) => number }, { start, end }: Range): Range {
  return { start: offsetOf(start), end: offsetOf(Math.max(start, end - 1)) + 1 };
}
