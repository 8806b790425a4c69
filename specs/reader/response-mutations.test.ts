import { describe, expect, test } from 'vitest';
import { editions } from './edition.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { schemaErrors } from './matches-schema.ts';
import { responseMutations } from './response-mutations.ts';

function names(operation: string, status: number, edition: (typeof editions)[number]): readonly string[] {
  const response = loadCatalogue(edition).operations.get(operation)?.responses.get(status);
  if (response === undefined) throw new Error(`${edition} has no ${operation}/${status}`);
  return responseMutations(response).map(({ name }) => name);
}

test('every required key is left out, every typed value turned into another', () => {
  expect(names('post-login', 200, 'v1.18')).toEqual(
    expect.arrayContaining([
      'without-user_id',
      'user_id-is-a-number',
      'without-device_id',
      'home_server-is-a-number',
      'expires_in_ms-is-a-string',
    ]),
  );
  expect(names('post-register', 401, 'v1.18')).toEqual(
    expect.arrayContaining([
      'flows-is-a-string',
      'without-flows-stages',
      'flows-stages-is-a-number',
      'params-is-a-number',
      'completed-is-a-string',
    ]),
  );
  expect(names('post-login', 429, 'v1.18')).toEqual(expect.arrayContaining(['without-error', 'retry_after_ms-is-a-string']));
});

test('what an edition does not ask for is not broken in it', () => {
  expect(names('post-login', 200, 'r0.1')).not.toContain('without-user_id');
  expect(names('post-login', 200, 'r0.1')).toContain('user_id-is-a-number');
});

test('an answer of which nothing is asked is still an object with a label', () => {
  expect(names('post-account-password', 200, 'v1.18')).toEqual(['is-no-object', 'is-labelled-text-plain']);
});

describe.each(editions)('in %s', (edition) => {
  const responses = [...loadCatalogue(edition).operations.values()].flatMap((operation) =>
    [...operation.responses.values()].map((response) => [`${operation.id}/${response.status}`, response] as const),
  );

  test.each(responses)('every mutation of %s breaks it, and has a name of its own', (_id, response) => {
    const before = JSON.stringify(response.example);
    const mutations = responseMutations(response);
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
    const harmless = mutations.filter(
      (mutation) => mutation.contentType === undefined && schemaErrors(response.schema, mutation.apply(response.example)).length === 0,
    );
    expect(harmless.map(({ name }) => name)).toEqual([]);
    expect(JSON.stringify(response.example)).toBe(before);
  });
});
