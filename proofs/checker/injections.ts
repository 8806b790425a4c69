/** Files by path. */
type Files = Readonly<Record<string, string>>;

/** A mistake, made at one place of a tree. */
export interface Place {
  readonly path: string;
  /** What comes in the place of lines, which count from 0. */
  readonly edits: readonly Edit[];
  /** The lines, from 1, on one of which it has to be found: that of the mistake, or of the object that it is in. */
  readonly lines: readonly number[];
}

interface Edit {
  readonly at: number;
  readonly by: readonly string[];
}

/** A file with mistakes in it. */
export function withMistakes(content: string, places: readonly Place[]): string {
  const lines: (string | readonly string[])[] = content.split('\n');
  for (const { at, by } of places.flatMap(({ edits }) => edits)) lines[at] = by;
  return lines.flat().join('\n');
}

/** A kind of mistake that somebody can make, and every place in a tree where it is certain to be one. */
export interface Injection {
  readonly name: string;
  /** What has to be found. */
  readonly codes: RegExp;
  readonly places: (files: Files) => readonly Place[];
}

/** A line and where it stands. */
interface Line {
  readonly path: string;
  readonly lines: readonly string[];
  /** From 0. */
  readonly at: number;
  readonly text: string;
}

/** What becomes of a line: other lines in its place; the lines, from 0, to look at unless it is its own. */
type Change = readonly string[] | { readonly by: readonly string[]; readonly found: readonly number[] } | undefined;

function everyLine(change: (line: Line) => Change): Injection['places'] {
  return (files) =>
    Object.entries(files).flatMap(([path, content]) => {
      const lines = content.split('\n');
      return lines.flatMap((text, at): readonly Place[] => {
        const changed = change({ path, lines, at, text });
        if (changed === undefined) return [];
        const { by, found } = 'by' in changed ? changed : { by: changed, found: [at] };
        return [{ path, edits: [{ at, by }], lines: found.map((line) => line + 1) }];
      });
    });
}

const isProse = ({ path }: Line): boolean => /\.(md|rst)$/.test(path);
const isYaml = ({ path, text }: Line): boolean => path.endsWith('.yaml') && !/^\s*(#|$)/.test(text);
const member = /^(\s*)"([a-z_]+)"(: )("[^"\\]*"|-?[\d.]+|true|false)(,?)$/;

/** Whether a line belongs to JSON: to an object, not to the braces of a shortcode or a path. */
const isJson = ({ text }: Line): boolean => /^\s*("[a-z_]+": .*|[{}[\]],?|\{".*\},?)$/.test(text);

/** Whether a block of JSON in prose shows an event, so that it has a schema. */
function isOfEvent({ lines, at }: Line): boolean {
  const start = lines.slice(0, at).findLastIndex((line) => /^\s*\{$/.test(line) && !line.startsWith('     '));
  return start >= 0 && (lines[start + 1] ?? '').includes('"type": "m.paint.mixed"');
}

/** Whether JSON at a line is an example, and not a schema. */
const isExample = (line: Line): boolean => (isProse(line) ? isOfEvent(line) : !/event-schemas\/schema|\.schema\.json$/.test(line.path));

/** The line with the brace of the object around a line of JSON. */
function opener({ lines, at }: Line): number {
  let depth = 0;
  for (let line = at - 1; line >= 0; line -= 1) {
    const text = lines[line] ?? '';
    for (const character of text.split('').toReversed()) {
      if (character === '}') depth += 1;
      if (character === '{') depth -= 1;
      if (depth < 0) return line;
    }
  }
  return 0;
}

const required = new Set(['name', 'shades', 'darkness', 'errcode', 'colour', 'type', 'content']);

/** What else changes when the last line of an object goes: the comma at the end of the one before. */
function tidied(files: Files, place: Place): Place {
  const [edit] = place.edits;
  const lines = (files[place.path] ?? '').split('\n');
  const at = edit === undefined ? -1 : edit.at - 1;
  const [before = '', after = ''] = [lines[at], lines[at + 2]];
  const isLast = before.endsWith(',') && /^\s*[}\]]/.test(after);
  return isLast ? { ...place, edits: [...place.edits, { at, by: [before.slice(0, -1)] }] } : place;
}

function swapped(word: string): string {
  const at = word.length - 3;
  return `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`;
}

const schemaLine = /^(\s*)(type|properties|items|minimum|maximum|description)(: ?.*)$/;

/** Whether a line of YAML stands in a schema; `type` is a key of other things too. */
function isInSchema({ path, lines, at, text }: Line): boolean {
  if (/(^|\/)(definitions|schema)\//.test(path)) return !/security|-response/.test(path);
  if (!/(^|\/)api\//.test(path)) return false;
  const indent = text.search(/\S/);
  for (let line = at - 1, least = indent; line >= 0; line -= 1) {
    const above = lines[line] ?? '';
    const its = above.search(/\S/);
    if (its < 0 || its >= least) continue;
    if (/^\s*schema:$/.test(above)) return true;
    if (/^\s*(example|examples|value):/.test(above)) return false;
    least = its;
  }
  return false;
}

/** Whether a line has the name of a property, which may be any. */
function isProperty({ lines, at, text }: Line): boolean {
  const indent = text.search(/\S/);
  const above = lines.slice(0, at).findLast((line) => line.trim() !== '' && line.search(/\S/) < indent);
  return /^\s*properties:$/.test(above ?? '');
}

/** Every kind of mistake that the checker has to find, wherever it is made. */
export const injections: readonly Injection[] = [
  {
    name: 'a comma is dropped',
    codes: /^(yaml\/syntax|example\/no-json|json\/missing-comma)$/,
    places: everyLine((line) => (isJson(line) && /(["\d\]}e]),$/.test(line.text) ? [line.text.slice(0, -1)] : undefined)),
  },
  {
    name: 'a comma stands for a colon, in JSON',
    codes: /^(example\/no-json|json\/missing-colon)$/,
    places: everyLine((line) => (isProse(line) && member.test(line.text) ? [line.text.replace('": ', '", ')] : undefined)),
  },
  {
    name: 'a comma is too many, in JSON',
    codes: /^(example\/no-json|json\/extra-comma)$/,
    places: everyLine((line) => {
      if (!isProse(line) || !member.test(line.text) || line.text.endsWith(',')) return undefined;
      return [`${line.text},`];
    }),
  },
  {
    name: 'a quotation mark is dropped',
    codes: /^(yaml\/syntax|example\/no-json|json\/unclosed-string)$/,
    places: everyLine((line) => (isJson(line) && /": "[^"]*",?$/.test(line.text) ? [line.text.replace(/"(,?)$/, '$1')] : undefined)),
  },
  {
    name: 'a closing bracket is dropped',
    codes: /^(yaml\/syntax|example\/no-json|json\/(unclosed-bracket|wrong-bracket|missing-value))$/,
    places: everyLine((line) => {
      if (!isJson(line) || !/^\s*\}$/.test(line.text)) return undefined;
      return { by: [''], found: [opener(line), line.at - 1, line.at, line.at + 1] };
    }),
  },
  {
    name: 'a value has another type',
    codes: /^(example\/wrong-type|json\/breaks-schema|example\/unknown-value|error-example\/no-errcode)$/,
    places: everyLine((line) => {
      if (!isJson(line) || !isExample(line) || !member.test(line.text) || (isProse(line) && line.text.includes('"type"'))) return undefined;
      return [
        line.text.replace(
          member,
          (_, blanks: string, key: string, colon: string, value: string, comma: string) =>
            `${blanks}"${key}"${colon}${value.startsWith('"') ? '[7]' : '"seven"'}${comma}`,
        ),
      ];
    }),
  },
  {
    name: 'a required key is removed',
    codes: /^(example\/missing-key|error-example\/no-errcode|json\/lacks-key)$/,
    places: (files) =>
      everyLine((line) => {
        const key = member.exec(line.text)?.[2] ?? '';
        if (!isJson(line) || !isExample(line) || !required.has(key) || (isProse(line) && key === 'type')) return undefined;
        return { by: [], found: [opener(line), opener(line) + 1] };
      })(files).map((place) => tidied(files, place)),
  },
  {
    name: 'a key word of schemas is misspelt',
    codes: /^schema\/misspelt-keyword$/,
    places: everyLine((line) => {
      if (!isYaml(line) || !schemaLine.test(line.text) || !isInSchema(line) || isInText(line) || isProperty(line)) return undefined;
      return [line.text.replace(schemaLine, (_, blanks: string, key: string, rest: string) => `${blanks}${swapped(key)}${rest}`)];
    }),
  },
  {
    name: 'a key of an example is misspelt',
    codes:
      /^(example\/(missing-key|undescribed-key|unknown-key)|key\/misspelt|error-example\/no-errcode|json\/lacks-key|error-example\/no-error)$/,
    places: everyLine((line) => {
      const key = member.exec(line.text)?.[2] ?? '';
      if (!isJson(line) || !isExample(line) || key.length < 5) return undefined;
      return { by: [line.text.replace(key, swapped(key))], found: [line.at, opener(line), opener(line) + 1] };
    }),
  },
  {
    name: 'a $ref names no file',
    codes: /^reference\/no-file$/,
    places: everyLine((line) => (/\$ref: "?[\w./-]+\.yaml/.test(line.text) ? [line.text.replace('.yaml', 's.yaml')] : undefined)),
  },
  {
    name: 'a $ref names no part',
    codes: /^reference\/no-part$/,
    places: everyLine((line) =>
      /\$ref: [\w./-]+\.yaml$/.test(line.text) ? [line.text.replace(/\$ref: (.*)$/, `$ref: '$1#/nowhere'`)] : undefined,
    ),
  },
  {
    name: 'a key stands twice',
    codes: /^yaml\/duplicate-key$/,
    places: everyLine((line) => {
      if (!isYaml(line) || !/^\s*[a-zA-Z_]+: [^|>{["'\s]/.test(line.text) || isInText(line)) return undefined;
      return { by: [line.text, line.text], found: [line.at + 1] };
    }),
  },
  {
    name: 'a line is indented with a tab',
    codes: /^yaml\/(tab|tab-in-brackets)$/,
    places: everyLine((line) =>
      isYaml(line) && /^ +\S/.test(line.text) && !isInText(line) ? [line.text.replace(/^ {2}/, '\t')] : undefined,
    ),
  },
  {
    name: 'a key lacks its colon',
    codes: /^yaml\/syntax$/,
    places: everyLine((line) => {
      if (!isYaml(line) || isInText(line) || !/^ +[a-zA-Z_]+: [a-z]+$/.test(line.text) || !hasSibling(line)) return undefined;
      return [line.text.replace(': ', ' ')];
    }),
  },
  {
    name: 'a link leads to no heading',
    codes: /^markdown\/dead-anchor$/,
    places: everyLine((line) => (/\]\([^)]*#\w+\)/.test(line.text) ? [line.text.replace(/#(\w+)\)/, '#not-$1)')] : undefined)),
  },
  {
    name: 'a link leads to no page',
    codes: /^markdown\/dead-page$/,
    places: everyLine((line) =>
      line.text.includes('](/client-server-api/') ? [line.text.replace('](/client-', '](/cleint-')] : undefined,
    ),
  },
  {
    name: 'a shortcode is misspelt',
    codes: /^markdown\/unknown-shortcode$/,
    places: everyLine((line) => (/\{\{% [a-z]/.test(line.text) ? [line.text.replace(/\{\{% ([a-z])/, '{{% x$1')] : undefined)),
  },
  {
    name: 'a shortcode names nothing',
    codes: /^markdown\/shortcode-names-nothing$/,
    places: everyLine((line) =>
      /\{\{% .*(api|event)="/.test(line.text) ? [line.text.replace(/((?:api|event)=")(?=[a-z.]*" %)/, '$1no')] : undefined,
    ),
  },
  {
    name: 'a fence is left open',
    codes: /^markdown\/open-fence$/,
    places: everyLine((line) => {
      if (line.text !== '```' || line.lines.slice(line.at + 1).some((text) => text.startsWith('```'))) return undefined;
      const start = line.lines.slice(0, line.at).findLastIndex((text) => text.startsWith('```'));
      return { by: [''], found: [start] };
    }),
  },
  {
    name: 'a row of a table is too long',
    codes: /^markdown\/table-row-too-long$/,
    places: everyLine((line) => (/^\| [a-z].*\|$/.test(line.text) ? [`${line.text} 5 |`] : undefined)),
  },
  {
    name: 'the line below a title is too short',
    codes: /^rst\/(title-line-too-short|title-line-mismatch)$/,
    places: everyLine((line) => {
      if (!line.path.endsWith('.rst') || !/^([=~-])\1{3,}$/.test(line.text)) return undefined;
      return { by: [line.text.slice(2)], found: [line.at, line.at + 2] };
    }),
  },
  {
    name: 'a reference of reStructuredText is misspelt',
    codes: /^rst\/undefined-target$/,
    places: everyLine((line) =>
      line.path.endsWith('.rst') && /[^.:]+ `[\w ]+`_/.test(line.text) ? [line.text.replace(/`([\w ]+)`_/, '`no $1`_')] : undefined,
    ),
  },
  {
    name: 'a literal is not closed',
    codes: /^rst\/unclosed-literal$/,
    places: everyLine((line) =>
      line.path.endsWith('.rst') && /``\w+``/.test(line.text) ? [line.text.replace(/``(\w+)``/, '``$1')] : undefined,
    ),
  },
  {
    name: 'a parameter is not in the path',
    codes: /^operation\/(missing|unknown)-path-parameter$/,
    places: everyLine((line) => {
      if (!isYaml(line) || !/^ +"?\/[^ ]*\{\w+\}/.test(line.text)) return undefined;
      // Either of the two may be what is wrong.
      const names = line.lines.flatMap((text, at) => (at > line.at && /^ +name: name$/.test(text) ? [at] : []));
      return { by: [line.text.replace(/\{\w+\}/, '{other}')], found: [line.at, ...names] };
    }),
  },
  {
    name: 'an operation has the id of another one',
    codes: /^operation\/repeated-id$/,
    places: everyLine((line) =>
      line.text.includes('operationId: deleteColour') ? [line.text.replace('deleteColour', 'getColour')] : undefined,
    ),
  },
  {
    name: 'a security scheme is not defined',
    codes: /^operation\/undefined-security$/,
    places: everyLine((line) => (/^ +- accessToken: \[\]$/.test(line.text) ? [line.text.replace('accessToken', 'acessToken')] : undefined)),
  },
  {
    name: 'something was changed before it was added',
    codes: /^version\/changed-before-added$/,
    places: everyLine((line) => (/^ +"1\.3": /.test(line.text) ? [line.text.replace('1.3', 'r0.6.1')] : undefined)),
  },
  {
    name: 'an errcode goes with another status',
    codes: /^error-example\/wrong-status$/,
    places: everyLine((line) =>
      /errcode"?: "?M_NOT_FOUND/.test(line.text) ? [line.text.replace('M_NOT_FOUND', 'M_LIMIT_EXCEEDED')] : undefined,
    ),
  },
];

/** Whether a line belongs to a text over several lines. */
function isInText({ lines, at, text }: Line): boolean {
  for (let line = at - 1, least = text.search(/\S/); line >= 0; line -= 1) {
    const above = lines[line] ?? '';
    const its = above.search(/\S/);
    if (its < 0 || its >= least) continue;
    if (/[|>]-?$/.test(above) || (least === text.search(/\S/) && /: [^{[|>]*[^:{[]$/.test(above) && !/^\s*- /.test(above))) return true;
    least = its;
  }
  return false;
}

/** Whether another key of the same mapping follows right behind. */
function hasSibling({ lines, at, text }: Line): boolean {
  const next = lines[at + 1] ?? '';
  return /^\s*[a-zA-Z_]+:/.test(next) && next.search(/\S/) === text.search(/\S/);
}
