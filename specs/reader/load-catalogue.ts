import type { Catalogue, Rule, WrittenRule } from './catalogue.ts';
import type { Edition } from './edition.ts';
import { isPartOf } from './edition.ts';
import { derivedRules, readOperations } from './operations.ts';
import { readTexts } from './read-text.ts';

const catalogues = new Map<Edition, Catalogue>();
let texts: readonly WrittenRule[] | undefined;
let ids: readonly string[] | undefined;

function written(): readonly WrittenRule[] {
  texts ??= readTexts();
  return texts;
}

/**
 * Everything that `specs/` says for an edition, read once and frozen.
 * @throws SourceError when a file of `specs/` is wrong; the message names file and line.
 */
export function loadCatalogue(edition: Edition): Catalogue {
  const known = catalogues.get(edition);
  if (known !== undefined) return known;
  const operations = readOperations(edition);
  const rules: readonly Rule[] = [
    ...written().filter((rule) => isPartOf(edition, rule)),
    ...[...operations.values()].flatMap(derivedRules),
  ];
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const catalogue: Catalogue = { edition, rules, operations, rule: (id) => byId.get(id) };
  freeze(catalogue);
  for (const operation of operations.values()) freeze(operation);
  for (const { responses } of operations.values()) for (const response of responses.values()) freeze(response);
  catalogues.set(edition, catalogue);
  return catalogue;
}

/** Ids of the rules of every edition, each once. */
export function allRuleIds(): readonly string[] {
  ids ??= [...written(), ...[...readOperations(undefined).values()].flatMap(derivedRules)].map(({ id }) => id);
  return ids;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}
