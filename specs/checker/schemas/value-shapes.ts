import { isMapping } from '../../reader/resolve.ts';
import type { DescribedPart, Dialect } from './described-parts.ts';
import type { Role } from './grammar.ts';

/** What a key takes: a kind of value, or one of some words. */
export type Shape = 'text' | 'yes-or-no' | 'texts' | 'mapping' | 'mappings' | 'list' | 'openapi' | 'swagger' | readonly string[];

type Shapes = Readonly<Record<string, Shape>>;

const described: Shapes = { summary: 'text', description: 'text' };
const given: Shapes = {
  ...described,
  required: 'yes-or-no',
  deprecated: 'yes-or-no',
  allowEmptyValue: 'yes-or-no',
  explode: 'yes-or-no',
  allowReserved: 'yes-or-no',
  style: ['matrix', 'label', 'form', 'simple', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  content: 'mapping',
};

/** What the keys take that say something else than what a part of a description is made of. */
const shapes: Readonly<Partial<Record<Role, Shapes>>> = {
  api: {
    openapi: 'openapi',
    swagger: 'swagger',
    info: 'mapping',
    servers: 'mappings',
    paths: 'mapping',
    webhooks: 'mapping',
    components: 'mapping',
    security: 'mappings',
    tags: 'mappings',
    host: 'text',
    basePath: 'text',
    schemes: 'texts',
    consumes: 'texts',
    produces: 'texts',
  },
  'path-item': { ...described, servers: 'mappings', parameters: 'list' },
  operation: {
    ...described,
    tags: 'texts',
    operationId: 'text',
    parameters: 'list',
    requestBody: 'mapping',
    responses: 'mapping',
    callbacks: 'mapping',
    deprecated: 'yes-or-no',
    security: 'mappings',
    servers: 'mappings',
    consumes: 'texts',
    produces: 'texts',
    schemes: 'texts',
  },
  parameter: { ...given, name: 'text', in: 'text' },
  header: given,
  'request-body': { ...described, content: 'mapping', required: 'yes-or-no' },
  response: { ...described, headers: 'mapping', content: 'mapping', links: 'mapping' },
  'media-type': { encoding: 'mapping' },
};

const scheme: Shapes = {
  description: 'text',
  name: 'text',
  scheme: 'text',
  bearerFormat: 'text',
  openIdConnectUrl: 'text',
  in: ['query', 'header', 'cookie'],
  flows: 'mapping',
  scopes: 'mapping',
};
const schemes: Readonly<Record<'old' | 'new', Shapes>> = {
  old: { ...scheme, type: ['basic', 'apiKey', 'oauth2'], in: ['query', 'header'] },
  new: { ...scheme, type: ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'] },
};

/** What the keys of a part of an API description take; undefined when that is said elsewhere. */
export function shapesOf({ role, dialect, value }: Pick<DescribedPart, 'role' | 'dialect' | 'value'>): Shapes | undefined {
  if (role === 'security-scheme') return isOld(dialect) ? schemes.old : schemes.new;
  // In Swagger 2.0 a parameter and a header are schemas themselves.
  if ((role === 'parameter' || role === 'header') && isOld(dialect) && isMapping(value) && 'type' in value) return undefined;
  return shapes[role];
}

function isOld(dialect: Dialect): boolean {
  return dialect === 'draft-4';
}

/** What is wanted, when a value is not of a shape. */
export function complaintAbout(shape: Shape, value: unknown): string | undefined {
  const isText = typeof value === 'string';
  switch (shape) {
    case 'text':
      return isText ? undefined : 'a text';
    case 'yes-or-no':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string') ? undefined : 'a list of texts';
    case 'mapping':
      return isMapping(value) ? undefined : 'a mapping';
    case 'mappings':
      return Array.isArray(value) && value.every(isMapping) ? undefined : 'a list of mappings';
    case 'list':
      return Array.isArray(value) ? undefined : 'a list';
    case 'openapi':
      return isText && /^3\.[0-2]\.\d+$/.test(value) ? undefined : 'a version such as 3.1.0, as a text';
    case 'swagger':
      return isText && value === '2.0' ? undefined : 'the text "2.0"';
    default:
      return isText && shape.includes(value) ? undefined : `one of ${shape.join(', ')}`;
  }
}

/** The keys that a security scheme needs, by its type. */
export function neededBy({ type }: Readonly<Record<string, unknown>>): readonly string[] {
  switch (type) {
    case 'apiKey':
      return ['name', 'in'];
    case 'http':
      return ['scheme'];
    case 'openIdConnect':
      return ['openIdConnectUrl'];
    default:
      return [];
  }
}
