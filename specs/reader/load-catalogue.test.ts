import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Edition } from './edition.ts';
import { editions, isPartOf } from './edition.ts';
import { allRuleIds, loadCatalogue } from './load-catalogue.ts';
import { schemaErrors } from './matches-schema.ts';
import { packageRoot } from './package-root.ts';
import { originOf, readYaml } from './read-yaml.ts';
import { isMapping } from './resolve.ts';

const texts = readdirSync(new URL('specs/text/', packageRoot)).filter((name) => name.endsWith('.rst'));

function written(edition: Edition) {
  return loadCatalogue(edition).rules.filter((rule) => rule.kind === 'written');
}

/** Every `content` with a schema in the files of an edition, and the examples beside it. */
function contents(value: unknown): readonly { readonly schema: unknown; readonly examples: readonly unknown[]; readonly at: string }[] {
  if (Array.isArray(value)) return value.flatMap(contents);
  if (!isMapping(value)) return [];
  const { schema, examples } = value;
  const here = schema !== undefined && 'examples' in value;
  const place = originOf(value);
  return [
    ...(here && isMapping(examples)
      ? [
          {
            schema,
            examples: Object.values(examples).map((example) => (isMapping(example) ? example['value'] : example)),
            at: `${place?.file}:${place?.line}`,
          },
        ]
      : []),
    ...Object.values(value).flatMap(contents),
  ];
}

/** `POST /login 403` and the like, of every edition. */
const documented = new Set(
  editions.flatMap((each) =>
    [...loadCatalogue(each).operations.values()].flatMap(({ method, path, responses }) =>
      [...responses.keys()].map((status) => `${method} ${path.replace(/^\/_matrix\/client(\/(r0|v3))?/, '')} ${status}`),
    ),
  ),
);

describe.each(editions)('in %s', (edition) => {
  const { operations } = loadCatalogue(edition);
  const all = readdirSync(new URL('specs/api/', packageRoot))
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => contents(readYaml(`specs/api/${name}`, edition)));

  test('every example keeps to its schema', () => {
    expect(all.length).toBeGreaterThanOrEqual(15);
    const wrong = all.flatMap(({ schema, examples, at }) =>
      examples.flatMap((example) => schemaErrors(isMapping(schema) ? schema : false, example).map(({ message }) => `${at}: ${message}`)),
    );
    expect(wrong).toEqual([]);
  });

  test('every response has an example, and every request body has one', () => {
    const bare = [...operations.values()].flatMap(({ id, responses }) =>
      [...responses.values()].filter(({ example }) => example === undefined).map(({ status }) => `${id}/${status}`),
    );
    expect(bare).toEqual([]);
    const bodies = [...operations.values()].filter(({ requestSchema }) => requestSchema !== undefined);
    expect(bodies.length).toBeGreaterThanOrEqual(3);
    const without = bodies.filter(
      ({ requestSchema }) => !all.some(({ schema, examples }) => schema === requestSchema && examples.length > 0),
    );
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  test('every operation documents its success', () => {
    expect([...operations.values()].filter(({ responses }) => !responses.has(200)).map(({ id }) => id)).toEqual([]);
  });

  test('every answer that a sentence is about is documented in some edition', () => {
    expect(written(edition).flatMap(({ id, api }) => api.filter((name) => !documented.has(name)).map((name) => `${id}: ${name}`))).toEqual(
      [],
    );
  });
});

test('ids are unique, and a rule stands in the file of its family', () => {
  const ids = allRuleIds();
  expect(new Set(ids).size).toBe(ids.length);
  for (const edition of editions) {
    for (const { id, family, position } of written(edition)) {
      expect(id.split('/')[0]).toBe(family);
      expect(position.file).toBe(`specs/text/${family}.rst`);
    }
  }
  expect(new Set(editions.flatMap((edition) => written(edition).map(({ family }) => family))).size).toBe(texts.length);
});

test('all ids are those of all editions', () => {
  const each = new Set(editions.flatMap((edition) => loadCatalogue(edition).rules.map(({ id }) => id)));
  expect([...allRuleIds()].toSorted()).toEqual([...each].toSorted());
});

test('a sentence that rests on security says what an attacker gains', () => {
  const rules = editions.flatMap(written).filter(({ basis }) => basis === 'security');
  expect(rules.length).toBeGreaterThan(0);
  expect(rules.filter(({ note, level }) => note === undefined || level !== 'SHOULD').map(({ id }) => id)).toEqual([]);
});

test('positions point at the line that says it', () => {
  const catalogue = loadCatalogue('v1.18');
  const lineAt = ({ file, line }: { readonly file: string; readonly line: number }): string =>
    readFileSync(new URL(file, packageRoot), 'utf8').split('\n')[line - 1] ?? '';
  for (const { id, position } of written('v1.18')) expect(lineAt(position)).toBe(id);
  const operation = catalogue.operations.get('post-login');
  const response = operation?.responses.get(200);
  if (operation === undefined || response === undefined) throw new Error('no post-login');
  expect(lineAt(operation.position).trim()).toBe('post:');
  expect(lineAt(response.position).trim()).toBe("'200':");
  expect(lineAt(response.lineOf('/user_id')).trim()).toBe('user_id:');
  expect(lineAt(response.lineOf('')).trim()).toBe('schema:');
  const challenge = catalogue.operations.get('post-register')?.responses.get(401);
  const stages = challenge?.lineOf('/flows/0/stages');
  expect(stages?.file).toBe('specs/api/definitions/auth-response.yaml');
  expect(stages === undefined ? '' : lineAt(stages).trim()).toBe('stages:');
});

test('an edition has its own operations, responses and demands', () => {
  const [old, young] = [loadCatalogue('r0.1'), loadCatalogue('v1.18')];
  expect(old.operations.has('get-login')).toBe(false);
  expect(young.operations.has('get-login')).toBe(true);
  expect(old.operations.get('post-login')?.path).toBe('/_matrix/client/r0/login');
  expect(young.operations.get('post-login')?.path).toBe('/_matrix/client/v3/login');
  expect(young.operations.get('get-versions')?.path).toBe('/_matrix/client/versions');
  expect(old.rule('api/post-register/403')).toBeUndefined();
  expect(young.rule('api/post-register/403')?.kind).toBe('derived');
  const login = (edition: Edition) => loadCatalogue(edition).operations.get('post-login')?.responses.get(200)?.schema ?? false;
  expect(schemaErrors(login('v1.3'), {})).toEqual([]);
  expect(schemaErrors(login('v1.4'), {}).map(({ keyword }) => keyword)).toEqual(['required', 'required', 'required']);
  expect(Object.keys(old.operations.get('post-login')?.responses.get(429)?.headers ?? {})).toEqual([]);
  expect(Object.keys(young.operations.get('post-login')?.responses.get(429)?.headers ?? {})).toEqual(['Retry-After']);
  for (const edition of editions) for (const rule of written(edition)) expect(isPartOf(edition, rule)).toBe(true);
});

test('whether an operation takes an access token', () => {
  const tokens = (edition: Edition) =>
    Object.fromEntries([...loadCatalogue(edition).operations.values()].map(({ id, accessToken }) => [id, accessToken]));
  expect(tokens('r0.1')).toMatchObject({ 'get-versions': 'none', 'post-login': 'none', 'post-account-password': 'optional' });
  expect(tokens('v1.18')).toMatchObject({ 'get-versions': 'optional', 'get-account-3pid': 'required', 'post-logout': 'required' });
});

test('a catalogue is loaded once, and cannot be changed', () => {
  const catalogue = loadCatalogue('v1.18');
  expect(loadCatalogue('v1.18')).toBe(catalogue);
  const schema = catalogue.operations.get('post-login')?.responses.get(200)?.schema;
  const parts = [catalogue, catalogue.rules, catalogue.rules[0], schema, isMapping(schema) ? schema['properties'] : undefined];
  for (const part of parts) {
    expect(part).toBeDefined();
    expect(Object.isFrozen(part)).toBe(true);
  }
});

describe('docutils', () => {
  // A distribution's package belongs to its own interpreter, which need not be the first one found.
  const interpreters = ['python3', '/usr/bin/python3'];
  const interpreter = interpreters.find((each) => spawnSync(each, ['-m', 'docutils', '--version']).status === 0);
  const skipped = interpreter === undefined && process.env['CI'] === undefined;
  if (skipped)
    console.warn(
      'skipped: docutils is not installed (pip install docutils), so it does not check specs/text here; it does where CI is set',
    );

  test.skipIf(skipped).each(texts)('reads %s without a complaint', (name) => {
    const file = fileURLToPath(new URL(`specs/text/${name}`, packageRoot));
    const { status, stderr } = spawnSync(interpreter ?? 'python3', ['-m', 'docutils', '--report=1', '--halt=2', file], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
