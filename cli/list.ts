import { Command, Option } from 'commander';
import type { Rule } from '../specs/reader/catalogue.ts';
import { newestEdition } from '../specs/reader/edition.ts';
import { allRuleIds, loadCatalogue } from '../specs/reader/load-catalogue.ts';
import type { Level } from '../specs/schemas/report.ts';
import { editionNamed } from './edition-named.ts';
import type { Io } from './io.ts';
import { level, several } from './option-values.ts';
import { checkGlobs, isWatched, select } from './selection.ts';

interface ListOptions {
  readonly spec: string;
  readonly rule?: readonly string[];
  readonly level: Level;
  readonly format: 'table' | 'json';
}

/** `list`, which shows the rules of an edition. */
export function listCommand(io: Io): Command {
  return new Command('list')
    .description('show the rules of an edition')
    .addOption(new Option('--spec <version>', 'the edition, r0.1 to v1.18').default(newestEdition))
    .addOption(new Option('--rule <glob>', 'only rules with such an id; repeatable').argParser(several))
    .addOption(new Option('--level <level>', 'only rules of at least this level: MUST, SHOULD or MAY').argParser(level).default('MAY'))
    .addOption(new Option('--format <format>', 'how to show them').choices(['table', 'json']).default('table'))
    .addHelpText('after', "\nA rule marked 'watched' has no test of its own: it is looked at on every exchange of the run.")
    .action((options: ListOptions) => io.stdout.write(listing(options)));
}

function listing({ spec, rule: globs = [], level: least, format }: ListOptions): string {
  const catalogue = loadCatalogue(editionNamed(spec));
  if (globs.length > 0) checkGlobs(globs, allRuleIds());
  const chosen = new Set(select(catalogue, { rules: globs, level: least }).chosen);
  const rules = catalogue.rules.filter(({ id }) => chosen.has(id));
  return format === 'json'
    ? `${JSON.stringify({ format: 1, spec: catalogue.edition, rules: rules.map(entry) }, undefined, 2)}\n`
    : table(rules);
}

function entry(rule: Rule): object {
  const { id, family, level: own, sentence, position, see } = rule;
  const written = rule.kind === 'written' ? { api: rule.api, since: rule.since, until: rule.until, note: rule.note } : {};
  return {
    id,
    family,
    level: own,
    basis: basisOf(rule),
    watched: isWatched(rule),
    needs: needsOf(rule),
    sentence,
    position,
    see,
    ...written,
  };
}

function basisOf(rule: Rule): string {
  return rule.kind === 'written' ? rule.basis : 'schema';
}

function needsOf(rule: Rule): readonly string[] {
  return rule.kind === 'written' ? rule.needs : [];
}

function editionsOf(rule: Rule): string {
  if (rule.kind === 'derived') return '';
  const { since, until } = rule;
  return [...(since === undefined ? [] : [`since ${since}`]), ...(until === undefined ? [] : [`until ${until}`])].join(' ');
}

function table(rules: readonly Rule[]): string {
  const rows = [
    ['rule', 'level', 'basis', 'editions', 'needs'],
    ...rules.map((rule) => [rule.id, rule.level, basisOf(rule), editionsOf(rule), isWatched(rule) ? 'watched' : needsOf(rule).join(', ')]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
