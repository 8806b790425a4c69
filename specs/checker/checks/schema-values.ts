import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Code, Report, Spot } from '../check.ts';
import { meant } from '../nearest.ts';
import { emptyBounds } from '../schemas/bounds.ts';
import { contradictedType } from '../schemas/contradicted-type.ts';
import { isOf, shown, typesOf } from '../schemas/json-types.ts';
import { undefinedRequired } from '../schemas/undefined-required.ts';
import { validateValue } from '../schemas/validate.ts';
import { walkSchemas } from '../schemas/walk-schemas.ts';
import type { SchemaPart } from '../schemas/walk-schemas.ts';
import type { SourceTree } from '../sources/source-tree.ts';
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

const wrongConst = schemaCode(
  'wrong-const',
  'error',
  'The value of `const` is not of the type that the schema declares, so nothing can ever match it. A number or a truth value that is meant as text needs quotes.',
  ['type: string', 'const: 2'],
  2,
  ['type: string', 'const: "2"'],
);

const wrongDefault = schemaCode(
  'wrong-default',
  'error',
  'The default of a schema does not match the schema itself: it has another type, is not one of the values of `enum`, lies outside of the bounds, or lacks what is required.',
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

const noBounds = schemaCode(
  'empty-bounds',
  'error',
  'The lower bound of a schema is above its upper bound, so no value can ever match.',
  ['type: integer', 'minimum: 10', 'maximum: 1'],
  2,
  ['type: integer', 'minimum: 1', 'maximum: 10'],
);

const contradicted = schemaCode(
  'contradicted-type',
  'error',
  'Several keywords beside the type of a schema speak of another type, and none speaks of this one: so it is the type that is wrong.',
  ['type: integer', 'pattern: "^[a-z]+$"', 'example: red'],
  1,
  ['type: string', 'pattern: "^[a-z]+$"', 'example: red'],
);

/** What schemas ask for: whether it can be, and whether it fits together. */
export const schemaValues: Check = {
  codes: [badPattern, requiredUndefined, wrongEnum, wrongConst, wrongDefault, repeated, noBounds, contradicted],
  run(tree, report) {
    for (const schema of walkSchemas(tree)) {
      const { source, value } = schema;
      if (!source.checked || !isMapping(value)) continue;
      lookAtType(schema, report);
      lookAtPatterns(schema, value, report);
      lookAtLists(schema, value, report);
      lookAtBounds(schema, value, report);
      lookAtDefault(tree, schema, value['default'], report);
    }
    for (const { schema, at, name, known } of undefinedRequired(tree)) {
      const spot = { source: schema.source, pointer: `${schema.pointer}/required/${at}` };
      const message = `required names ${JSON.stringify(name)}, which no property has${meant(name, known)}; describe it in properties, or delete it here`;
      report.finding(requiredUndefined, spot, message);
    }
  },
};

function lookAtType(schema: SchemaPart, report: Report): void {
  const contradiction = contradictedType(schema);
  if (contradiction === undefined) return;
  const { source, pointer } = schema;
  const { by, instead } = contradiction;
  const [first = '', ...others] = by;
  const names = `${others.length > 1 ? [first, ...others.slice(0, -1)].join(', ') : first} and ${others.at(-1)}`;
  report.finding(
    contradicted,
    { source, pointer: `${pointer}/type` },
    `the type does not fit ${names} beside it; ${instead === undefined ? 'correct it' : `write type: ${instead}`}`,
    {
      related: by.map((key) => ({
        at: { source, pointer: pointerInto(pointer, key), part: 'key' as const },
        message: `${key} is for another type`,
      })),
    },
  );
}

function lookAtPatterns({ source, pointer }: SchemaPart, value: Readonly<Record<string, unknown>>, report: Report): void {
  const { pattern: own, patternProperties: named } = value;
  if (typeof own === 'string') lookAtPattern({ source, pointer: `${pointer}/pattern` }, own, report);
  if (!isMapping(named)) return;
  for (const pattern of Object.keys(named)) {
    lookAtPattern({ source, pointer: pointerInto(`${pointer}/patternProperties`, pattern), part: 'key' }, pattern, report);
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

/** Lists whose values have to differ, and those of `enum` and `const`, which have to be of the type. */
function lookAtLists(schema: SchemaPart, value: Readonly<Record<string, unknown>>, report: Report): void {
  const { source, pointer } = schema;
  const types = contradictedType(schema) === undefined ? typesOf(value) : undefined;
  const allowed = types === undefined ? undefined : value['nullable'] === true ? [...types, 'null'] : types;
  const lookAtOne = (code: Code, each: unknown, at: string): void => {
    if (allowed === undefined || allowed.some((type) => isOf(type, each))) return;
    const isWord = typeof each === 'number' || typeof each === 'boolean';
    const instead = allowed.includes('string') && isWord ? `; write "${each}"` : '';
    report.finding(code, { source, pointer: at }, `${shown(each)} can never match: the type is ${allowed.join(' or ')}${instead}`);
  };
  if ('const' in value) lookAtOne(wrongConst, value['const'], `${pointer}/const`);
  for (const key of ['enum', 'required', 'type']) {
    const list: unknown = value[key];
    if (!Array.isArray(list) || (key === 'required' && !list.every((each) => typeof each === 'string'))) continue;
    const seen = new Map<string, number>();
    for (const [at, each] of list.entries()) {
      const text = JSON.stringify(each);
      const first = seen.get(text);
      if (first === undefined) seen.set(text, at);
      else {
        const related = [{ at: { source, pointer: `${pointer}/${key}/${first}` }, message: 'the first one' }];
        report.finding(repeated, { source, pointer: `${pointer}/${key}/${at}` }, `${key} has ${shown(each)} twice; delete one`, {
          related,
        });
      }
      if (key === 'enum') lookAtOne(wrongEnum, each, `${pointer}/enum/${at}`);
    }
  }
}

function lookAtBounds({ source, pointer }: SchemaPart, value: Readonly<Record<string, unknown>>, report: Report): void {
  for (const { low, high, least, most } of emptyBounds(value)) {
    const related = [{ at: { source, pointer: `${pointer}/${high}` }, message: `${high} is ${most}` }];
    const message = `${low} is ${least}, ${least === most ? 'as' : 'above'} ${high}, which is ${most}`;
    report.finding(noBounds, { source, pointer: `${pointer}/${low}` }, message, { related });
  }
}

function lookAtDefault(tree: SourceTree, schema: SchemaPart, standard: unknown, report: Report): void {
  const { source, pointer } = schema;
  // It often stands for "absent".
  if (standard === null || standard === undefined || contradictedType(schema) !== undefined) return;
  const judgement = validateValue(tree, schema, standard);
  if (!judgement.judged) {
    report.unjudged({ source, pointer: `${pointer}/default` }, judgement.reason);
    return;
  }
  for (const { kind, pointer: at, part, message, schema: said } of judgement.breaches) {
    if (kind === 'placeholder' || (kind === 'ambiguous' && judgement.isPartial)) continue;
    const related = [{ at: { ...said, part: 'key' as const }, message: 'what the schema says' }];
    const spot = { source, pointer: `${pointer}/default${at}`, part };
    report.finding(wrongDefault, spot, `this cannot be the default: ${message}`, { related });
  }
}
