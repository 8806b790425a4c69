/** Keywords for a bound below and one above, and whether a value may not be the bound itself. */
const bounds = [
  ['minimum', 'maximum', false],
  ['minLength', 'maxLength', false],
  ['minItems', 'maxItems', false],
  ['minProperties', 'maxProperties', false],
  ['minContains', 'maxContains', false],
  ['exclusiveMinimum', 'maximum', true],
  ['minimum', 'exclusiveMaximum', true],
  ['exclusiveMinimum', 'exclusiveMaximum', true],
] as const;

/** Bounds of a schema between which there is nothing. */
interface EmptyBounds {
  readonly low: string;
  readonly high: string;
  readonly least: number;
  readonly most: number;
}

/** Those pairs of a schema's bounds that no value can be between. */
export function emptyBounds(schema: Readonly<Record<string, unknown>>): readonly EmptyBounds[] {
  if (!Object.keys(schema).some(isLowerBound)) return [];
  return bounds.flatMap(([low, high, isExclusive]) => {
    const [least, most] = [schema[low], schema[high]];
    if (typeof least !== 'number' || typeof most !== 'number' || least < most || (least === most && !isExclusive)) return [];
    return [{ low, high, least, most }];
  });
}

/** Few schemas have bounds at all. */
function isLowerBound(key: string): boolean {
  return key.startsWith('min') || key === 'exclusiveMinimum';
}
