import { isMapping } from '../../../reader/resolve.ts';
import type { Report, Spot } from '../../check.ts';
import { nearest } from '../../nearest.ts';
import { jsonTypes, schemaKeywords } from '../../schemas/keywords.ts';
import { mismatch } from '../../schemas/mismatch.ts';
import type { SchemaPart } from '../../schemas/walk-schemas.ts';
import { notASchema } from './schema-key-codes.ts';

/** An example or a default that is indented as far as the properties. */
function isExampleAmongProperties({ under, pointer }: SchemaPart, value: unknown): boolean {
  if (under !== 'properties' || !/\/(?:example|examples|default)$/.test(pointer) || !isMapping(value)) return false;
  const keys = Object.keys(value);
  return (
    keys.length > 0 &&
    keys.every((key) => !schemaKeywords.has(key) && !key.startsWith('x-') && nearest(key, schemaKeywords.keys()) === undefined)
  );
}

/** A keyword whose value is true or false, which is indented as far as the properties. */
function isKeywordAmongProperties({ under, pointer }: SchemaPart): boolean {
  return under === 'properties' && /\/(?:additional|unevaluated)Properties$/.test(pointer);
}

/** Tells of what stands where a schema is wanted and is none; gives back whether it is no mapping of keywords. */
export function tellOfNoSchema(schema: SchemaPart, report: Report): boolean {
  const { value } = schema;
  const at: Spot = { source: schema.source, pointer: schema.pointer, part: 'key' };
  if (isExampleAmongProperties(schema, value)) {
    const message = 'a property needs a schema, and this has no keyword of one; if it is the example, indent it as far as properties';
    report.finding(notASchema, at, message);
    return true;
  }
  if (isMapping(value)) return false;
  if (typeof value === 'boolean' && !isKeywordAmongProperties(schema)) return true;
  const name = schema.pointer.slice(schema.pointer.lastIndexOf('/') + 1);
  const what = mismatch('schema', value) ?? String(value);
  const type = jsonTypes.find((each) => each === value);
  const instead = type !== undefined ? `write type: ${type} below it` : value === null ? 'write {} if anything goes' : 'write a schema';
  const isScalarOrList = typeof value !== 'object' || Array.isArray(value);
  if (schema.under === 'properties' && schemaKeywords.has(name) && isScalarOrList) {
    const message = `a property needs a schema, but ${what} is here; if the keyword ${name} is meant, indent it as far as properties`;
    report.finding(notASchema, at, message);
  } else report.finding(notASchema, at, `a schema is wanted here, but ${what} is here; ${instead}`);
  return true;
}
