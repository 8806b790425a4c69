import { isMapping } from '../../reader/resolve.ts';
import type { Check, Code } from '../check.ts';
import { describedParts } from '../schemas/described-parts.ts';
import { isReferredTo } from '../schemas/referred-places.ts';
import type { Part } from '../sources/api-description.ts';
import { operationsIn, partBelow, partsBelow } from '../sources/describe-apis.ts';
import { isWhole, isSound } from '../sources/is-whole.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const path = 'data/api/paints/colours.yaml';
const colours = (components: string): string => `openapi: 3.1.0
paths:
  /colours:
    delete:
      responses:
        "204":
          description: Gone.
${components}`;

const unusedComponent: Code = {
  name: 'operation/unused-component',
  level: 'note',
  explanation: 'A description or a schema has a component or a definition that no `$ref` leads to. Delete it, or refer to it.',
  wrong: { files: { [path]: colours('components:\n  schemas:\n    colour:\n      type: string\n') }, at: `${path}:10` },
  right: { files: { [path]: colours('') } },
};

/** Components and definitions inside of API descriptions and schemas that nothing refers to. */
export const unusedComponents: Check = {
  codes: [unusedComponent],
  run(tree, report) {
    for (const source of tree.files) {
      if ((source.kind !== 'api' && source.kind !== 'schema') || !isSound(source)) continue;
      const operations = operationsIn(tree, source);
      const meant = lostNames(tree, source);
      // A description without operations is there for others.
      if (source.kind === 'api' && (operations.length === 0 || !operations.every(isWhole))) continue;
      for (const [kind, name, { pointer }] of componentsOf({ source, pointer: '', value: source.yaml?.value })) {
        // What a reference that leads nowhere probably means is told with it.
        if (isReferredTo(tree, { source, pointer }) || meant.has(name)) continue;
        const message = `no $ref leads to ${JSON.stringify(name)} of ${kind}; delete it if it is not needed any more`;
        report.finding(unusedComponent, { source, pointer, part: 'key' }, message);
      }
    }
  },
};

/** The last steps of the references of a file that lead nowhere. */
function lostNames(tree: SourceTree, source: SourceFile): ReadonlySet<string> {
  const lost = describedParts(tree).references.filter((each) => each.source === source && each.target?.found === false);
  return new Set(lost.map(({ written }) => String(written).split('/').at(-1) ?? ''));
}

const kinds = ['schemas', 'responses', 'parameters', 'examples', 'requestBodies', 'headers', 'links', 'callbacks', 'pathItems'];

function componentsOf(api: Part): readonly (readonly [kind: string, name: string, part: Part])[] {
  const components = partBelow(api, 'components');
  const places: readonly (readonly [string, Part | undefined])[] = [
    ...['definitions', '$defs', 'parameters', 'responses'].map((key) => [key, partBelow(api, key)] as const),
    ...kinds.map((key) => [`components/${key}`, components === undefined ? undefined : partBelow(components, key)] as const),
  ];
  return places.flatMap(([kind, place]) => {
    if (place === undefined || (isMapping(place.value) && '$ref' in place.value)) return [];
    return partsBelow(place)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([name, part]) => [kind, name, part] as const);
  });
}
