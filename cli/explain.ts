import { Command } from 'commander';
import { faultsCaughtBy } from './faults.ts';
import { editionNamed } from './edition-named.ts';
import type { Catalogue, Rule } from '../specs/reader/catalogue.ts';
import { editions } from '../specs/reader/edition.ts';
import { allRuleIds, loadCatalogue } from '../specs/reader/load-catalogue.ts';
import type { Io } from './io.ts';
import { suggestion } from './nearest.ts';
import { isWatched } from './selection.ts';
import { UsageError } from './usage-error.ts';

/** `explain`, which tells everything about one rule, or about one kind of mistake in specification sources. */
export function explainCommand(io: Io): Command {
  return new Command('explain')
    .description('tell everything about one rule, or about one code of check-specs')
    .argument('<rule-or-code>', "the rule's id, as 'list' shows it, or the code, as 'check-specs --list-codes' does")
    .option('--spec <version>', 'the edition of the rule (default: the newest that has it)')
    .action(async (id: string, { spec }: { readonly spec?: string }) => {
      if (!allRuleIds().includes(id)) return io.stdout.write(await codeNamed(id, spec));
      const { rule, catalogue } = spec === undefined ? inNewestEdition(id) : inEdition(id, spec);
      io.stdout.write(await explanation(rule, catalogue, io.program));
    });
}

interface Found {
  readonly rule: Rule;
  readonly catalogue: Catalogue;
}

async function codeNamed(name: string, spec: string | undefined): Promise<string> {
  const { codeExplanation, everyCode } = await import('./check-specs/code-list.ts');
  const codes = everyCode();
  const code = codes.find((each) => each.name === name);
  if (code === undefined) {
    const meant = suggestion(name, [...allRuleIds(), ...codes.map((each) => each.name)]);
    throw new UsageError(`no rule and no code is called ${name}${meant}; 'list' shows the rules, 'check-specs --list-codes' the codes`);
  }
  if (spec !== undefined) throw new UsageError(`--spec ${spec}: ${name} is a code of check-specs, and has no editions`);
  return codeExplanation(code);
}

function inNewestEdition(id: string): Found {
  for (const edition of editions.toReversed()) {
    const catalogue = loadCatalogue(edition);
    const rule = catalogue.rule(id);
    if (rule !== undefined) return { rule, catalogue };
  }
  throw new UsageError(`no rule is called ${id}${suggestion(id, allRuleIds())}; 'list' shows them all`);
}

function inEdition(id: string, spec: string): Found {
  const catalogue = loadCatalogue(editionNamed(spec));
  const rule = catalogue.rule(id);
  if (rule !== undefined) return { rule, catalogue };
  const { catalogue: other } = inNewestEdition(id);
  throw new UsageError(`${id} is no rule of ${catalogue.edition}; it is one of ${other.edition}`);
}

async function explanation(rule: Rule, catalogue: Catalogue, program: string): Promise<string> {
  const faults = await faultsCaughtBy(rule.id, catalogue.edition);
  const facts: readonly (readonly [string, string])[] = [
    ['level', rule.level],
    ['basis', rule.kind === 'written' ? rule.basis : 'schema'],
    ...(rule.kind === 'written' ? writtenFacts(rule) : []),
    ['where', `${rule.position.file}:${rule.position.line}`],
    ['see', rule.see],
    ['test', isWatched(rule) ? 'watched on every exchange of a run' : 'has a test of its own'],
    ...faults.map((name): [string, string] => ['catches', name.startsWith('api/') ? name : `a server that ${name}`]),
  ];
  const lines = facts.map(([name, value]) => `  ${name.padEnd(8)} ${value}`);
  const caught =
    faults[0] === undefined ? [] : ['', 'See it caught:', `  ${program} serve --spec ${catalogue.edition} --fault ${faults[0]}`];
  return [
    rule.id,
    `  ${rule.sentence}`,
    '',
    ...lines,
    '',
    'Put it to the test:',
    `  ${program} run --target URL --rule ${rule.id}`,
    ...caught,
    '',
  ].join('\n');
}

function writtenFacts({ api, needs, since, until, note }: Extract<Rule, { kind: 'written' }>): readonly (readonly [string, string])[] {
  return [
    ...(api.length === 0 ? [] : [['api', api.join(', ')] as const]),
    ['needs', needs.length === 0 ? 'nothing' : needs.join(', ')] as const,
    ...(since === undefined ? [] : [['since', since] as const]),
    ...(until === undefined ? [] : [['until', `${until} (the first edition without it)`] as const]),
    ...(note === undefined ? [] : [['note', note] as const]),
  ];
}
