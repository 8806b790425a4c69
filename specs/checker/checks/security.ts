import type { Check, Code, Sample, Spot } from '../check.ts';
import type { FindingLevel } from '../finding.ts';
import { meant, nearest } from '../nearest.ts';
import { hasMisspelt } from '../schemas/has-misspelt.ts';
import { isReferredTo } from '../schemas/referred-places.ts';
import { hasAllKeys, isSound, isWhole } from '../sources/is-whole.ts';
import type { Part } from '../sources/api-description.ts';
import { followed, operationsIn, partBelow, partsBelow } from '../sources/describe-apis.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const path = 'data/api/paints/colours.yaml';

const head = 'openapi: 3.1.0\n';
const operation = (security: string): string =>
  `paths:\n  /colours:\n    delete:\n${security}      responses:\n        "204":\n          description: Gone.\n`;
const scheme = '    painter:\n      type: http\n      scheme: bearer\n';
const components = `components:\n  securitySchemes:\n${scheme}`;
const asks = (name: string): string => `      security:\n        - ${name}: []\n`;

/** @param line of the wrong sample on which the mistake is. */
function code(name: string, level: FindingLevel, explanation: string, line: string, wrong: string, right: string): Code {
  const sample = (text: string): Sample => ({ files: { [path]: `${head}${text}` } });
  const at = `${path}:${`${head}${wrong}`.split('\n').indexOf(line) + 1}`;
  return { name: `operation/${name}`, level, explanation, wrong: { ...sample(wrong), at }, right: sample(right) };
}

const undefinedSecurity = code(
  'undefined-security',
  'error',
  'A security requirement names a scheme that the file does not define, so that nobody knows what is asked for. Define it under `components/securitySchemes`, in Swagger 2.0 under `securityDefinitions`, or correct the name.',
  '        - pianter: []',
  `security:\n  - painter: []\n${operation(asks('pianter'))}${components}`,
  `security:\n  - painter: []\n${operation(asks('painter'))}${components}`,
);

const unusedSecurity = code(
  'unused-security',
  'note',
  'A file defines a security scheme that none of its operations asks for. Delete it, or add it to the `security` of an operation.',
  '    painter:',
  `${operation('')}${components}`,
  `${operation(asks('painter'))}${components}`,
);

/** Security schemes: whether those that are named are defined, and those that are defined are named. */
export const security: Check = {
  codes: [undefinedSecurity, unusedSecurity],
  run(tree, report) {
    for (const source of tree.files) {
      if (source.kind !== 'api' || source.yaml?.holes.includes('') !== false) continue;
      const api: Part = { source, pointer: '', value: source.yaml?.value };
      const schemes = schemesOf(tree, api);
      const asked = new Set<string>();
      const misspelt: string[] = [];
      for (const requirement of [api, ...operationsIn(tree, source)].flatMap((each) => partsBelow(partBelow(each, 'security')))) {
        for (const [name, part] of partsBelow(requirement[1])) {
          if (name.startsWith('x-')) continue;
          asked.add(name);
          if (schemes.names === undefined || schemes.names.has(name)) continue;
          const at: Spot = { source: part.source, pointer: part.pointer, part: 'key' };
          const known = [...schemes.names];
          misspelt.push(name);
          const there = known.length === 0 ? 'it defines none' : `it defines ${known.map((each) => JSON.stringify(each)).join(', ')}`;
          report.finding(
            undefinedSecurity,
            at,
            `the file does not define the security scheme ${JSON.stringify(name)}${meant(name, known)}; ${there}`,
          );
        }
      }
      if (schemes.names === undefined)
        report.unjudged(api, 'the security schemes of this file are behind a $ref that leads nowhere, or below a key that is misspelt');
      // A file without operations is there for others.
      const isMisspelt = operationsIn(tree, source).some(({ value }) => hasMisspelt(value, 'security', 'operation'));
      if (!isSound(source) || isMisspelt || operationsIn(tree, source).length === 0) continue;
      for (const [name, { pointer }] of schemes.written) {
        if (asked.has(name) || isReferredTo(tree, { source, pointer }) || nearest(name, misspelt) !== undefined) continue;
        report.finding(unusedSecurity, { source, pointer, part: 'key' }, `no operation of this file asks for ${JSON.stringify(name)}`);
      }
    }
  },
};

interface Schemes {
  /** Undefined when they are behind a `$ref` that leads nowhere. */
  readonly names: ReadonlySet<string> | undefined;
  /** Those that are written in the file itself, one by one. */
  readonly written: readonly (readonly [name: string, part: Part])[];
}

function schemesOf(tree: SourceTree, api: Part): Schemes {
  const components = partBelow(api, 'components');
  const places = [
    partBelow(api, 'securityDefinitions'),
    components === undefined ? undefined : partBelow(followed(tree, components) ?? components, 'securitySchemes'),
  ];
  const names = new Set<string>();
  const written: (readonly [name: string, part: Part])[] = [];
  let areKnown =
    (components !== undefined || hasAllKeys(api)) &&
    (components === undefined || (hasAllKeys(components) && followed(tree, components) !== undefined)) &&
    !hasMisspelt(components?.value, 'securitySchemes', 'components') &&
    !hasMisspelt(api.value, 'components', 'api') &&
    !hasMisspelt(api.value, 'securityDefinitions', 'api');
  for (const place of places) {
    if (place === undefined) continue;
    const found = followed(tree, place);
    if (found === undefined || !isWhole(found)) areKnown = false;
    for (const [name, part] of partsBelow(found)) {
      names.add(name);
      // A list of all schemes that many files share is no mistake of one of them.
      if (found === place && place.source === api.source) written.push([name, part]);
    }
  }
  return { names: areKnown ? names : undefined, written };
}
