import type { Code } from '../../check.ts';

const front = '---\ntitle: Colours\n---\n\n';
const note = { 'layouts/shortcodes/boxes/note.html': '<div>{{ .Inner }}</div>\n' };
const red = { 'data/event-schemas/schema/m.red.yaml': 'type: object\ntitle: Red\ndescription: A red event.\n' };

export const unknown: Code = {
  name: 'markdown/unknown-shortcode',
  level: 'error',
  explanation:
    'A shortcode has a name that the layout of the site does not know, so that the site cannot be made. Use one of those in its folder of shortcodes.',
  wrong: { files: { ...note, 'content/_index.md': `${front}{{% boxes/nite %}}\nRed.\n{{% /boxes/nite %}}\n` }, at: 'content/_index.md:5' },
  right: { files: { ...note, 'content/_index.md': `${front}{{% boxes/note %}}\nRed.\n{{% /boxes/note %}}\n` } },
};

export const unclosed: Code = {
  name: 'markdown/unclosed-shortcode',
  level: 'error',
  explanation:
    'A shortcode that holds text is opened but not closed, so that the site cannot be made. Write the closing one, {{% /name %}}, behind the text that it holds.',
  wrong: { files: { ...note, 'content/_index.md': `${front}{{% boxes/note %}}\nRed.\n` }, at: 'content/_index.md:5' },
  right: { files: { ...note, 'content/_index.md': `${front}{{% boxes/note %}}\nRed.\n{{% /boxes/note %}}\n` } },
};

export const stray: Code = {
  name: 'markdown/stray-closing-shortcode',
  level: 'error',
  explanation:
    'A shortcode is closed that is not open here: none of the name was opened, or another one was opened after it. Close the innermost first.',
  wrong: { files: { ...note, 'content/_index.md': `${front}Red.\n\n{{% /boxes/note %}}\n` }, at: 'content/_index.md:7' },
  right: { files: { ...note, 'content/_index.md': `${front}{{% boxes/note %}}\nRed.\n\n{{% /boxes/note %}}\n` } },
};

export const broken: Code = {
  name: 'markdown/broken-shortcode',
  level: 'error',
  explanation:
    'A shortcode does not end with the mark that belongs to its beginning: %}} to {{%, and >}} to {{<; or it has no marks at all, so that its name is shown in braces.',
  wrong: { files: { ...red, 'content/_index.md': `${front}{{% event event="m.red" }}\n` }, at: 'content/_index.md:5' },
  right: { files: { ...red, 'content/_index.md': `${front}{{% event event="m.red" %}}\n` } },
};

export const namesNothing: Code = {
  name: 'markdown/shortcode-names-nothing',
  level: 'error',
  explanation:
    'A shortcode names an API, an event, a definition, a module or another file that is not there, so that nothing is shown in its place. Write the name of one that is.',
  wrong: { files: { ...red, 'content/_index.md': `${front}{{% event event="m.rde" %}}\n` }, at: 'content/_index.md:5' },
  right: { files: { ...red, 'content/_index.md': `${front}{{% event event="m.red" %}}\n` } },
};

export const lacksParameter: Code = {
  name: 'markdown/shortcode-lacks-parameter',
  level: 'error',
  explanation: 'A shortcode is written without a parameter that it cannot do without.',
  wrong: { files: { ...red, 'content/_index.md': `${front}{{% event name="m.red" %}}\n` }, at: 'content/_index.md:5' },
  right: { files: { ...red, 'content/_index.md': `${front}{{% event event="m.red" %}}\n` } },
};

export const hidden: Code = {
  name: 'markdown/never-shown',
  level: 'warning',
  explanation: 'A module or fragment is included by no page, so that nobody reads it. Include it with a shortcode, or delete the file.',
  wrong: {
    files: {
      'content/_index.md': `${front}Red.\n`,
      'content/rooms/fragments/index.md': '---\nheadless: true\n---\n',
      'content/rooms/fragments/v1-red.md': 'Red is a colour.\n',
    },
    at: 'content/rooms/fragments/v1-red.md:1',
  },
  right: {
    files: {
      'content/_index.md': `${front}{{% rver-fragment name="v1-red" %}}\n`,
      'content/rooms/fragments/index.md': '---\nheadless: true\n---\n',
      'content/rooms/fragments/v1-red.md': 'Red is a colour.\n',
    },
  },
};
