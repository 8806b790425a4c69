import { isMapping } from '../../reader/resolve.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { describedParts } from './described-parts.ts';
import type { DescribedPart } from './described-parts.ts';

/** A schema, at the place where it is written. */
export interface SchemaPart extends DescribedPart {
  /** In Swagger 2.0 a parameter and a header are schemas themselves, with a few more keys. */
  readonly role: 'schema' | 'parameter' | 'header';
}

const walked = new WeakMap<SourceTree, readonly SchemaPart[]>();

/**
 * Every schema of a tree once, with every schema inside of it: those of schema files, and of the parameters, bodies, responses, headers
 * and components of API descriptions, wherever those are written. Not those of files that do not parse. `value` is what stands there,
 * which is not always a mapping.
 */
export function walkSchemas(tree: SourceTree): readonly SchemaPart[] {
  let schemas = walked.get(tree);
  if (schemas === undefined) walked.set(tree, (schemas = describedParts(tree).parts.filter(isSchema)));
  return schemas;
}

/** Schemas out of which something had to be left further in that is no YAML: of these, the keys are known. */
export function brokenSchemas(tree: SourceTree): readonly SchemaPart[] {
  return describedParts(tree).broken.filter(isSchema);
}

function isSchema(part: DescribedPart): part is SchemaPart {
  if (part.role === 'schema') return true;
  return (part.role === 'parameter' || part.role === 'header') && isMapping(part.value) && 'type' in part.value;
}
