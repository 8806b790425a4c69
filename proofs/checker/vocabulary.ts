/** What a key means in the paint shop, wherever it stands in an example: its type, and whether what it is a part of needs it. */
export interface Word {
  readonly type: 'string' | 'integer' | 'boolean' | 'array';
  readonly required: boolean;
}

/** The keys of the paint shop. That its schemas keep to this is proven with the trees. */
export const vocabulary: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['colour_id', { type: 'string', required: true }],
  ['name', { type: 'string', required: true }],
  ['warmth', { type: 'integer', required: false }],
  ['glossy', { type: 'boolean', required: false }],
  ['tags', { type: 'array', required: false }],
  ['base', { type: 'string', required: true }],
  ['drops', { type: 'integer', required: true }],
]);
