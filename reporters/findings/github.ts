import type { Finding, FindingLevel } from '../../specs/checker/finding.ts';
import { visible } from '../visible-text.ts';
import type { FindingsFormat, FoundInSpecs } from './format.ts';
import { checkedLine, findingsLine, hiddenPhrases, unjudgedByReason } from './totals-text.ts';

/** Workflow commands, which GitHub shows beside the lines of a change; then what was looked at, for the log. */
export const github: FindingsFormat = {
  name: 'github',
  purpose: 'annotations of a GitHub workflow',
  relativeTo: 'repository',
  render: (found) => `${[...found.findings.map((finding) => annotation(finding, found)), ...logLines(found)].join('\n')}\n`,
};

const commands: Readonly<Record<FindingLevel, string>> = { error: 'error', warning: 'warning', note: 'notice' };

function annotation({ source, line, column, endLine, endColumn, code, level, message, related }: Finding, found: FoundInSpecs): string {
  const properties = {
    file: found.pathOf(source),
    line,
    endLine,
    // Columns of findings that end in another line are refused.
    ...(endLine === line ? { col: column, endColumn: Math.max(column, endColumn) } : {}),
    title: code,
  };
  const others = related.map((other) => `${found.pathOf(other.source)}:${other.line}: ${other.message}`);
  const named = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${commands[level]} ${named.join(',')}::${data([message, ...others].join('\n'))}`;
}

function logLines(found: FoundInSpecs): readonly string[] {
  return [
    `Looked at ${checkedLine(found)}`,
    ...unjudgedByReason(found.unjudged).map(([reason, places]) => `Not judged: ${reason} (${places.length})`),
    ...(found.stale.length > 0 ? [`Entries of the baseline that are no longer found: ${found.stale.length}`] : []),
    ...hiddenPhrases(found).map((phrase) => `Not shown: ${phrase}`),
    `In all: ${findingsLine(found)}`,
  ].map((line) => line.replaceAll('\n', ' '));
}

function data(words: string): string {
  return visible(words).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(words: string): string {
  return data(words).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
