/** What a directive takes. */
export interface Directive {
  /** The least and the most number of arguments; a last one of several words counts once where `wordy`. */
  readonly arguments: readonly [least: number, most: number];
  readonly wordy: boolean;
  readonly content: 'none' | 'optional' | 'required';
  /** What its content is: text with markup and blocks, text with inline markup, code, or something else. */
  readonly body: 'blocks' | 'inline' | 'code' | 'other';
  readonly options: readonly string[];
}

const always = ['class', 'name'];
const image = ['alt', 'height', 'width', 'scale', 'align', 'target', 'loading'];

function directive(
  least: number,
  most: number,
  content: Directive['content'],
  body: Directive['body'],
  options: readonly string[] = [],
  wordy = false,
): Directive {
  return { arguments: [least, most], wordy, content, body, options: [...always, ...options] };
}

const admonition = directive(0, 0, 'required', 'blocks');
const code = directive(0, 1, 'required', 'code', ['number-lines', 'force']);
const quote = directive(0, 0, 'required', 'blocks');
const sectnum = directive(0, 0, 'none', 'other', ['depth', 'start', 'prefix', 'suffix']);

/** The directives of docutils, by name. */
export const directives: ReadonlyMap<string, Directive> = new Map<string, Directive>([
  ...['attention', 'caution', 'danger', 'error', 'hint', 'important', 'note', 'tip', 'warning'].map((name) => [name, admonition] as const),
  ['admonition', directive(1, 1, 'required', 'blocks', [], true)],
  ['code', code],
  ['code-block', code],
  ['sourcecode', code],
  ['parsed-literal', directive(0, 0, 'required', 'code')],
  ['math', directive(0, 1, 'optional', 'other', ['nowrap', 'label'], true)],
  ['raw', directive(1, 9, 'optional', 'other', ['file', 'url', 'encoding'], true)],
  ['image', directive(1, 1, 'none', 'other', image, true)],
  ['figure', directive(1, 1, 'optional', 'blocks', [...image, 'figwidth', 'figclass', 'figname'], true)],
  ['contents', directive(0, 1, 'none', 'other', ['depth', 'local', 'backlinks'], true)],
  ['sectnum', sectnum],
  ['section-numbering', sectnum],
  ['topic', directive(1, 1, 'required', 'blocks', [], true)],
  ['sidebar', directive(0, 1, 'required', 'blocks', ['subtitle'], true)],
  ['rubric', directive(1, 1, 'none', 'other', [], true)],
  ['epigraph', quote],
  ['highlights', quote],
  ['pull-quote', quote],
  ['compound', directive(0, 0, 'required', 'blocks')],
  ['container', directive(0, 1, 'required', 'blocks', [], true)],
  ['line-block', directive(0, 0, 'required', 'inline')],
  ['table', directive(0, 1, 'required', 'blocks', ['align', 'width', 'widths'], true)],
  ['list-table', directive(0, 1, 'required', 'blocks', ['header-rows', 'stub-columns', 'align', 'width', 'widths'], true)],
  [
    'csv-table',
    directive(
      0,
      1,
      'optional',
      'other',
      [
        'header-rows',
        'stub-columns',
        'header',
        'align',
        'width',
        'widths',
        'file',
        'url',
        'encoding',
        'delim',
        'keepspace',
        'quote',
        'escape',
      ],
      true,
    ),
  ],
  [
    'include',
    directive(
      1,
      1,
      'none',
      'other',
      ['literal', 'code', 'encoding', 'parser', 'tab-width', 'start-line', 'end-line', 'start-after', 'end-before', 'number-lines'],
      true,
    ),
  ],
  ['replace', directive(0, 0, 'required', 'inline')],
  ['unicode', directive(1, 1, 'none', 'other', ['trim', 'ltrim', 'rtrim'], true)],
  ['date', directive(0, 0, 'optional', 'other')],
  ['class', directive(1, 1, 'optional', 'blocks', [], true)],
  ['role', directive(0, 1, 'optional', 'other', ['format', 'language'], true)],
  ['default-role', directive(0, 1, 'none', 'other')],
  ['title', directive(1, 1, 'none', 'other', [], true)],
  ['meta', directive(0, 0, 'optional', 'other')],
  ['target-notes', directive(0, 0, 'none', 'other')],
  ['header', directive(0, 0, 'required', 'blocks')],
  ['footer', directive(0, 0, 'required', 'blocks')],
]);
