import { createRequire } from 'node:module';
import type * as yaml from 'yaml';
import { stepsOf } from './pointer.ts';
import type { Range } from './lines.ts';
import type { YamlContent, YamlError } from './yaml-content.ts';

type Library = typeof yaml;

let loaded: Library | undefined;

/** Sound files never need it, and loading it takes longer than reading a hundred of them. */
function library(): Library {
  const load: (name: 'yaml') => Library = createRequire(import.meta.url);
  return (loaded ??= load('yaml'));
}

/** Reads YAML that has mistakes, as much of it as makes sense. Never throws. */
export function lenientYaml(text: string): YamlContent {
  const document = library().parseDocument(text, { uniqueKeys: true, prettyErrors: false, strict: false, logLevel: 'silent' });
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    errors: document.errors.map(({ code, message, pos: [start, end] }): YamlError => {
      const kind = code === 'DUPLICATE_KEY' ? 'duplicate-key' : code === 'TAB_AS_INDENT' ? 'tab' : 'syntax';
      return { kind, range: { start, end }, message };
    }),
    rangeOf: (pointer, part = 'value') => rangeIn(document, pointer, part),
  };
}

function rangeIn(document: yaml.Document.Parsed, pointer: string, part: 'key' | 'value'): Range {
  const { isAlias, isMap, isScalar, isSeq } = library();
  let node: unknown = document.contents;
  let range = rangeOf(node) ?? { start: 0, end: 0 };
  for (const step of stepsOf(pointer)) {
    if (isAlias(node)) node = node.resolve(document);
    let key: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
      if (pair === undefined) return range;
      [key, node] = [pair.key, pair.value];
    } else if (isSeq(node) && node.items[Number(step)] !== undefined) {
      node = node.items[Number(step)];
      key = node;
    } else return range;
    range = (part === 'key' ? rangeOf(key) : rangeOf(node)) ?? rangeOf(key) ?? range;
  }
  return range;
}

function rangeOf(node: unknown): Range | undefined {
  const range = library().isNode(node) ? node.range : undefined;
  return range === undefined || range === null ? undefined : { start: range[0], end: range[1] };
}
