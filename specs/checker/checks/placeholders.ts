import { isMapping } from '../../reader/resolve.ts';
import type { Check, Code, Report, Sample, Spot } from '../check.ts';
import type { JsonNode } from '../prose/json/json-node.ts';
import { readBlocks } from '../prose/json-block.ts';
import { describedParts } from '../schemas/described-parts.ts';
import { examplesAt } from '../schemas/examples-at.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Range } from '../../yaml/lines.ts';

const path = 'text/colours.rst';

function sample(domain: string): Sample {
  return { files: { [path]: `A colour:\n\n.. code:: json\n\n  {"painter": "@alice:${domain}"}\n` } };
}

const unreservedDomain: Code = {
  name: 'placeholder/unreserved-domain',
  level: 'note',
  explanation:
    'A user ID, a room ID, an address or a URL in an example is in a domain that belongs, or may belong, to somebody. People try examples. Domains that are kept free for examples are example.org, example.com, example.net and all that end with .example, .test or .invalid. Each domain is told once.',
  wrong: { ...sample('colours.com'), at: `${path}:5` },
  right: sample('example.com'),
};

/** What stands for a name in examples: domains that nobody can own. */
export const placeholders: Check = {
  codes: [unreservedDomain],
  run(tree, report) {
    const domains = new Map<string, Spot[]>();
    forEachText(tree, (text, spot) => {
      for (const domain of domainsIn(text)) {
        const places = domains.get(domain);
        if (places === undefined) domains.set(domain, [spot()]);
        else places.push(spot());
      }
    });
    for (const [domain, places] of domains) tell(report, domain, places);
  },
};

function tell(report: Report, domain: string, [first, ...others]: readonly Spot[]): void {
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and in ${others.length} other places)`;
  report.finding(
    unreservedDomain,
    narrowed(first, domain),
    `${domain} is no domain for examples${more}; write one in example.org, example.com or .example`,
    {
      related: others.slice(0, 3).map((at) => ({ at, message: 'here as well' })),
    },
  );
}

/** The place of a domain in the text that holds it. */
function narrowed(at: Spot, domain: string): Spot {
  const { source, pointer } = at;
  const whole = 'range' in at ? at.range : source.yaml?.rangeOf(at.pointer);
  const start = whole === undefined ? -1 : source.text.slice(whole.start, whole.end).toLowerCase().indexOf(domain);
  if (whole === undefined || start < 0) return at;
  const range = { start: whole.start + start, end: whole.start + start + domain.length };
  return pointer === undefined ? { source, range } : { source, range, pointer };
}

type Visit = (text: string, spot: () => Spot) => void;

/** Visits the texts in the examples of the files that are checked. */
function forEachText(tree: SourceTree, visit: Visit): void {
  for (const part of describedParts(tree).parts) {
    if (!part.source.checked || !hasExample(part)) continue;
    for (const { example } of examplesAt(part)) textsIn(example, [], visit);
  }
  for (const source of tree.files) {
    if (source.kind === 'event-example') textsIn({ source, pointer: '', value: source.yaml?.value }, [], visit);
  }
  for (const { block, texts } of readBlocks(tree)) {
    for (const text of texts) {
      for (const value of text.json.values) {
        scalarsIn(value, (scalar, range) => visit(scalar, () => ({ source: block.source, range: text.placeOf(range) })));
      }
    }
  }
}

function hasExample({ value }: Part): boolean {
  return isMapping(value) && ('example' in value || 'examples' in value || 'x-example' in value);
}

/** @param steps from the part to the value. */
function textsIn({ source, pointer, value }: Part, steps: readonly string[], visit: Visit): void {
  if (typeof value === 'string') visit(value, () => ({ source, pointer: steps.reduce((at, step) => pointerInto(at, step), pointer) }));
  else if (typeof value === 'object' && value !== null && steps.length < 60) {
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' || (typeof inner === 'object' && inner !== null)) {
        textsIn({ source, pointer, value: inner }, [...steps, key], visit);
      }
    }
  }
}

function scalarsIn(node: JsonNode, visit: (text: string, range: Range) => void): void {
  if (node.kind === 'scalar' && typeof node.value === 'string') visit(node.value, node.range);
  else if (node.kind === 'object') for (const { value } of node.members) scalarsIn(value, visit);
  else if (node.kind === 'array') for (const item of node.items) scalarsIn(item, visit);
}

const named = /(?:[@!#][\w.=/+-]+:|\bhttps?:\/\/|\bmxc:\/\/|^[\w.+-]+@)((?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,})(?![\w-])/gi;
const reserved = /(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost|local|matrix\.org|onion)$/;
/** Those whose documents, schemas and identifiers examples have to name. */
const meantAsThemselves = /(?:^|\.)(?:w3\.org|ietf\.org|rfc-editor\.org|json-schema\.org|schema\.org|openid\.net|github\.com|matrix\.to)$/;

function domainsIn(text: string): readonly string[] {
  if (text.length > 20_000 || !/[:@]/.test(text)) return [];
  const found = [...text.matchAll(named)].map(([, domain = '']) => domain.toLowerCase());
  return [...new Set(found)].filter((domain) => !reserved.test(domain) && !meantAsThemselves.test(domain));
}
