import type { Position } from '../schemas/report.ts';
import type { Edition } from './edition.ts';
import type { Resolver } from './resolve.ts';
import { createResolver } from './resolve.ts';
import { yamlFile } from './yaml-file.ts';

const resolvers = new Map<Edition | undefined, Resolver>();

/**
 * The content of a YAML file of the package as an edition has it, the parts of other editions dropped, or, without an edition, with the
 * parts of all. Every `$ref` is resolved in place, and everything frozen.
 * @throws SourceError when the file is no YAML, or a reference leads nowhere.
 */
export function readYaml(file: string, edition: Edition | undefined): unknown {
  let resolver = resolvers.get(edition);
  if (resolver === undefined) {
    resolver = createResolver(edition, yamlFile);
    resolvers.set(edition, resolver);
  }
  return resolver.part(file, '');
}

/** Where a mapping or a list that `readYaml` gave stands in the sources. */
export function originOf(value: unknown): Position | undefined {
  for (const resolver of resolvers.values()) {
    const position = resolver.positionOf(value);
    if (position !== undefined) return position;
  }
  return undefined;
}
