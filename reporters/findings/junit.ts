import type { Finding } from '../../specs/checker/finding.ts';
import type { SourceFile } from '../../specs/checker/sources/source-file.ts';
import { visible } from '../visible-text.ts';
import { attribute, escaped } from '../xml-text.ts';
import type { FindingsFormat, FoundInSpecs } from './format.ts';
import { byFile, totalsOf } from './format.ts';

/** JUnit XML: a suite for each file, a case for each finding, or one case that passes. Only errors are failures. */
export const junit: FindingsFormat = { name: 'junit', purpose: 'XML for CI servers', relativeTo: 'repository', render };

function render(found: FoundInSpecs): string {
  const own = byFile(found.findings);
  const looked = new Set([...found.files, ...own.keys()]);
  const suites = [...looked].map((source) => suiteText(source, own.get(source) ?? [], found));
  const totals = totalsOf(found.findings);
  const cases = [...looked].reduce((sum, source) => sum + Math.max(1, own.get(source)?.length ?? 0), 0);
  const head = `<testsuites name="${attribute(found.suite.name)} check-specs" tests="${cases}" failures="${totals.error}" errors="0">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${suites.join('')}</testsuites>\n`;
}

function suiteText(source: SourceFile, findings: readonly Finding[], found: FoundInSpecs): string {
  const path = attribute(visible(found.pathOf(source)));
  const cases =
    findings.length === 0
      ? [`    <testcase classname="${path}" name="no mistakes found"/>\n`]
      : findings.map((finding) => caseText(finding, path, found));
  const { error } = totalsOf(findings);
  return `  <testsuite name="${path}" tests="${cases.length}" failures="${error}" errors="0" skipped="0">\n${cases.join('')}  </testsuite>\n`;
}

function caseText(finding: Finding, path: string, found: FoundInSpecs): string {
  const { source, line, column, code, level, message, related } = finding;
  const places = [
    `${found.pathOf(source)}:${line}:${column}: ${level}: ${message}`,
    source.lines.line(line).slice(0, 500),
    ...related.map((other) => `${found.pathOf(other.source)}:${other.line}:${other.column}: ${other.message}`),
  ];
  const story = escaped(visible(places.join('\n')));
  const inner =
    level === 'error'
      ? `<failure type="${code}" message="${attribute(visible(`line ${line}: ${message}`))}">${story}</failure>`
      : `<system-out>${story}</system-out>`;
  const name = attribute(visible(`${code} in line ${line}, column ${column}`));
  return `    <testcase classname="${path}" name="${name}" file="${path}" line="${line}">\n      ${inner}\n    </testcase>\n`;
}
