import { expect, test } from 'vitest';
import type { Schema } from './catalogue.ts';
import { schemaErrors } from './matches-schema.ts';

const schema = Object.freeze({
  type: 'object',
  required: ['user_id'],
  properties: { user_id: { type: 'string' }, flows: { type: 'array', items: { type: 'object', required: ['stages'] } } },
  additionalProperties: { type: ['string', 'integer'] },
});

test('what keeps to the schema has no errors', () => {
  expect(schemaErrors(schema, { user_id: '@a:b', flows: [{ stages: [] }], further: 5 })).toEqual([]);
  expect(schemaErrors(true, 5)).toEqual([]);
});

test.each([
  ['a missing key', {}, '', 'required', 'the key `user_id` is required'],
  ['a wrong type', { user_id: 5 }, '/user_id', 'type', 'string wanted, got 5'],
  ['another shape', [], '', 'type', 'object wanted, got []'],
  ['something further in', { user_id: '', flows: [{ stages: [] }, {}] }, '/flows/1', 'required', 'the key `stages` is required'],
  ['a key that needs escapes', { user_id: '', 'a/ü%': null }, '/a~1ü%', 'type', 'string or integer wanted, got null'],
  ['half a surrogate pair in a key', { user_id: '', '\ud800': null }, '/\ufffd', 'type', 'string or integer wanted'],
])('%s is told with its place', (_what, value, pointer, keyword, message) => {
  const [error, ...others] = schemaErrors(schema, value);
  expect(error).toMatchObject({ pointer, keyword });
  expect(error?.message).toContain(message);
  expect(others).toEqual([]);
});

test('the place furthest in comes first', () => {
  expect(schemaErrors(schema, { flows: [{}], user_id: 5 }).map(({ pointer }) => pointer)).toEqual(['/flows/0', '/user_id']);
});

test('only the branch that applies speaks', () => {
  const either: Schema = JSON.parse(
    '{"if": {"required": ["a"]}, "then": {"properties": {"a": {"type": "string"}}}, "else": {"required": ["b"]}}',
  );
  expect(schemaErrors(either, { a: 1 }).map(({ pointer }) => pointer)).toEqual(['/a']);
  expect(schemaErrors(either, {}).map(({ message }) => message)).toEqual(['the key `b` is required']);
});

test('nothing is accepted by a schema that accepts nothing', () => {
  expect(schemaErrors(false, 5)).toHaveLength(1);
});
