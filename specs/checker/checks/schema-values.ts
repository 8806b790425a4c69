import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Report, Spot } from '../check.ts';
import { meant } from '../nearest.ts';
import { isOf, shown, typesOf } from '../schemas/json-types.ts';
import { undefinedRequired } from '../schemas/undefined-required.ts';
import { walkSchemas } from '../schemas/walk-schemas.ts';
import type { SchemaPart } from '../schemas/walk-schemas.ts';
import { schemaCode } from './schema-samples.ts';

const badPattern = schemaCode(
  'bad-pattern',
  'error',
  'A pattern is no regular expression of ECMAScript, which is what schemas use, so it cannot be matched with anything.',
  ['type: string', "pattern: '^[a-z+$'"],
  2,
  ['type: string', "pattern: '^[a-z]+$'"],
);

const requiredUndefined = schemaCode(
  'undefined-required',
  'error',
  'A schema requires a property that neither it nor any schema that it is joined with by `allOf` or `$ref` describes. Most often the name is misspelt, or the property has got another name meanwhile.',
  ['type: object', 'properties:', '  device_id:', '    type: string', 'required: [devise_id]'],
  5,
  ['type: object', 'properties:', '  device_id:', '    type: string', 'required: [device_id]'],
);

const wrongEnum = schemaCode(
  'wrong-enum',
  'error',
  'A value of `enum` is not of the type that the schema declares, so nothing can ever match it. A number or a truth value that is meant as text needs quotes.',
  ['type: string', 'enum:', '  - "1"', '  - 2'],
  4,
  ['type: string', 'enum:', '  - "1"', '  - "2"'],
);

const wrongDefault = schemaCode(
  'wrong-default',
  'error',
  'The default of a schema does not match the schema itself: it has another type, is not one of the values of `enum`, or lies outside of the bounds.',
  ['type: integer', 'default: "10"'],
  2,
  ['type: integer', 'default: 10'],
);

const repeated = schemaCode(
  'repeated-value',
  'warning',
  'A list whose values have to differ, of `enum`, `required` or `type`, has one of them twice. Delete one, or write what it was meant to be.',
  ['type: string', 'enum: [red, green, red]'],
  2,
  ['type: string', 'enum: [red, green, blue]'],
);

const emptyBounds = schemaCode(
  'empty-bounds',
  'error',
  'The lower bound of a schema is above its upper bound, so no value can ever match.',
  ['type: integer', 'minimum: 10', 'maximum: 1'],
  2,
  ['type: integer', 'minimum: 1', 'maximum: 10'],
);

/** What schemas ask for: whether it can be, and whether it fits together. */
export const schemaValues: Check = {
  codes: [badPattern, requiredUndefined, wrongEnum, wrongDefault, repeated, emptyBounds],
  run(tree, report) {
    for (const schema of walkSchemas(tree)) {
      const { source, value } = schema;
      if (!source.checked || !isMapping(value)) continue;
      lookAtPatterns(schema, value, report);
      lookAtValues(schema, value, typesOf(value), report);
    }
    for (const { schema, at, name, known } of undefinedRequired(tree)) {
      const spot = { source: schema.source, pointer: `${schema.pointer}/required/${at}` };
      const message = `required names ${JSON.stringify(name)}, which no property has${meant(name, known)}; describe it in properties, or delete it here`;
      report.finding(requiredUndefined, spot, message);
    }
  },
};

function lookAtPatterns({ source, pointer }: SchemaPart, value: Readonly<Record<string, unknown>>, report: Report): void {
  for (const [key, below] of Object.entries(value)) {
    const at = pointerInto(pointer, key);
    if (key === 'pattern' && typeof below === 'string') lookAtPattern({ source, pointer: at }, below, report);
    if (key !== 'patternProperties' || !isMapping(below)) continue;
    for (const pattern of Object.keys(below)) lookAtPattern({ source, pointer: pointerInto(at, pattern), part: 'key' }, pattern, report);
  }
}

function lookAtPattern(spot: Spot, pattern: string, report: Report): void {
  if (compiles(pattern, 'u') || compiles(pattern, '')) return;
  report.finding(badPattern, spot, `${JSON.stringify(pattern)} is no regular expression; write one of ECMAScript`);
}

function compiles(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

function spotOf({ source, pointer }: SchemaPart, key?: string): Spot {
  return { source, pointer: key === undefined ? pointer : pointerInto(pointer, key) };
}

function lookAtValues(
  schema: SchemaPart,
  value: Readonly<Record<string, unknown>>,
  types: readonly string[] | undefined,
  report: Report,
): void {
  const allowed = types === undefined ? undefined : value['nullable'] === true ? [...types, 'null'] : types;
  for (const key of ['enum', 'required', 'type']) {
    const list: unknown = value[key];
    if (!Array.isArray(list) || (key === 'required' && !list.every((each) => typeof each === 'string'))) continue;
    const seen = new Map<string, number>();
    for (const [at, each] of list.entries()) {
      const text = JSON.stringify(each);
      const first = seen.get(text);
      if (first === undefined) seen.set(text, at);
      else {
        const related = [{ at: { source: schema.source, pointer: `${schema.pointer}/${key}/${first}` }, message: 'the first one' }];
        const message = `${key} has ${shown(each)} twice; delete one`;
        report.finding(repeated, { source: schema.source, pointer: `${schema.pointer}/${key}/${at}` }, message, { related });
      }
      if (key === 'enum' && allowed !== undefined && !allowed.some((type) => isOf(type, each))) {
        const instead = allowed.includes('string') && typeof each !== 'object' ? `; write "${String(each)}"` : '';
        const message = `${shown(each)} can never match: the type is ${allowed.join(' or ')}${instead}`;
        report.finding(wrongEnum, { source: schema.source, pointer: `${schema.pointer}/enum/${at}` }, message);
      }
    }
  }
  for (const [low, high] of [
    ['minimum', 'maximum'],
    ['minLength', 'maxLength'],
    ['minItems', 'maxItems'],
    ['minProperties', 'maxProperties'],
  ] as const) {
    const [least, most] = [value[low], value[high]];
    if (typeof least === 'number' && typeof most === 'number' && least > most) {
      const related = [{ at: spotOf(schema, high), message: `${high} is ${most}` }];
      report.finding(emptyBounds, spotOf(schema, low), `${low} is ${least}, above ${high}, which is ${most}`, { related });
    }
  }
  const wrong = 'default' in value ? defaultComplaint(value, allowed) : undefined;
  if (wrong !== undefined)
    report.finding(wrongDefault, spotOf(schema, 'default'), `${shown(value['default'])} cannot be the default: ${wrong}`);
}

function defaultComplaint(value: Readonly<Record<string, unknown>>, types: readonly string[] | undefined): string | undefined {
  const { default: standard, enum: values, minimum, maximum } = value;
  // It often stands for "absent".
  if (standard === null) return undefined;
  if (types !== undefined && !types.some((type) => isOf(type, standard))) return `the type is ${types.join(' or ')}`;
  if (Array.isArray(values) && !values.some((each) => JSON.stringify(each) === JSON.stringify(standard))) {
    return `enum has only ${values.map(shown).join(', ')}`;
  }
  if (typeof standard !== 'number') return undefined;
  if (typeof minimum === 'number' && standard < minimum) return `minimum is ${minimum}`;
  return typeof maximum === 'number' && standard > maximum ? `maximum is ${maximum}` : undefined;
}
