import { readdirSync, readFileSync } from 'node:fs';
import type { Level, Position } from '../schemas/report.ts';
import type { Basis, WrittenRule } from './catalogue.ts';
import type { Edition } from './edition.ts';
import { editionOf, editions } from './edition.ts';
import { packageRoot } from './package-root.ts';
import { SourceError } from './source-error.ts';

/** The rules of every file of `specs/text`, in the order of the files and of the sentences. */
export function readTexts(): readonly WrittenRule[] {
  const names = readdirSync(new URL('specs/text/', packageRoot)).filter((name) => name.endsWith('.rst'));
  const rules = names
    .toSorted()
    .flatMap((name) => readText(`specs/text/${name}`, readFileSync(new URL(`specs/text/${name}`, packageRoot), 'utf8')));
  const seen = new Set<string>();
  for (const { id, position } of rules) {
    if (seen.has(id)) throw new SourceError(position, `the rule ${id} is stated twice`);
    seen.add(id);
  }
  return rules;
}

const keyWord = /\b(MUST|SHALL|REQUIRED|SHOULD|RECOMMENDED|MAY|OPTIONAL)\b/g;
const levels: Readonly<Record<string, Level>> = { MUST: 'MUST', SHOULD: 'SHOULD', MAY: 'MAY' };
const term = /^[a-z0-9-]+\/[a-z0-9-]+$/;
const fieldStart = /^:([^:\s][^:]*):(?:\s+(.*))?$/;
const knownFields = ['Api', 'Basis', 'Needs', 'Since', 'Until', 'See', 'Note', 'Watched'];

/**
 * Reads the definition lists of one reStructuredText file: a term is a rule's id, its first paragraph the sentence, its field
 * list the rest. Everything else is prose.
 * @throws SourceError when a rule lacks something, or a key word of RFC 2119 stands outside a rule's sentence.
 */
export function readText(file: string, text: string): readonly WrittenRule[] {
  const family = /([a-z0-9-]+)\.rst$/.exec(file)?.[1] ?? file;
  const lines = text.split('\n');
  const rules: WrittenRule[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const position = { file, line: at + 1 };
    if (!term.test(line) || !/^\s+\S/.test(lines[at + 1] ?? '')) {
      const [word] = line.match(keyWord) ?? [];
      if (word !== undefined)
        throw new SourceError(position, `the key word ${word} stands outside a rule; state a rule, or write it in small letters`);
      continue;
    }
    const body: string[] = [];
    while (/^(\s|$)/.test(lines[at + 1] ?? 'end') && at + 1 < lines.length) {
      at += 1;
      body.push((lines[at] ?? '').trim());
    }
    rules.push(ruleOf(line, family, body, position));
  }
  return rules;
}

function ruleOf(id: string, family: string, body: readonly string[], position: Position): WrittenRule {
  if (!id.startsWith(`${family}/`)) throw new SourceError(position, `${id} stands in ${family}.rst; its family is another`);
  const sentence: string[] = [];
  const fields = new Map<string, string>();
  let field: string | undefined;
  let paragraphOver = false;
  for (const line of body) {
    const [, name, value] = fieldStart.exec(line) ?? [];
    if (name !== undefined) {
      if (!knownFields.includes(name)) throw new SourceError(position, `${id}: the field :${name}: is none of ${knownFields.join(', ')}`);
      if (fields.has(name)) throw new SourceError(position, `${id}: the field :${name}: stands twice`);
      field = name;
      fields.set(name, value ?? '');
    } else if (line === '') paragraphOver = sentence.length > 0;
    else {
      if (field === undefined && paragraphOver) throw new SourceError(position, `${id}: a rule is one paragraph and its fields`);
      if (field === undefined) sentence.push(line);
      else fields.set(field, `${fields.get(field) ?? ''} ${line}`.trim());
    }
  }
  const said = asShown(sentence.join(' '));
  for (const [name, value] of fields) {
    const [word] = value.match(keyWord) ?? [];
    if (word !== undefined)
      throw new SourceError(position, `${id}: the key word ${word} stands in the field :${name}:, not in the sentence`);
  }
  const edition = (name: string): Edition | undefined => {
    const value = fields.get(name);
    const found = value === undefined ? undefined : editionOf(value);
    if (value !== undefined && found !== value) throw new SourceError(position, `${id}: :${name}: ${value} is no edition`);
    return found;
  };
  const [since, until, note] = [edition('Since'), edition('Until'), shownNote(fields)];
  if (since !== undefined && until !== undefined && editions.indexOf(since) >= editions.indexOf(until)) {
    throw new SourceError(position, `${id}: no edition is both :Since: ${since} and before :Until: ${until}`);
  }
  return {
    kind: 'written',
    id,
    family,
    level: levelOf(said, id, position),
    sentence: said,
    position,
    see: required(fields, 'See', id, position),
    basis: basisOf(required(fields, 'Basis', id, position), id, position),
    api: listed(fields.get('Api')),
    needs: listed(fields.get('Needs')),
    watched: fields.get('Watched') === 'yes',
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Outside of reStructuredText one backquote sets a literal off. */
function asShown(text: string): string {
  return text.replaceAll('``', '`');
}

function shownNote(fields: ReadonlyMap<string, string>): string | undefined {
  const note = fields.get('Note');
  return note === undefined ? undefined : asShown(note);
}

function levelOf(sentence: string, id: string, position: Position): Level {
  const words = sentence.match(keyWord) ?? [];
  const [word] = words;
  const level = word === undefined ? undefined : levels[word];
  if (words.length !== 1 || level === undefined) {
    throw new SourceError(position, `${id}: a sentence has one of MUST, SHOULD and MAY; this has ${words.join(', ') || 'none'}`);
  }
  return level;
}

function required(fields: ReadonlyMap<string, string>, name: string, id: string, position: Position): string {
  const value = fields.get(name);
  if (value === undefined || value === '') throw new SourceError(position, `${id}: the field :${name}: is missing`);
  return value;
}

function basisOf(value: string, id: string, position: Position): Basis {
  if (value === 'text' || value === 'schema' || value === 'security') return value;
  throw new SourceError(position, `${id}: :Basis: is text, schema or security, not ${value}`);
}

/** Items between commas, without the double backquotes that set them off. */
function listed(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.replaceAll('``', '').trim())
    .filter((item) => item !== '');
}
