import { isMapping } from '../../reader/resolve.ts';
import type { Role } from './grammar.ts';

const schemaKeys = [
  'type',
  'properties',
  'allOf',
  'anyOf',
  'oneOf',
  'items',
  'enum',
  'const',
  'additionalProperties',
  'patternProperties',
  '$schema',
];

/** The values of `type` of security schemes, of which none is a type of schemas. */
const securityTypes: ReadonlySet<unknown> = new Set(['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect', 'basic']);

/**
 * What a part clearly is, when that is not what is wanted; undefined when it may well be. A part that refers to another one is not
 * judged.
 */
export function mismatch(wanted: Role, value: unknown): string | undefined {
  if (wanted === 'value' || wanted === 'other') return undefined;
  if (!isMapping(value)) {
    if (wanted === 'schema' && typeof value === 'boolean') return undefined;
    return Array.isArray(value) ? 'a list' : value === null ? 'nothing' : `the ${typeof value} ${JSON.stringify(value)}`;
  }
  if ('$ref' in value) return undefined;
  const is = clearRole(value, wanted);
  if (is === undefined || is === wanted) return undefined;
  // Those two differ in little.
  if (is === 'request-body' && wanted === 'response') return undefined;
  if (is === 'schema' && (wanted === 'header' || wanted === 'parameter' || wanted === 'security-scheme' || wanted === 'example'))
    return undefined;
  return is === 'map' ? 'a collection of parts' : `${is === 'api' || is === 'operation' ? 'an' : 'a'} ${is.replace('-', ' ')}`;
}

function clearRole(value: Readonly<Record<string, unknown>>, wanted: Role): Role | 'map' | undefined {
  const keys = Object.keys(value);
  if ('value' in value || 'externalValue' in value) {
    const isNothingElse = keys.every((key) => /^(?:summary|description|value|externalValue|x-.*)$/.test(key));
    if (wanted === 'example' || (wanted !== 'schema' && isNothingElse)) return 'example';
  }
  if ('openapi' in value || 'swagger' in value) return 'api';
  // One that is a key in a header has the keys of a parameter as well.
  if (securityTypes.has(value['type'])) return 'security-scheme';
  if (typeof value['in'] === 'string' && typeof value['name'] === 'string') return 'parameter';
  if (isMapping(value['responses']) && !('type' in value)) return 'operation';
  if (isMapping(value['content']) && Object.keys(value['content']).some((key) => /^[a-z*]+\/[\w*+.-]+$/.test(key))) {
    return 'description' in value && !('required' in value) ? 'response' : 'request-body';
  }
  if (schemaKeys.some((key) => key in value)) return 'schema';
  if (isMapping(value['schema']) && wanted !== 'header' && keys.every((key) => /^(description|schema|examples|headers|x-.*)$/.test(key)))
    return 'response';
  const isPart = (part: unknown): boolean => isMapping(part) && ('$ref' in part || schemaKeys.some((key) => key in part));
  return keys.length > 0 && Object.values(value).every(isPart) ? 'map' : undefined;
}
