import type { Report, RuleReport } from '../specs/schemas/report.ts';
import { byFamily } from './by-family.ts';
import { exchangeText } from './exchange-text.ts';
import type { ReportFormat } from './report-format.ts';
import { notSelected } from './report-format.ts';
import { visible } from './visible-text.ts';
import { attribute, escaped } from './xml-text.ts';

/** JUnit XML as CI servers read it: a suite for each family, a case for each selected rule; a warning is no failure. */
export const junit: ReportFormat = { name: 'junit', purpose: 'XML for CI servers', render };

function render(report: Report): string {
  const selected = report.rules.filter((rule) => rule.message !== notSelected);
  const suites = [...byFamily(selected)].map(([family, rules]) => suiteText(family, rules.map(caseOf), seconds(rules)));
  if (report.problems.length > 0) suites.push(suiteText('run', report.problems.map(problemCase), 0));
  const name = `${report.suite.name} ${report.spec} ${report.target.id}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${attribute(name)}" time="${(report.milliseconds / 1000).toFixed(3)}">\n${suites.join('')}</testsuites>\n`;
}

interface Case {
  readonly kind: 'failure' | 'error' | 'skipped' | 'other';
  readonly text: string;
}

function suiteText(name: string, cases: readonly Case[], time: number): string {
  const count = (kind: Case['kind']): number => cases.filter((each) => each.kind === kind).length;
  const attributes = `name="${attribute(name)}" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${time.toFixed(3)}"`;
  return `  <testsuite ${attributes}>\n${cases.map(({ text }) => text).join('')}  </testsuite>\n`;
}

function caseOf(rule: RuleReport): Case {
  const open = `    <testcase classname="${attribute(rule.family)}" name="${attribute(rule.id)}" time="${(rule.milliseconds / 1000).toFixed(3)}"`;
  const message = rule.message ?? rule.sentence;
  const within = (kind: Case['kind'], inner: string): Case => ({ kind, text: `${open}>\n      ${inner}\n    </testcase>\n` });
  switch (rule.verdict) {
    case 'passed':
      return { kind: 'other', text: `${open}/>\n` };
    case 'failed':
      return within('failure', `<failure type="${rule.level}" message="${attribute(message)}">${escaped(details(rule))}</failure>`);
    case 'warned':
      return within('other', `<system-out>${escaped(`warned (${rule.level}): ${message}\n${details(rule)}`)}</system-out>`);
    case 'unsupported':
      return within('skipped', `<skipped message="${attribute(message)}"/>`);
    case 'expected':
      return within('skipped', `<skipped message="${attribute(`expected: ${rule.reason ?? message}`)}"/>`);
    case 'inconclusive':
    case 'broken':
      return within('error', `<error type="${rule.verdict}" message="${attribute(message)}">${escaped(details(rule))}</error>`);
  }
}

function problemCase(problem: string): Case {
  return {
    kind: 'failure',
    text: `    <testcase classname="run" name="${attribute(problem)}" time="0.000">\n      <failure type="problem" message="${attribute(problem)}"/>\n    </testcase>\n`,
  };
}

function details(rule: RuleReport): string {
  return [
    rule.sentence,
    `${rule.position.file}:${rule.position.line} ${rule.see}`,
    ...(rule.expected === undefined ? [] : [`expected: ${visible(rule.expected)}`]),
    ...(rule.received === undefined ? [] : [`received: ${visible(rule.received)}`]),
    ...(rule.exchanges ?? []).flatMap((exchange) => ['', exchangeText(exchange), exchange.curl]),
    ...(rule.rerun === undefined ? [] : ['', `again: ${rule.rerun}`]),
  ].join('\n');
}

function seconds(rules: readonly RuleReport[]): number {
  return rules.reduce((sum, rule) => sum + rule.milliseconds, 0) / 1000;
}
