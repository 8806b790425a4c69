import { readdirSync } from 'node:fs';
import type { Position } from '../schemas/report.ts';
import type { DerivedRule, Operation, ResponseDescription, Schema } from './catalogue.ts';
import type { Edition } from './edition.ts';
import { newestEdition, pathPrefix } from './edition.ts';
import { packageRoot } from './package-root.ts';
import { originOf, readYaml } from './read-yaml.ts';
import { SourceError } from './source-error.ts';

type Plain = Readonly<Record<string, unknown>>;

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** The operations that `specs/api` describes for an edition, by id; without an edition, those of all, each with all its responses. */
export function readOperations(edition: Edition | undefined): ReadonlyMap<string, Operation> {
  const names = readdirSync(new URL('specs/api/', packageRoot)).filter((name) => name.endsWith('.yaml'));
  const operations = names.toSorted().flatMap((name) => operationsOf(`specs/api/${name}`, edition));
  const byId = new Map<string, Operation>();
  for (const operation of operations) {
    if (byId.has(operation.id)) throw new SourceError(operation.position, `the operation ${operation.id} is described twice`);
    byId.set(operation.id, operation);
  }
  return byId;
}

/** One rule for each response that an operation documents: whatever has this status keeps to its schema. */
export function derivedRules({ id, method, path, responses, see }: Operation): readonly DerivedRule[] {
  return [...responses.values()].map(({ status, contentType, position }) => ({
    kind: 'derived',
    id: `api/${id}/${status}`,
    family: 'api',
    level: 'MUST',
    sentence: `A ${status} of ${method} ${path} MUST be ${contentType} and keep to its schema.`,
    position,
    see,
    operation: id,
    status,
  }));
}

function operationsOf(file: string, edition: Edition | undefined): readonly Operation[] {
  const document = object(readYaml(file, edition), { file, line: 1 });
  const base = text(object(array(document['servers'])[0], { file, line: 1 })['url'], { file, line: 1 }).replace(
    '{version}',
    pathPrefix(edition ?? newestEdition),
  );
  return Object.entries(object(document['paths'], { file, line: 1 })).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const described = object(item, { file, line: 1 })[method.toLowerCase()];
      return described === undefined ? [] : [operationOf(method, base + path, described, file)];
    }),
  );
}

function operationOf(method: Operation['method'], path: string, described: unknown, file: string): Operation {
  const position = originOf(described) ?? { file, line: 1 };
  const source = object(described, position);
  const see = text(optional(source['externalDocs'])?.['url'], position);
  const body = optional(optional(optional(source['requestBody'])?.['content'])?.['application/json'])?.['schema'];
  return {
    id: text(source['operationId'], position),
    method,
    path,
    accessToken: accessToken(array(source['security'])),
    interactive: source['x-interactive'] === true,
    query: Object.fromEntries(
      array(source['parameters'])
        .map((parameter) => object(parameter, position))
        .filter((parameter) => parameter['in'] === 'query')
        .map((parameter) => [text(parameter['name'], position), schema(parameter['schema'], position)]),
    ),
    ...(body === undefined ? {} : { requestSchema: schema(body, position) }),
    responses: new Map(
      Object.entries(object(source['responses'], position)).map(([status, response]) => [
        Number(status),
        responseOf(Number(status), response, position),
      ]),
    ),
    position,
    see,
  };
}

function responseOf(status: number, described: unknown, above: Position): ResponseDescription {
  const position = originOf(described) ?? above;
  const response = object(described, position);
  const [contentType, media] = Object.entries(object(response['content'], position))[0] ?? [];
  if (contentType === undefined) throw new SourceError(position, 'a response without content');
  const read = schema(object(media, position)['schema'], position);
  const [example] = Object.values(optional(object(media, position)['examples']) ?? {}).map((each) => object(each, position)['value']);
  return {
    status,
    schema: read,
    contentType,
    headers: Object.fromEntries(
      Object.entries(optional(response['headers']) ?? {}).map(([name, header]) => [
        name,
        schema(object(header, position)['schema'], position),
      ]),
    ),
    ...(example === undefined ? {} : { example }),
    position,
    lineOf: (pointer) => placeOf(read, pointer.split('/').slice(1)) ?? position,
  };
}

/** Where the sources describe the value at a pointer: the innermost schema on the way to it. */
function placeOf(at: unknown, steps: readonly string[]): Position | undefined {
  const here = optional(at);
  if (here === undefined) return undefined;
  const [step, ...rest] = steps;
  if (step === undefined) return originOf(here);
  const inner = optional(here['properties'])?.[step] ?? (/^\d+$/.test(step) ? here['items'] : undefined);
  if (inner !== undefined) return placeOf(inner, rest) ?? originOf(here);
  const branches = [here['then'], here['else'], ...array(here['allOf'])]
    .map((branch) => placeOf(branch, steps))
    .filter((place) => place !== undefined);
  return branches[0] ?? originOf(here);
}

function accessToken(security: readonly unknown[]): Operation['accessToken'] {
  const ways = security.map((way) => Object.keys(optional(way) ?? {}).length > 0);
  if (!ways.includes(true)) return 'none';
  return ways.includes(false) ? 'optional' : 'required';
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function optional(value: unknown): Plain | undefined {
  return isPlain(value) ? value : undefined;
}

function object(value: unknown, position: Position): Plain {
  if (isPlain(value)) return value;
  throw new SourceError(position, `a mapping is wanted here, got ${JSON.stringify(value)}`);
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function schema(value: unknown, position: Position): Schema {
  return typeof value === 'boolean' ? value : object(value, position);
}

function text(value: unknown, position: Position): string {
  if (typeof value === 'string') return value;
  throw new SourceError(position, `a text is wanted here, got ${JSON.stringify(value)}`);
}
