import type { Finding, FindingLevel } from '../../specs/checker/finding.ts';
import type { Colours } from '../colours.ts';
import { shortened, visible } from '../visible-text.ts';
import type { FindingsFormat, FoundInSpecs } from './format.ts';
import { counted, totalsOf } from './format.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import { checkedLine, findingsLine, hiddenPhrases, unjudgedByReason } from './totals-text.ts';

/** Findings for a person: each with its line and a caret, then what was looked at and what could not be judged. */
export const text: FindingsFormat = { name: 'text', purpose: 'for people', relativeTo: 'working-directory', render };

const widest = 140;
const mostPlaces = 3;
const mostStale = 10;

function render(found: FoundInSpecs, colours: Colours): string {
  const blocks = [
    ...found.findings.map((finding) => findingText(finding, found, colours)),
    ...(found.unjudged.length > 0 ? [unjudgedText(found, colours)] : []),
    ...(found.stale.length > 0 ? [staleText(found)] : []),
    endText(found, colours),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function findingText(finding: Finding, found: FoundInSpecs, colours: Colours): string {
  const { source, line, column, code, level, message, related } = finding;
  const place = colours.bold(`${visible(found.pathOf(source))}:${line}:${column}`);
  const lines = [`${place} ${inColour(level, level, colours)} ${colours.cyan(code)} ${oneLine(message)}`];
  const { text: excerpt, blanks, carets } = sourceExcerpt(finding, widest);
  if (excerpt.trim() !== '') {
    lines.push(`    ${colours.dim('|')} ${excerpt}`);
    lines.push(`    ${colours.dim('|')} ${' '.repeat(blanks)}${inColour(level, '^'.repeat(carets), colours)}`);
  }
  for (const other of related)
    lines.push(`    ${visible(found.pathOf(other.source))}:${other.line}:${other.column} ${oneLine(other.message)}`);
  return lines.join('\n');
}

function unjudgedText({ unjudged, pathOf }: FoundInSpecs, colours: Colours): string {
  const lines = unjudgedByReason(unjudged).map(([reason, places]) => {
    const all = [...new Set(places.map(({ source, line }) => `${visible(pathOf(source))}:${line}`))];
    const shown = all.length > mostPlaces ? [...all.slice(0, mostPlaces), '…'] : all;
    return `  ${oneLine(reason)} ${colours.dim(`(${places.length}: ${shown.join(', ')})`)}`;
  });
  return [`${colours.bold('Not judged')}: ${unjudged.length}`, ...lines].join('\n');
}

function staleText({ stale }: FoundInSpecs): string {
  const shown = stale.slice(0, mostStale).map(({ file, code, text: line }) => `  ${visible(file)} ${code} ${shortened(oneLine(line), 80)}`);
  const more = stale.length > mostStale ? [`  and ${stale.length - mostStale} more`] : [];
  const head = `${stale.length === 1 ? 'An entry of the baseline is' : `${stale.length} entries of the baseline are`} no longer found; take a new baseline:`;
  return [head, ...shown, ...more].join('\n');
}

function endText(found: FoundInSpecs, colours: Colours): string {
  const { findings, program } = found;
  const totals = totalsOf(findings);
  const worst: FindingLevel | undefined = totals.error > 0 ? 'error' : totals.warning > 0 ? 'warning' : undefined;
  const example = findings.find(({ level }) => level === worst) ?? findings[0];
  const summary = findingsLine(found);
  const hidden = hiddenPhrases(found);
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  return [
    `Looked at ${checkedLine(found)}`,
    colours.bold(
      worst === undefined ? (found.nothing === undefined ? colours.green(summary) : summary) : inColour(worst, summary, colours),
    ),
    ...(hidden.length > 0 ? [`not shown: ${hidden.join(', ')}`] : []),
    ...(fixable > 0 ? [`${counted(fixable, 'finding')} can be made right by --fix`] : []),
    ...(example === undefined ? [] : [`To read more about one: ${program} explain ${example.code}`]),
  ].join('\n');
}

function inColour(level: FindingLevel, words: string, colours: Colours): string {
  switch (level) {
    case 'error':
      return colours.red(words);
    case 'warning':
      return colours.yellow(words);
    case 'note':
      return colours.blue(words);
  }
}

function oneLine(words: string): string {
  return visible(words.replaceAll(/\s*\n\s*/g, ' '));
}
