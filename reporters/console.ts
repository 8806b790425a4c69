import type { Report, RuleReport, Verdict } from '../specs/schemas/report.ts';
import { verdicts } from '../specs/schemas/report.ts';
import { byFamily } from './by-family.ts';
import type { Colours } from './colours.ts';
import { inColourOf } from './colours.ts';
import { exchangeText } from './exchange-text.ts';
import { notSelected } from './report-format.ts';
import { nameOf } from './target-name.ts';
import { shortened, visible } from './visible-text.ts';

export interface ConsoleOptions {
  readonly colours: Colours;
  /** How the user calls this program. */
  readonly program: string;
}

/** Exchanges shown of a failure; the last ones tell the most, and the JSON report has them all. */
const mostExchanges = 4;
const mostOfValue = 1_000;

/** A report for a person: a table of the families, then everything that is not well, then what to do next. */
export function consoleText(report: Report, options: ConsoleOptions): string {
  const rules = report.rules.filter((rule) => rule.message !== notSelected);
  const having = (verdict: Verdict): readonly RuleReport[] => rules.filter((rule) => rule.verdict === verdict);
  const blocks = [
    heading(report, options),
    table(rules, options),
    ...having('failed').map((rule) => failure(rule, options)),
    ...having('warned').map((rule) => warning(rule, options)),
    ...having('broken').map((rule) => unjudged(rule, options)),
    ...(having('inconclusive').length > 0 ? [grouped('inconclusive', having('inconclusive'), (rule) => rule.message ?? '', options)] : []),
    ...(having('expected').length > 0 ? [grouped('expected', having('expected'), (rule) => rule.reason ?? '', options)] : []),
    ...(having('unsupported').length > 0 ? [grouped('unsupported', having('unsupported'), (rule) => rule.message ?? '', options)] : []),
    ...(report.problems.length > 0 ? [problems(report.problems, options)] : []),
    totals(report, options),
    ...(report.target.id === 'mock' ? [next(options)] : []),
  ];
  return `\n${blocks.join('\n\n')}\n`;
}

function heading({ suite, target, spec }: Report, { colours }: ConsoleOptions): string {
  const software = target.software === undefined ? '' : `, ${visible(target.software)}`;
  return colours.bold(`${suite.name} ${suite.version}: ${nameOf(target)}${software}, Client-Server API ${spec}`);
}

function table(rules: readonly RuleReport[], { colours }: ConsoleOptions): string {
  const shown = verdicts.filter((verdict) => rules.some((rule) => rule.verdict === verdict));
  const families = [...byFamily(rules)];
  const width = Math.max(6, ...families.map(([family]) => family.length));
  const head = colours.dim([''.padEnd(width), ...shown].join('  '));
  const rows = families.map(([family, members]) => {
    const cells = shown.map((verdict) => {
      const count = members.filter((rule) => rule.verdict === verdict).length;
      const cell = (count === 0 ? '·' : String(count)).padStart(verdict.length);
      return count === 0 ? colours.dim(cell) : inColourOf(verdict, cell, colours);
    });
    return [family.padEnd(width), ...cells].join('  ');
  });
  return [head, ...rows].join('\n');
}

function failure(rule: RuleReport, options: ConsoleOptions): string {
  const exchanges = rule.exchanges ?? [];
  const left = exchanges.length - mostExchanges;
  return [
    title(rule, options),
    ...evidence(rule),
    ...(left > 0 ? ['', `  (${left} earlier exchanges are in the JSON report)`] : []),
    ...exchanges.slice(-mostExchanges).flatMap((exchange) => ['', indented(exchangeText(exchange))]),
    ...exchanges.slice(-1).flatMap(({ curl }) => ['', `  ${visible(curl)}`]),
    ...again(rule),
  ].join('\n');
}

function warning(rule: RuleReport, options: ConsoleOptions): string {
  return [title(rule, options), ...evidence(rule), ...again(rule)].join('\n');
}

function unjudged(rule: RuleReport, options: ConsoleOptions): string {
  const { colours } = options;
  return [
    title(rule, options),
    indented(visible(rule.message ?? '')),
    colours.dim('  a mistake of this program, not of the server; please report it'),
    ...again(rule),
  ].join('\n');
}

function title(rule: RuleReport, { colours }: ConsoleOptions): string {
  return [
    `${inColourOf(rule.verdict, rule.verdict, colours)} ${colours.bold(rule.id)} ${colours.dim(rule.level)}`,
    `  ${rule.sentence}`,
    colours.dim(`  ${rule.position.file}:${rule.position.line}  ${rule.see}`),
  ].join('\n');
}

function evidence({ message, expected, received }: RuleReport): readonly string[] {
  return [
    ...(message === undefined ? [] : [indented(visible(message))]),
    ...(expected === undefined ? [] : [labelled('expected', expected)]),
    ...(received === undefined ? [] : [labelled('received', received)]),
  ];
}

function labelled(label: string, value: string): string {
  return `  ${label}  ${visible(shortened(value, mostOfValue)).replaceAll('\n', `\n${' '.repeat(label.length + 4)}`)}`;
}

function again({ rerun }: RuleReport): readonly string[] {
  return rerun === undefined ? [] : [`  again: ${rerun}`];
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

/** A line for each reason, with the rules that it holds for. */
function grouped(
  verdict: Verdict,
  rules: readonly RuleReport[],
  reasonOf: (rule: RuleReport) => string,
  { colours }: ConsoleOptions,
): string {
  const reasons = new Map<string, string[]>();
  for (const rule of rules) reasons.set(reasonOf(rule), [...(reasons.get(reasonOf(rule)) ?? []), rule.id]);
  const lines = [...reasons].map(
    ([reason, ids]) => `  ${visible(shortened(reason, mostOfValue)).replaceAll('\n', ' ')} ${colours.dim(`(${ids.length}: ${few(ids)})`)}`,
  );
  return [inColourOf(verdict, verdict, colours), ...lines].join('\n');
}

const mostNamed = 4;

function few(ids: readonly string[]): string {
  const left = ids.length - mostNamed;
  return left > 0 ? `${ids.slice(0, mostNamed).join(', ')} and ${left} more` : ids.join(', ');
}

function problems(lines: readonly string[], { colours }: ConsoleOptions): string {
  return [colours.red('problems'), ...lines.map((line) => `  ${visible(line)}`)].join('\n');
}

function totals(report: Report, { colours }: ConsoleOptions): string {
  const counts = verdicts
    .filter((verdict) => report.totals[verdict] > 0)
    .map((verdict) => inColourOf(verdict, `${report.totals[verdict]} ${verdict}`, colours));
  const problem =
    report.problems.length > 0 ? [colours.red(`${report.problems.length} ${report.problems.length === 1 ? 'problem' : 'problems'}`)] : [];
  return `${colours.bold(conclusion(report))}: ${[...counts, ...problem].join(', ')} in ${(report.milliseconds / 1000).toFixed(1)} s`;
}

function conclusion({ totals: { failed, inconclusive, broken }, problems: { length }, interrupted }: Report): string {
  if (interrupted === true) return 'Stopped early';
  if (failed > 0) return 'Not conformant';
  if (length > 0) return 'Not as expected';
  return inconclusive + broken > 0 ? 'Incomplete' : 'Conformant';
}

function next({ program }: ConsoleOptions): string {
  return `This was the built-in mock homeserver. To judge your own:\n  ${program} run --target http://localhost:8008`;
}
