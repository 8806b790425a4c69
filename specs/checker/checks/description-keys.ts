import { isMapping } from '../../reader/resolve.ts';
import { pointerInto, stepsOf } from '../../yaml/pointer.ts';
import { keyFix } from '../sources/yaml-fix.ts';
import type { Check, Code } from '../check.ts';
import { nearest, onlyNearest } from '../nearest.ts';
import { describedParts } from '../schemas/described-parts.ts';
import { describedKeys, isMediaType, isOfOtherVersion } from '../schemas/keywords.ts';

const path = 'data/api/paints/colours.yaml';
const description = (key: string): string => `openapi: 3.1.0
paths:
  /colours:
    delete:
      ${key}: Forgets all colours.
      responses:
        "204":
          description: Gone.
`;

const unknownKey: Code = {
  name: 'operation/unknown-key',
  level: 'warning',
  explanation:
    'A part of an API description has a key that neither Swagger 2.0 nor OpenAPI 3 gives it, so that whoever reads the description passes over it. Correct it, or give it a name that begins with `x-`.',
  wrong: { files: { [path]: description('sumary') }, at: `${path}:5` },
  right: { files: { [path]: description('summary') } },
};

/** The keys of paths, operations, parameters, responses and bodies; those of schemas have a check of their own. */
export const descriptionKeys: Check = {
  codes: [unknownKey],
  run(tree, report) {
    const { parts, broken } = describedParts(tree);
    for (const { source, pointer, value, role, dialect } of broken.length === 0 ? parts : [...parts, ...broken]) {
      const known = describedKeys.get(role);
      if (known === undefined || !isMapping(value)) continue;
      if ((role === 'parameter' || role === 'header') && 'type' in value) {
        // In Swagger 2.0 a parameter and a header are schemas themselves.
        if (dialect === 'draft-4') continue;
        const at = { source, pointer: pointerInto(pointer, 'type'), part: 'key' } as const;
        report.finding(unknownKey, at, '"type" says nothing here since OpenAPI 3; write it below "schema"');
        continue;
      }
      // Without a media type, the keys are those of something else.
      if (role === 'media-type' && !isMediaType(stepsOf(pointer).at(-1) ?? '')) continue;
      for (const key of Object.keys(value)) {
        if (key === '$ref' || key.startsWith('x-')) continue;
        // Examples at places where nobody looks are told as such.
        if ((key === 'example' || key === 'examples') && role !== 'api' && role !== 'components') continue;
        const at = { source, pointer: pointerInto(pointer, key), part: 'key' } as const;
        if (isOfOtherVersion(role, key, dialect === 'draft-4')) {
          const [here, there] = dialect === 'draft-4' ? ['Swagger 2.0', 'OpenAPI 3'] : ['OpenAPI 3', 'Swagger 2.0'];
          report.finding(unknownKey, at, `${JSON.stringify(key)} says nothing here in ${here}: it is a key of ${there}`);
          continue;
        }
        if (known.includes(key)) continue;
        const meant = nearest(key, known);
        const advice = meant === undefined ? 'delete it, or begin its name with "x-"' : `write ${JSON.stringify(meant)}`;
        const isCertain = meant !== undefined && onlyNearest(key, known) === meant && !Object.hasOwn(value, meant);
        report.finding(unknownKey, at, `${JSON.stringify(key)} says nothing here; ${advice}`, isCertain ? keyFix(at, key, meant) : {});
      }
    }
  },
};
