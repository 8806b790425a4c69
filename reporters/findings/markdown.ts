import type { Finding, FindingLevel } from '../../specs/checker/finding.ts';
import { visible } from '../visible-text.ts';
import type { FindingsFormat, FoundInSpecs } from './format.ts';
import { byFile, findingLevels } from './format.ts';
import { checkedLine, findingsLine, hiddenPhrases, unjudgedByReason } from './totals-text.ts';

/** A summary for people, as GitHub shows below a job. */
export const markdown: FindingsFormat = { name: 'markdown', purpose: 'a summary of a CI job', relativeTo: 'repository', render };

// GitHub takes a megabyte; nobody reads as much.
const mostFindings = 500;

const marks: Readonly<Record<FindingLevel, string>> = { error: '❌ error', warning: '⚠️ warning', note: 'ℹ️ note' };

function render(found: FoundInSpecs): string {
  const worstFirst = findingLevels.flatMap((level) => found.findings.filter((finding) => finding.level === level));
  const shown = new Set(worstFirst.slice(0, mostFindings));
  const files = byFile(found.findings.filter((finding) => shown.has(finding)));
  const left = found.findings.length - shown.size;
  const hidden = hiddenPhrases(found);
  const blocks = [
    `## check-specs: ${findingsLine(found)}`,
    `Looked at ${checkedLine(found)}.${hidden.length > 0 ? ` Not shown: ${hidden.join(', ')}.` : ''}`,
    ...[...files].map(([source, findings]) => table(found.pathOf(source), findings)),
    ...(left > 0 ? [`… and ${left} more.`] : []),
    ...(found.unjudged.length > 0 ? [unjudgedText(found)] : []),
    ...(found.stale.length > 0 ? [`Entries of the baseline that are no longer found: ${found.stale.length}.`] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function table(path: string, findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ line, column, level, code, message }) => `| ${line}:${column} | ${marks[level]} | \`${code}\` | ${plain(message)} |`,
  );
  return [`### ${plain(path)}`, '', '| place | level | code | |', '|---|---|---|---|', ...rows].join('\n');
}

function unjudgedText({ unjudged }: FoundInSpecs): string {
  const rows = unjudgedByReason(unjudged).map(([reason, places]) => `* ${plain(reason)} (${places.length})`);
  return [`<details><summary>Not judged: ${unjudged.length}</summary>`, '', ...rows, '', '</details>'].join('\n');
}

/** Text in which no character means anything to Markdown or HTML. */
function plain(words: string): string {
  return visible(words)
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|#~$@]/g, (character) => `&#${character.charCodeAt(0)};`);
}
