import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';
import { indented, openapi, swagger } from './described-colours.ts';

type Files = Readonly<Record<string, string>>;

function found(files: Files): readonly string[] {
  return checkTree(treeOf(files)).findings.map(({ code, line, message }) => `${code}:${line} ${message}`);
}

const done = "responses:\n  '204':\n    description: Done.\n";
const get = (lines: string): string => `get:\n${indented(lines, 2)}${indented(done, 2)}`;
const scheme = (lines: string): Files =>
  openapi(get('security: [{painter: []}]'), `components:\n  securitySchemes:\n    painter:\n${indented(lines, 6)}`);
const swaggerScheme = (lines: string): Files =>
  swagger(get('security: [{painter: []}]'), `securityDefinitions:\n  painter:\n${indented(lines, 4)}`);

test.each<readonly [string, Files, string]>([
  ['security that is a mapping', openapi(get('security: {}')), 'operation/wrong-value:5 security takes a list of mappings, but {} is here'],
  ['security that is a text', openapi(get('security: painter')), 'operation/wrong-value:5 security takes a list of mappings'],
  ['security that is empty', openapi(get('security:')), 'operation/wrong-value:5 security takes a list of mappings, but null is here'],
  ['tags that are a text', openapi(get('tags: Colours')), 'operation/wrong-value:5 tags takes a list of texts'],
  [
    'a truth value in quotes',
    openapi(get('deprecated: "true"')),
    'operation/wrong-value:5 deprecated takes true or false, but "true" is here; delete the quotes',
  ],
  ['a number for a text', openapi(get('summary: 5')), 'operation/wrong-value:5 summary takes a text, but 5 is here'],
  [
    'a version that is a number',
    { 'data/api/a.yaml': 'openapi: 3.10\npaths: {}\n' },
    'operation/wrong-value:1 openapi takes a version such as 3.1.0',
  ],
  [
    'a body whose `required` is a text',
    openapi(get("requestBody:\n  required: 'true'\n  content: {application/json: {schema: {type: object}, example: {}}}")),
    'operation/wrong-value:6 required takes true or false',
  ],
  [
    'a style that does not exist',
    openapi(get('parameters:\n  - {in: query, name: red, style: fomr, schema: {type: string}}')),
    'operation/wrong-value:6 style takes one of matrix, label, form, simple, spaceDelimited, pipeDelimited, deepObject, but "fomr" is here (did you mean "form"?)',
  ],
  [
    'a body among the parameters of OpenAPI 3',
    openapi(get('parameters:\n  - {in: body, name: red, schema: {type: object}}')),
    'operation/unknown-parameter-location:6 "body" is no place of a parameter; describe the body under requestBody',
  ],
  [
    'a type of security that does not exist',
    scheme('type: htpt\nscheme: bearer'),
    'operation/wrong-value:5 type takes one of apiKey, http',
  ],
  ['a type of security of OpenAPI 3', swaggerScheme('type: http'), 'operation/wrong-value:4 type takes one of basic, apiKey, oauth2'],
  [
    'an API key without a place',
    scheme('type: apiKey\nname: access_token'),
    'operation/lacks-key:4 a security scheme of the type apiKey needs in; write it',
  ],
  [
    'a place of an API key that does not exist',
    scheme('type: apiKey\nname: red\nin: body'),
    'operation/wrong-value:7 in takes one of query, header, cookie',
  ],
  [
    'a server without one of its variables',
    openapi(get(''), "servers:\n  - url: 'https://{hots}/'\n    variables: {host: {default: example.org}}\n"),
    'operation/undefined-server-variable:3 the variables of this server do not define "hots" (did you mean "host"?)',
  ],
  [
    'a body of OpenAPI 3 in Swagger 2.0',
    swagger(get('requestBody:\n  content: {}')),
    'operation/unknown-key:5 "requestBody" says nothing here in Swagger 2.0: it is a key of OpenAPI 3',
  ],
  [
    'media types of Swagger 2.0 in OpenAPI 3',
    openapi(get('consumes: [application/json]')),
    'operation/unknown-key:5 "consumes" says nothing here in OpenAPI 3',
  ],
  ['a list of schemes that is a text', swagger(get(''), 'schemes: https\n'), 'operation/wrong-value:2 schemes takes a list of texts'],
  [
    'a keyword among the properties',
    { 'data/red.yaml': 'type: object\nproperties:\n  red: {type: string}\n  additionalProperties: false\n' },
    'schema/not-a-schema:4 a property needs a schema, but false is here; if the keyword additionalProperties is meant, indent it',
  ],
  [
    'an example among the properties',
    { 'data/red.yaml': 'type: object\nproperties:\n  red: {type: integer}\n  example: {red: 1}\n' },
    'schema/not-a-schema:4 a property needs a schema, and this has no keyword of one; if it is the example, indent it as far as properties',
  ],
  ['a bound without end', { 'data/red.yaml': 'type: number\nmaximum: .inf\n' }, 'schema/wrong-keyword-value:2 maximum takes a number'],
  [
    'a divisor of nothing',
    { 'data/red.yaml': 'type: number\nmultipleOf: 0\n' },
    'schema/wrong-keyword-value:2 multipleOf takes a number above 0, but 0 is here',
  ],
])('%s is found', (_, files, finding) => {
  expect(found(files)).toEqual([expect.stringContaining(finding)]);
});

test.each<readonly [string, Files]>([
  ['nothing asked of who calls', openapi(get('security: []\ntags: []\ndeprecated: false'))],
  ['an alternative without security', scheme('type: http\nscheme: bearer')],
  ['a key of Swagger 2.0', swaggerScheme('type: apiKey\nname: access_token\nin: query')],
  ['a server with a variable', openapi(get(''), "servers:\n  - url: 'https://{host}/'\n    variables: {host: {default: example.org}}\n")],
])('%s is well', (_, files) => {
  expect(found(files)).toEqual([]);
});
