import { jsonPartsOf } from './json-parts.ts';

/** A change that nobody has to be told of: it means the same, or is a lawful addition. */
export interface Rewriting {
  readonly name: string;
  /** The file written otherwise; the same text when the change is not for such a file. */
  readonly rewrite: (path: string, text: string) => string;
}

const isYaml = (path: string): boolean => path.endsWith('.yaml');
const isMarkdown = (path: string): boolean => path.endsWith('.md');
const isRst = (path: string): boolean => path.endsWith('.rst');

function inFiles(name: string, isFor: (path: string) => boolean, rewrite: (text: string) => string): Rewriting {
  return { name, rewrite: (path, text) => (isFor(path) ? rewrite(text) : text) };
}

/** Changes lines of YAML that are no part of a text over several lines, nor of something in brackets. */
function inLines(name: string, rewrite: (line: string) => string): Rewriting {
  return inFiles(name, isYaml, (text) => {
    const lines = text.split('\n');
    let outer = Number.POSITIVE_INFINITY;
    const changed = lines.map((line) => {
      const indent = line.search(/\S/);
      if (indent < 0 || indent > outer) return line;
      outer = /(?:[|>]-?|[{[])$/.test(line) ? indent : Number.POSITIVE_INFINITY;
      return /^\s*[}\]]/.test(line) ? line : rewrite(line);
    });
    return changed.join('\n');
  });
}

/** Changes every part of a file that is JSON. */
function inJson(name: string, rewrite: (value: unknown, indent: string) => string): Rewriting {
  return {
    name,
    rewrite(path, text) {
      return jsonPartsOf(path, text)
        .toReversed()
        .reduce((file, { start, end }) => {
          const indent = /^ */.exec(file.slice(file.lastIndexOf('\n', start) + 1))?.[0] ?? '';
          return file.slice(0, start) + rewrite(JSON.parse(file.slice(start, end)), indent) + file.slice(end);
        }, text);
    },
  };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, reversed(each)]),
  );
}

/** In the order in which they can be made one after the other. */
export const rewritings: readonly Rewriting[] = [
  inJson('JSON on one line', (value) => JSON.stringify(value)),
  inJson('JSON over many lines', (value, indent) => JSON.stringify(value, undefined, 4).replaceAll('\n', `\n${indent}`)),
  inJson('keys of JSON in another order', (value) => JSON.stringify(reversed(value))),
  inJson('blanks around the marks of JSON', (value) =>
    JSON.stringify(value, undefined, 1).replaceAll(/\n */g, '  ').replaceAll('":', '" :'),
  ),
  inLines('texts of YAML in double quotes', (line) =>
    line.replace(/^(\s*(?:- )?[\w-]+: )([a-z]+)$/, (whole, key: string, word: string) =>
      /^(true|false|null)$/.test(word) ? whole : `${key}"${word}"`,
    ),
  ),
  inLines('texts of YAML in single quotes', (line) => line.replace(/^(\s*(?:- )?[\w-]+: )"([\w ]+)"$/, "$1'$2'")),
  inLines('texts of YAML over several lines', (line) => line.replace(/^(\s*)(description: )([A-Z][\w ]+\.)$/, '$1$2>-\n$1  $3')),
  inLines('more blanks behind colons', (line) => line.replace(/^(\s*(?:- )?[\w-]+:) (?=[\w"])/, '$1   ')),
  inLines('remarks', (line) => `${' '.repeat(Math.max(0, line.search(/\S/)))}# A remark: {"with", [odd] marks.\n${line}`),
  inLines('remarks behind values', (line) => line.replace(/^(\s*(?:- )?[\w-]+: [\w-]+)$/, '$1 # a remark')),
  inLines('blank lines', (line) => (/^\s*[\w-]+:$/.test(line) ? `\n${line}` : line)),
  inLines('keys of their own', (line) => line.replace(/^(\s*)type: (string|integer|boolean)$/, '$1type: $2\n$1x-remark: true')),
  inFiles('blanks at the ends of lines', isYaml, (text) => text.replaceAll(/(?<=[\w"}\],:])$/gm, ' ')),
  inFiles('other bullets', isMarkdown, (text) => text.replaceAll(/^\* /gm, '- ')),
  inFiles('other fences', isMarkdown, (text) => text.replaceAll(/^```/gm, '~~~~')),
  inFiles('marks behind headings', isMarkdown, (text) => text.replaceAll(/^(#+) (.*)$/gm, '$1 $2 $1')),
  inFiles('links in angle brackets', isMarkdown, (text) => text.replaceAll(/\]\((\/[^()\s]*)\)/g, '](<$1>)')),
  inFiles('narrow tables', isMarkdown, (text) =>
    text.replaceAll(/^\|.*$/gm, (row) => row.replaceAll(/ *\| */g, '|').replaceAll(/(?<=\|)-+(?=\|)/g, '---')),
  ),
  inFiles('remarks in Markdown', isMarkdown, (text) => `${text}\n<!-- A remark with [a](#link) and {"odd", marks. -->\n`),
  inFiles('longer lines below titles', isRst, (text) => text.replaceAll(/(?<![=\-~]\n)^(\w[^\n]*\n)(([=\-~])\3{4,})$/gm, '$1$2$3$3$3')),
  inFiles('blocks of code by another name', isRst, (text) => text.replaceAll('.. code:: json', '.. code-block:: json')),
  inFiles('remarks in reStructuredText', isRst, (text) => `${text}\n.. A remark with \`odd\`_ marks and |none| of them.\n`),
  inFiles('more blank lines in reStructuredText', isRst, (text) => text.replaceAll('\n\n', '\n\n\n')),
  inFiles(
    'no end of the last line',
    () => true,
    (text) => text.trimEnd(),
  ),
  inFiles(
    'blank lines at the end',
    () => true,
    (text) => `${text}\n\n`,
  ),
  inFiles(
    'line ends of Windows',
    () => true,
    (text) => text.replaceAll(/\r?\n/g, '\r\n'),
  ),
  inFiles(
    'a byte order mark',
    (path) => /\.(yaml|json|md|rst)$/.test(path),
    (text) => `\uFEFF${text}`,
  ),
];
