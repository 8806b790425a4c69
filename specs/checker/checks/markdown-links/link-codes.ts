import type { Code } from '../../check.ts';

const front = '---\ntitle: Colours\n---\n\n';
const red = { 'content/colours.md': `${front}## Red\n\nIt is warm.\n` };

export const deadAnchor: Code = {
  name: 'markdown/dead-anchor',
  level: 'error',
  explanation:
    'A link leads to a page of the site, but the page has no heading, element or shortcode with that id: readers land at its top. Ids are made of the heading, in lower case, without punctuation and with - for spaces; those of operations of the method and the path, those of events of their type.',
  wrong: { files: { ...red, 'content/_index.md': `${front}See [red](/colours/#redd).\n` }, at: 'content/_index.md:5' },
  right: { files: { ...red, 'content/_index.md': `${front}See [red](/colours/#red).\n` } },
};

export const ambiguousAnchor: Code = {
  name: 'markdown/ambiguous-anchor',
  level: 'note',
  explanation:
    'A link leads to an id that is made of the text of a heading, and the page has more headings of that text: their ids differ only in a number, which changes when another one is added above. Give the heading that is meant an id of its own, ## Text {#id}, and link to that.',
  wrong: {
    files: {
      'content/_index.md': `${front}See [red](/colours/#use).\n`,
      'content/colours.md': `${front}## Red\n\n### Use\n\n## Green\n\n### Use\n`,
    },
    at: 'content/_index.md:5',
  },
  right: {
    files: {
      'content/_index.md': `${front}See [red](/colours/#use-of-red).\n`,
      'content/colours.md': `${front}## Red\n\n### Use {#use-of-red}\n\n## Green\n\n### Use\n`,
    },
  },
};

export const notEverywhere: Code = {
  name: 'markdown/anchor-not-on-every-page',
  level: 'warning',
  explanation:
    'A text that several pages show links to an id that only some of them have: #id means the page that the reader is on. Write the path of the page before it.',
  wrong: {
    files: {
      'content/colours.md': `${front}## Red\n\n{{% rver-fragment name="v1-red" %}}\n`,
      'content/paints.md': `${front}{{% rver-fragment name="v1-red" %}}\n`,
      'content/rooms/fragments/index.md': '---\nheadless: true\n---\n',
      'content/rooms/fragments/v1-red.md': 'See [red](#red).\n',
    },
    at: 'content/rooms/fragments/v1-red.md:1',
  },
  right: {
    files: {
      'content/colours.md': `${front}## Red\n\n{{% rver-fragment name="v1-red" %}}\n`,
      'content/paints.md': `${front}{{% rver-fragment name="v1-red" %}}\n`,
      'content/rooms/fragments/index.md': '---\nheadless: true\n---\n',
      'content/rooms/fragments/v1-red.md': 'See [red](/colours/#red).\n',
    },
  },
};

export const deadPage: Code = {
  name: 'markdown/dead-page',
  level: 'error',
  explanation:
    'A link leads to a page that the site has not. Write the path of one that it has: that of its file below content/, without .md.',
  wrong: { files: { ...red, 'content/_index.md': `${front}See [red](/colour/#red).\n` }, at: 'content/_index.md:5' },
  right: { files: { ...red, 'content/_index.md': `${front}See [red](/colours/#red).\n` } },
};

export const deadFile: Code = {
  name: 'markdown/dead-file',
  level: 'warning',
  explanation:
    'A link in a Markdown file beside the site leads to a file that is not there. Write the path of one that is, from the folder of this file.',
  wrong: { files: { 'docs/README.md': 'See [red](rde.md).\n', 'docs/red.md': 'It is warm.\n' }, at: 'docs/README.md:1' },
  right: { files: { 'docs/README.md': 'See [red](red.md).\n', 'docs/red.md': 'It is warm.\n' } },
};

export const missingImage: Code = {
  name: 'markdown/missing-image',
  level: 'error',
  explanation: 'An image is shown whose file is not there. Write the path of one that is: files of the site stand below static/.',
  wrong: {
    files: { 'static/colours/red.png': '', 'content/_index.md': `${front}![Red](/colours/rde.png)\n` },
    at: 'content/_index.md:5',
  },
  right: { files: { 'static/colours/red.png': '', 'content/_index.md': `${front}![Red](/colours/red.png)\n` } },
};

export const undefinedReference: Code = {
  name: 'markdown/undefined-reference',
  level: 'warning',
  explanation:
    'A link of the form [text][label] has a label that no line [label]: address defines, so that its brackets are shown. Define the label, or write the address: [text](address).',
  wrong: {
    files: { 'README.md': 'See [the colours][colours].\n\n[colour]: https://example.org/colours\n\nAnd [colour].\n' },
    at: 'README.md:1',
  },
  right: { files: { 'README.md': 'See [the colours][colour].\n\n[colour]: https://example.org/colours\n\nAnd [colour].\n' } },
};

export const unusedDefinition: Code = {
  name: 'markdown/unused-link-definition',
  level: 'note',
  explanation: 'A line [label]: address defines a link that nothing uses. Use it, or delete the line.',
  wrong: { files: { 'README.md': 'See the colours.\n\n[colours]: https://example.org/colours\n' }, at: 'README.md:3' },
  right: { files: { 'README.md': 'See the [colours].\n\n[colours]: https://example.org/colours\n' } },
};

export const duplicateDefinition: Code = {
  name: 'markdown/duplicate-link-definition',
  level: 'warning',
  explanation: 'A label is defined twice, with different addresses. The first one counts. Delete one of them, or give it another label.',
  wrong: {
    files: { 'README.md': 'The [colours].\n\n[colours]: https://example.org/red\n[colours]: https://example.org/green\n' },
    at: 'README.md:4',
  },
  right: { files: { 'README.md': 'The [colours].\n\n[colours]: https://example.org/red\n' } },
};

export const emptyLink: Code = {
  name: 'markdown/empty-link',
  level: 'error',
  explanation: 'A link has no address, or nothing that a reader could see to follow it. Write what is missing, or take the brackets away.',
  wrong: { files: { 'README.md': 'See [the colours]().\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': 'See [the colours](https://example.org/colours).\n' } },
};

export const brokenLink: Code = {
  name: 'markdown/broken-link',
  level: 'error',
  explanation:
    'What begins like a link, [text](address, is none: the address has a space in it, or the parenthesis is not closed. It is shown as it stands.',
  wrong: { files: { 'README.md': 'See [the colours](https://example.org/all colours).\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': 'See [the colours](https://example.org/all%20colours).\n' } },
};

export const reversedLink: Code = {
  name: 'markdown/reversed-link',
  level: 'error',
  explanation: 'A link is written with its brackets the wrong way round: (text)[address] instead of [text](address).',
  wrong: { files: { 'README.md': 'See (the colours)[https://example.org/colours].\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': 'See [the colours](https://example.org/colours).\n' } },
};

export const rstMarkup: Code = {
  name: 'markdown/rst-markup',
  level: 'warning',
  explanation:
    'A link, a target or a variable of the templating is written as in reStructuredText: Markdown shows it as it stands, or as code with a stray underscore. Write [text](address) for a link, a heading with {#id} for a target, and a shortcode for a variable.',
  wrong: { files: { 'README.md': 'See `the colours <https://example.org/colours>`_.\n' }, at: 'README.md:1' },
  right: { files: { 'README.md': 'See [the colours](https://example.org/colours).\n' } },
};

export const localAddress: Code = {
  name: 'markdown/local-address',
  level: 'error',
  explanation:
    'A page links to the machine of whoever reads it: the address was copied from a server that somebody tried the site on. Write the path alone.',
  wrong: { files: { ...red, 'content/_index.md': `${front}See [red](http://localhost:1313/colours/#red).\n` }, at: 'content/_index.md:5' },
  right: { files: { ...red, 'content/_index.md': `${front}See [red](/colours/#red).\n` } },
};
