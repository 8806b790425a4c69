import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Code, Report } from '../check.ts';
import { meant } from '../nearest.ts';
import { describedParts } from '../schemas/described-parts.ts';
import type { DescribedPart } from '../schemas/described-parts.ts';
import { hasMisspelt } from '../schemas/has-misspelt.ts';
import { shown } from '../schemas/json-types.ts';
import { unquotedFix } from '../sources/yaml-fix.ts';
import { complaintAbout, neededBy, shapesOf } from '../schemas/value-shapes.ts';

const file = 'data/api/paints/colours.yaml';

/** A code whose samples are a description with one operation. @param lines those above the operation, or of it; the mistake is the last one of the wrong. */
function code(name: string, explanation: string, above: readonly string[], wrong: readonly string[], right: readonly string[]): Code {
  const text = (lines: readonly string[]): string => {
    const own = [...above, ...lines];
    const paths = ['paths:', '  /colours:', '    get:', '      responses:', "        '204':", '          description: Done.'];
    return `${['openapi: 3.1.0', ...paths, ...own].join('\n')}\n`;
  };
  const at = text(wrong).split('\n').length - 1;
  return {
    name: `operation/${name}`,
    level: 'error',
    explanation,
    wrong: { files: { [file]: text(wrong) }, at: `${file}:${at}` },
    right: { files: { [file]: text(right) } },
  };
}

const wrongValue = code(
  'wrong-value',
  'A key of an API description takes another kind of value: a list where there is one text, true or false where there is a text, or one of a few words. Tools pass over it, or fail.',
  [],
  ['      tags: Colours'],
  ['      tags: [Colours]'],
);

const lacksKey = code(
  'lacks-key',
  'A security scheme lacks a key that its type needs, so nobody knows what is asked for: the name and the place of an API key, the scheme of HTTP, the flows of OAuth 2.0.',
  ['      security: [{painter: []}]', 'components:', '  securitySchemes:'],
  ['    painter: {type: http}'],
  ['    painter: {type: http, scheme: bearer}'],
);

const noVariable = code(
  'undefined-server-variable',
  'The URL of a server has a name in braces that its variables do not define, so nobody knows where the server is.',
  ['servers:'],
  ["  - url: 'https://{host}/colours'"],
  ["  - url: 'https://{host}/colours'", '    variables: {host: {default: example.org}}'],
);

/** The values of the parts of API descriptions that are no schemas: whether a key takes such a value, and whether one is missing. */
export const descriptionValues: Check = {
  codes: [wrongValue, lacksKey, noVariable],
  run(tree, report) {
    const { parts, broken } = describedParts(tree);
    for (const part of parts) {
      lookAt(part, report);
      if (part.role === 'security-scheme') lookAtScheme(part, report);
      if (part.role === 'api') lookAtServers(part, report);
    }
    for (const part of broken) lookAt(part, report);
  },
};

function lookAt(part: DescribedPart, report: Report): void {
  const { source, pointer, value } = part;
  const shapes = shapesOf(part);
  if (shapes === undefined || !isMapping(value)) return;
  for (const [key, below] of Object.entries(value)) {
    const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    if (shape === undefined || below === undefined || (isMapping(below) && '$ref' in below)) continue;
    const wanted = complaintAbout(shape, below);
    if (wanted === undefined) continue;
    const near = typeof below === 'string' && typeof shape !== 'string' ? meant(below, shape) : '';
    const isQuoted = below === 'true' || below === 'false';
    const at = { source, pointer: pointerInto(pointer, key) };
    const fix = isQuoted ? unquotedFix(at, below) : {};
    report.finding(wrongValue, at, `${key} takes ${wanted}, but ${shown(below)} is here${isQuoted ? '; delete the quotes' : near}`, fix);
  }
}

function lookAtScheme(part: DescribedPart, report: Report): void {
  const { source, pointer, value } = part;
  if (!isMapping(value) || '$ref' in value) return;
  const types = shapesOf(part)?.['type'];
  // What is no type at all is told as such.
  if (types === undefined || complaintAbout(types, value['type']) !== undefined) return;
  const missing = neededBy(value).filter((key) => !(key in value) && !hasMisspelt(value, key, 'security-scheme'));
  if (missing.length === 0) return;
  const message = `a security scheme of the type ${String(value['type'])} needs ${missing.join(' and ')}; write ${missing.length > 1 ? 'them' : 'it'}`;
  report.finding(lacksKey, { source, pointer, part: 'key' }, message);
}

function lookAtServers({ source, pointer, value }: DescribedPart, report: Report): void {
  const servers: unknown = isMapping(value) ? value['servers'] : undefined;
  if (!Array.isArray(servers)) return;
  for (const [at, server] of servers.entries()) {
    if (!isMapping(server) || typeof server['url'] !== 'string') continue;
    const known = isMapping(server['variables']) ? Object.keys(server['variables']) : [];
    for (const [, name = ''] of server['url'].matchAll(/\{([^{}]*)\}/g)) {
      if (known.includes(name)) continue;
      const message = `the variables of this server do not define ${JSON.stringify(name)}${meant(name, known)}; define it, or correct the URL`;
      report.finding(noVariable, { source, pointer: `${pointer}/servers/${at}/url` }, message);
    }
  }
}
