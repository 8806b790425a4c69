import { describe, expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

const front = '---\ntitle: Colours\n---\n\n';
const api = `openapi: 3.1.0
info:
  title: Colours
  version: 1.0.0
servers:
  - url: https://example.org
    variables:
      basePath:
        default: /_matrix/colours/v1
paths:
  /rooms/{roomId}/colour:
    get:
      operationId: getColour
      summary: Get it.
      description: See [the notes](#notes) and [red](/colours/#mred).
      parameters:
        - name: roomId
          in: path
          required: true
          schema:
            type: string
          example: "!red:example.org"
      responses:
        "200":
          description: The colour.
          content:
            application/json:
              schema:
                $ref: definitions/colour.yaml
              example:
                name: red
`;
const colour = `type: object
title: Colour name
description: See [notes](#notes).
properties:
  name:
    type: string
    description: What it is called.
`;

/** A site with a page of each kind of anchor. */
const site = {
  'content/_index.md': `${front}## Front\n`,
  'content/colours.md': `${front}## Notes\n\n### \`m.notes\` (new)\n\n## Use\n\n### Use\n\n<a id="old"></a>\n\n## Own {#mine}\n\n{{% http-api spec="paint" api="colour" %}}\n\n{{% event event="m.red" %}}\n\n{{% definition path="api/paint/definitions/colour" %}}\n\n{{% cs-module name="Paint" filename="paint" %}}\n`,
  'content/client-server-api/modules/index.md': '---\nheadless: true\n---\n',
  'content/client-server-api/modules/paint.md': '### Paint\n\nSee [own](#mine).\n',
  'data/api/paint/colour.yaml': api,
  'data/api/paint/definitions/colour.yaml': colour,
  'data/event-schemas/schema/m.red.yaml': 'type: object\ntitle: Red\ndescription: See [own](#mine).\n',
};

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return checkTree(treeOf({ ...site, ...files }))
    .findings.filter(({ code }) => code.startsWith('markdown/'))
    .map(({ code, source, line, message }) => `${code} ${source.path}:${line} ${message}`);
}

function linked(destination: string): readonly string[] {
  return found({ 'content/links.md': `${front}See [it](${destination}).\n` });
}

describe('links that lead somewhere', () => {
  test.each([
    '/colours',
    '/colours/',
    '/Colours/#mine',
    '/colours/#mnotes-new',
    '/colours#mine',
    '/colours/#old',
    '/colours/#paint',
    '/colours/#get_matrixcoloursv1roomsroomidcolour',
    '/colours/#get_matrixcoloursv1roomsroomidcolour_response-200_colour-name',
    '/colours/#mred',
    '/colours/#definition-colour-name',
    '/#front',
    '../colours/#mine',
    'https://example.org/#nothing',
    'mailto:red@example.org',
    '/v1.2/colours/#gone',
    '#',
  ])('%s', (destination) => {
    expect(linked(destination).filter((finding) => !finding.startsWith('markdown/dead-page') || destination !== '/Colours/#mine')).toEqual(
      [],
    );
  });
});

test.each([
  ['/colours/#mien', 'markdown/dead-anchor content/links.md:5 the page /colours has no id "mien" (did you mean #mine?)'],
  ['/colours/#front', 'markdown/dead-anchor content/links.md:5 the page /colours has no id "front" (/#front is there)'],
  ['#mine', 'markdown/dead-anchor content/links.md:5 the page /links has no id "mine" (/colours/#mine is there)'],
  ['/colour', 'markdown/dead-page content/links.md:5 the site has no page /colour (did you mean "/colours"?)'],
  ['/changes/v1.3', 'markdown/dead-page content/links.md:5 the site has no page /changes/v1.3'],
  ['colours/#mine', 'markdown/dead-page content/links.md:5 the site has no page /links/colours; write /colours, with a slash in front'],
  ['htp://example.org', 'markdown/broken-link content/links.md:5 nothing understands htp:; write http://example.org'],
])('the link %s leads nowhere', (destination, finding) => {
  expect(linked(destination)).toEqual([finding]);
});

/** A page with the operations of an API. */
function shownApi(text: string): Readonly<Record<string, string>> {
  return { 'data/api/paint/shade.yaml': text, 'content/shades.md': `${front}{{% http-api spec="paint" api="shade" %}}\n` };
}

const responses = 'responses: {200: {description: It is there.}}';

describe('where anchors come from', () => {
  test.each([
    ['an alias of a page', { 'content/old.md': '---\ntitle: Old\naliases: ["/older/"]\n---\n\n## Red\n' }, '/older/#red', true],
    ['the address of a page', { 'content/old.md': '---\ntitle: Old\nurl: /newer/\n---\n\n## Red\n' }, '/newer/#red', true],
    ['not the path that an address replaces', { 'content/old.md': '---\ntitle: Old\nurl: /newer/\n---\n\n## Red\n' }, '/old/#red', false],
    ['a slug', { 'content/a/old.md': '---\ntitle: Old\nslug: new\n---\n\n## Red\n' }, '/a/new/#red', true],
    ['not a page that is not shown', { 'content/old.md': '---\nheadless: true\n---\n\n## Red\n' }, '/old/#red', false],
    ['perhaps a layout of its own', { 'content/old.md': '---\nlayout: special\n---\n\n## Red\n' }, '/old/#green', true],
    [
      'the base path of Swagger',
      shownApi(`swagger: "2.0"\nbasePath: /_matrix/paint/%CLIENT_MAJOR_VERSION%\npaths:\n  /shades:\n    get: {${responses}}\n`),
      '/shades/#get_matrixpaintr0shades',
      true,
    ],
    [
      'the address of a server',
      shownApi(`openapi: 3.1.0\nservers: [{url: "https://example.org/_matrix/paint"}]\npaths:\n  /shades:\n    get: {${responses}}\n`),
      '/shades/#get_matrixpaintshades',
      true,
    ],
    [
      'a path that is described elsewhere',
      {
        ...shownApi('openapi: 3.1.0\npaths:\n  /shades:\n    $ref: definitions/item.yaml\n'),
        'data/api/paint/definitions/item.yaml': `post: {${responses}}\n`,
      },
      '/shades/#postshades',
      true,
    ],
    [
      'not the data of an example',
      { 'data/event-schemas/schema/m.red.yaml': 'type: object\ntitle: Red\nexample: {title: Ghost}\n' },
      '/colours/#mred_ghost',
      false,
    ],
  ])('%s', (_, files: Readonly<Record<string, string>>, destination, isThere) => {
    const dead = found({ ...files, 'content/links.md': `${front}See [it](${destination}).\n` }).filter((each) =>
      each.startsWith('markdown/dead'),
    );
    expect(dead.map((each) => each.split(' ')[1])).toEqual(isThere ? [] : ['content/links.md:5']);
  });
});

test.each([
  ['in the changelog, a link within the page', { 'changelogs/x/newsfragments/1.new': 'See [it](#mine).\n' }, ['markdown/dead-anchor']],
  ['a folder of pages at the top', { 'content/shades/red.md': front, 'content/links.md': `${front}See [it](/shades).\n` }, []],
  ['the root', { 'content/links.md': `${front}See [it](/).\n` }, []],
  [
    'another form of a page',
    {
      'content/colours.md': '---\ntitle: A\noutputs: [html, checklist]\n---\n\n## Mine {#mine}\n',
      'content/links.md': `${front}See [it](/colours/checklist.md).\n`,
    },
    [],
  ],
  ['an image without words', { 'content/links.md': `${front}![](/red.png)\n`, 'static/red.png': '' }, []],
  ['a link without words', { 'content/links.md': `${front}[](/colours)\n` }, ['markdown/empty-link']],
  ['a file of the site', { 'content/links.md': `${front}See [it](/red.json).\n`, 'static/red.json': '' }, []],
  [
    'a file that the site has not',
    { 'content/links.md': `${front}See [it](/red.json).\n`, 'static/green.json': '' },
    ['markdown/dead-page'],
  ],
  ['files of the site that are not there', { 'content/links.md': `${front}![it](/red.png) [b](/red.json)\n` }, []],
  ['a file beside a README', { 'a/README.md': 'See [it](b.md) and [c](/a/b.md#d), [e](..), [f](../a).\n', 'a/b.md': 'B\n' }, []],
  [
    'a page by a relative link',
    { 'content/a/b.md': `${front}See [it](../c/#red), [d](#green).\n\n## Green\n`, 'content/a/c.md': `${front}## Red\n` },
    [],
  ],
  ['a percentage', { 'content/links.md': `${front}See [it](/colours/#m%69ne) [100%](/colours/#%)\n` }, ['markdown/dead-anchor']],
])('%s', (_, files: Readonly<Record<string, string>>, codes) => {
  const links = found(files).filter((each) =>
    Object.keys(files).some((path) => path !== 'content/colours.md' && each.includes(` ${path}:`)),
  );
  expect(links.map((each) => each.split(' ')[0])).toEqual(codes);
});

test('labels of all pages that show a text count', () => {
  const files = {
    'content/client-server-api/modules/paint.md': 'See [own][mine] and [its][red].\n',
    'content/colours.md': `${site['content/colours.md']}\n[mine]: #mine\n`,
    'content/paints.md': `${front}{{% cs-module name="Paint" filename="paint" %}}\n\n[red]: /colours/#mine\n`,
  };
  expect(found(files).filter((each) => /reference|definition/.test(each))).toEqual([]);
});

test('links to other sites in descriptions have their place', () => {
  const text =
    'type: object\ntitle: Red\ndescription: |-\n  See [a](https://example.org/a),\n  [b](https://example.org/b) and [b](https://example.org/b).\n';
  const { unjudged } = checkTree(treeOf({ ...site, 'data/event-schemas/schema/m.red.yaml': text }));
  const places = unjudged.filter(({ source }) => source.path.endsWith('m.red.yaml'));
  expect(places.map(({ line, column, endColumn, pointer }) => [line, column, endColumn, pointer])).toEqual([
    [4, 11, 32, '/description'],
    [5, 7, 28, '/description'],
    [5, 38, 59, '/description'],
  ]);
});

test('a module that includes itself has an end', () => {
  const paint = '### Paint\n\n{{% cs-module name="Paint" filename="paint" %}}\n';
  expect(found({ 'content/client-server-api/modules/paint.md': paint })).toEqual([]);
});

test('templates of the layout are no Markdown', () => {
  expect(found({ 'layouts/changelog.md': 'See [{{ .Title }}]().\n' })).toEqual([]);
});

test('links to other sites are named, all with the same reason', () => {
  const text = `${front}See [one](https://example.org/one) and <https://example.org/two>, and [it].\n\n[it]: https://example.org/three\n`;
  const { unjudged } = checkTree(treeOf({ ...site, 'content/links.md': text }));
  expect(
    unjudged.filter(({ source }) => source.path === 'content/links.md').map(({ line, column, reason }) => [line, column, reason]),
  ).toEqual([
    [5, 11, 'a link to another site: not followed'],
    [5, 41, 'a link to another site: not followed'],
    [7, 7, 'a link to another site: not followed'],
  ]);
});

test('a script of the layout may number an id that is there twice', () => {
  const twice = { 'content/colours.md': `${site['content/colours.md']}\n## Mine {#mine}\n` };
  expect(found(twice)).toEqual([expect.stringContaining('markdown/duplicate-id')]);
  expect(found({ ...twice, 'content/links.md': `${front}See [it](/colours/#mine-1).\n` })).toEqual([
    expect.stringContaining('markdown/duplicate-id'),
  ]);
  expect(linked('/colours/#mine-1')).toEqual([expect.stringContaining('markdown/dead-anchor')]);
});

test('a variable of old templates hides ids, and is one mistake', () => {
  const files = { 'content/red.md': `${front}See [it](#get_red).\n\n{{red\\_http\\_api}}\n` };
  expect(found(files)).toEqual([
    expect.stringContaining('markdown/rst-markup content/red.md:7 {{red\\_http\\_api}} is a variable of old templates'),
  ]);
});

test('a link to a text that two headings have is noted', () => {
  expect(linked('/colours/#use')).toEqual([expect.stringContaining('markdown/ambiguous-anchor content/links.md:5')]);
});

test('a description links to the pages that show it', () => {
  const wrong = { 'data/event-schemas/schema/m.red.yaml': 'type: object\ntitle: Red\ndescription: |-\n  See\n  [own](#mien).\n' };
  expect(found(wrong)).toContain(
    'markdown/dead-anchor data/event-schemas/schema/m.red.yaml:5 the page /colours has no id "mien" (did you mean #mine?)',
  );
});

test('labels are shared by all that is included into a page', () => {
  expect(
    found({
      'content/client-server-api/modules/paint.md': '### Paint\n\nSee [own][mine].\n',
      'content/colours.md': `${site['content/colours.md']}\n[mine]: #mine\n`,
    }).filter((finding) => finding.includes('reference') || finding.includes('definition')),
  ).toEqual([]);
});

test('without the pages of the site nothing is said of links to them', () => {
  const { findings, unjudged } = checkTree(
    treeOf({ 'data/event-schemas/schema/m.red.yaml': site['data/event-schemas/schema/m.red.yaml'] }),
  );
  expect(findings).toEqual([]);
  expect(unjudged.map(({ reason }) => reason)).toContain('the pages of the site, content/, are not in this tree');
});

test('an id without its # is told with it', () => {
  expect(found({ 'content/links.md': `${front}## Warm\n\nSee [it](warm).\n` })).toEqual([
    'markdown/dead-page content/links.md:7 the site has no page /links/warm; write #warm, which this page has',
  ]);
});

test.each([
  [
    'See [it] (/colours).',
    'markdown/broken-link content/links.md:5 a space stands between the text and the address, so this is no link; write [it](/colours)',
  ],
  ['See [1] (of them) and [it](/colours) (/colours).', undefined],
  ['- [x] (/colours)', undefined],
  ['See [it] (/colours).\n\n[it]: https://example.org', undefined],
])('%s', (text, finding) => {
  expect(found({ 'content/links.md': `${front}${text}\n` })).toEqual(finding === undefined ? [] : [finding]);
});

describe('links to an id that no heading has', () => {
  const page = (links: string): Readonly<Record<string, string>> => ({ 'content/paints.md': `${front}## Warm colours\n\n${links}\n` });
  const link = '[them](#warm-colour)';

  test('are told at the heading that lost it', () => {
    expect(found(page(`See ${link}, and ${link}.`))).toEqual([
      expect.stringMatching(/^\S* ?.*paints\.md:5.*2 links lead to the id "warm-colour"/),
    ]);
  });

  test.each([
    ['where there is one link', `See ${link}.`],
    ['where others lead to the heading', `See ${link}.\n\nSee ${link}, and [these](#warm-colours).`],
    ['where no heading is like it', 'See [them](#cold).\n\nAnd [them](#cold).'],
  ])('are told where they stand %s', (_, links) => {
    const places = found(page(links));
    expect(places.every((place) => !/:5\b/.test(place))).toBe(true);
    expect(places).toHaveLength(links.split(/#warm-colour\)|#cold/).length - 1);
  });
});
