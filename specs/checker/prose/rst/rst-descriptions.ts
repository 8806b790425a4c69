import type { CodeBlock } from '../code-block.ts';
import { proseOf } from '../prose-in-yaml.ts';
import type { YamlProse } from '../prose-in-yaml.ts';
import { proseLanguage } from '../prose-language.ts';
import { parseRst } from './parse-rst.ts';
import type { RstDocument } from './rst-document.ts';
import type { Range } from '../../../yaml/lines.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';

/** A description of an API or a schema, in reStructuredText. */
export interface RstDescription {
  readonly prose: YamlProse;
  readonly document: RstDocument;
}

const memory = new WeakMap<SourceFile, readonly RstDescription[]>();

/** The descriptions with markup in the YAML files of a tree whose text is in reStructuredText; none in another tree. */
export function rstDescriptions(tree: SourceTree): readonly RstDescription[] {
  return tree.files.flatMap((source) => descriptionsIn(tree, source));
}

function descriptionsIn(tree: SourceTree, source: SourceFile): readonly RstDescription[] {
  if ((source.kind !== 'api' && source.kind !== 'schema') || proseLanguage(tree, source) !== 'rst') return [];
  let found = memory.get(source);
  if (found === undefined) {
    found = proseOf(source).flatMap((prose) => (/[`|_]|::/.test(prose.text) ? [{ prose, document: parseRst(prose.text) }] : []));
    memory.set(source, found);
  }
  return found;
}

/** The blocks of code in the descriptions of a YAML file. */
export function descriptionBlocks(tree: SourceTree, source: SourceFile): readonly CodeBlock[] {
  return descriptionsIn(tree, source).flatMap(({ prose, document }) =>
    document.blocks.map(({ kind, language, content, range, headings, introduction }) => ({
      source,
      kind,
      language,
      text: content.text,
      range: rangeInFile(prose, range),
      offsetOf: (index) => prose.offsetOf(content.offsetOf(index)),
      headings,
      introduction,
    })),
  );
}

/** The range in its file of a range in a description. */
export function rangeInFile({ offsetOf }: { offsetOf: (index: number) => number }, { start, end }: Range): Range {
  return { start: offsetOf(start), end: offsetOf(Math.max(start, end - 1)) + 1 };
}
