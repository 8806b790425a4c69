import type { Edition } from '../../reader/edition.ts';
import { editionOf, editions, newestEdition } from '../../reader/edition.ts';
import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Part } from '../sources/api-description.ts';
import { partBelow } from '../sources/describe-apis.ts';
import type { DescribedPart } from './described-parts.ts';
import type { ExampleUse } from './judge-examples.ts';

/** An example as it stands in a part of a description. */
export interface StandingExample extends ExampleUse {
  /** Whether it is an entry of OpenAPI's `examples`, which has its value under `value`. */
  readonly isExampleObject: boolean;
}

/** The examples right in a part of a description, with the schema that they illustrate; also those that most tools overlook. */
export function examplesAt(part: DescribedPart): readonly StandingExample[] {
  switch (part.role) {
    case 'schema':
      return [...single(part, part, 'example'), ...single(part, part, 'x-example'), ...listed(part, part)];
    case 'parameter':
    case 'header':
    case 'media-type': {
      const schema = schemaOf(part);
      return [...single(part, schema, 'example'), ...single(part, schema, 'x-example'), ...named(part, schema)];
    }
    case 'response':
      return part.dialect === 'draft-4' ? byMediaType(part) : [];
    default:
      return [];
  }
}

/** In Swagger 2.0 a parameter that is no body is a schema itself. */
function schemaOf(part: DescribedPart): Part | undefined {
  const own = partBelow(part, 'schema');
  if (own !== undefined || part.role === 'media-type') return own;
  return isMapping(part.value) && 'type' in part.value ? part : undefined;
}

function use(part: DescribedPart, schema: Part | undefined, example: Part, isExampleObject = false): StandingExample {
  const isParameter = (part.role === 'parameter' || part.role === 'header') && !(isMapping(part.value) && part.value['in'] === 'body');
  const { value } = example;
  // Examples were strings of JSON at first, those of whole bodies even when they are no more than `true`.
  const isBody = part.role === 'schema' && part.under === 'schema';
  const asJson = isBody ? /^\s*(?:[[{]|(?:true|false|null|-?\d+(?:\.\d+)?)\s*$)/ : /^\s*[[{]/;
  const mayBeJson = part.dialect === 'draft-4' && typeof value === 'string' && asJson.test(value) && !takesText(schema);
  return { example, schema, isParameter, mayBeJson, isExampleObject, edition: lastEditionWith(part, isExampleObject ? value : undefined) };
}

/** The newest edition that an example is a part of: it and what it stands in may have been removed. */
function lastEditionWith(part: DescribedPart, entry: unknown): Edition {
  let last = editions.length - 1;
  const take = (value: unknown): void => {
    const removed = isMapping(value) ? value['x-removedInMatrixVersion'] : undefined;
    const until = typeof removed === 'string' ? editionOf(removed) : undefined;
    if (until !== undefined) last = Math.min(last, Math.max(0, editions.indexOf(until) - 1));
  };
  take(entry);
  for (let above: DescribedPart | undefined = part; above !== undefined; above = above.above) take(above.value);
  return editions[last] ?? newestEdition;
}

function takesText(schema: Part | undefined): boolean {
  const type = isMapping(schema?.value) ? schema.value['type'] : undefined;
  return type === 'string' || (Array.isArray(type) && type.includes('string'));
}

function single(part: DescribedPart, schema: Part | undefined, key: string): readonly StandingExample[] {
  const example = partBelow(part, key);
  return example === undefined ? [] : [use(part, schema, example)];
}

function listed(part: DescribedPart, schema: Part): readonly StandingExample[] {
  const list = partBelow(part, 'examples');
  if (list === undefined || !Array.isArray(list.value)) return [];
  const { source, pointer } = list;
  return list.value.map((value: unknown, at) => use(part, schema, { source, pointer: pointerInto(pointer, at), value }));
}

function named(part: DescribedPart, schema: Part | undefined): readonly StandingExample[] {
  const names = partBelow(part, 'examples');
  if (names === undefined || !isMapping(names.value)) return [];
  const { source, pointer } = names;
  return Object.entries(names.value).map(([name, value]) =>
    use(part, schema, { source, pointer: pointerInto(pointer, name), value }, true),
  );
}

/** In Swagger 2.0 the examples of a response stand beside its schema, by media type; some wrote them under `example`. */
function byMediaType(part: DescribedPart): readonly StandingExample[] {
  const schema = partBelow(part, 'schema');
  return [...(underTypes(part, schema, 'examples') ?? []), ...(underTypes(part, schema, 'example') ?? single(part, schema, 'example'))];
}

/** Undefined when the keys are no media types. */
function underTypes(part: DescribedPart, schema: Part | undefined, key: string): readonly StandingExample[] | undefined {
  const types = partBelow(part, key);
  if (types === undefined || !isMapping(types.value)) return undefined;
  const { source, pointer } = types;
  const named = Object.entries(types.value).filter(([type]) => type.includes('/'));
  if (named.length === 0) return undefined;
  return named.map(([type, value]) => {
    const standing = use(part, schema, { source, pointer: pointerInto(pointer, type), value });
    const isJson = /\bjson\b/.test(type) && typeof value === 'string' && !takesText(schema);
    return { ...standing, mayBeJson: standing.mayBeJson || isJson };
  });
}
