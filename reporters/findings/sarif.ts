import { createHash } from 'node:crypto';
import type { Fix, Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Code } from '../../specs/checker/check.ts';
import type { Finding, FindingPlace } from '../../specs/checker/finding.ts';
import { lineText } from '../../specs/checker/line-text.ts';
import type { SourceFile } from '../../specs/checker/sources/source-file.ts';
import { visible } from '../visible-text.ts';
import type { FindingsFormat, FoundInSpecs } from './format.ts';
import { jsonText } from './json-text.ts';

/** SARIF 2.1.0, for code scanning and editors. */
export const sarif: FindingsFormat = {
  name: 'sarif',
  purpose: 'SARIF 2.1.0, for code scanning',
  relativeTo: 'repository',
  render: (found) => jsonText(logOf(found)),
};

function logOf(found: FoundInSpecs): Log {
  const rules = found.codes.map(ruleOf);
  const indexes = new Map(found.codes.map(({ name }, index) => [name, index]));
  const prints = fingerprints();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: found.suite.name, version: found.suite.version, semanticVersion: found.suite.version, rules } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: found.unjudged.map((each) => ({
              level: 'note',
              message: { text: `not judged: ${visible(each.reason)}` },
              locations: [locationOf(each, found)],
            })),
          },
        ],
        results: found.findings.map((finding) => resultOf(finding, indexes.get(finding.code), prints(finding), found)),
      },
    ],
  };
}

function ruleOf({ name, level, explanation, wrong, right }: Code): ReportingDescriptor {
  const samples = [
    ['Wrong', wrong.files],
    ['Right', right.files],
  ] as const;
  const help = samples.map(([word, files]) =>
    [`${word}:`, ...Object.entries(files).map(([path, content]) => `\`${path}\`\n\n${fenced(content)}`)].join('\n\n'),
  );
  return {
    id: name,
    shortDescription: { text: name.slice(name.indexOf('/') + 1).replaceAll('-', ' ') },
    fullDescription: { text: explanation },
    defaultConfiguration: { level },
    help: { text: explanation, markdown: [explanation, ...help].join('\n\n') },
  };
}

/** A block of code around a text, whose fence is longer than any in it. */
function fenced(content: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`{3,}/g)].map(([fence]) => fence.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${content.trimEnd()}\n${fence}`;
}

function resultOf(finding: Finding, ruleIndex: number | undefined, fingerprint: string, found: FoundInSpecs): Result {
  const { code, level, message, related, fix, source } = finding;
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level,
    message: { text: visible(message) },
    locations: [locationOf(finding, found)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other, index) => ({
            id: index + 1,
            ...locationOf(other, found),
            message: { text: visible(other.message) },
          })),
        }),
    partialFingerprints: { 'codeAndLine/v1': fingerprint },
    ...(fix === undefined ? {} : { fixes: [fixOf(fix, source, found)] }),
  };
}

function locationOf(place: FindingPlace, found: FoundInSpecs): Location {
  const { source, line, column, endLine, endColumn, pointer } = place;
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(found.pathOf(source)) },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
    ...(pointer === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: pointer === '' ? '/' : pointer, kind: 'element' }] }),
  };
}

function fixOf({ edits }: NonNullable<Finding['fix']>, source: SourceFile, found: FoundInSpecs): Fix {
  return {
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(found.pathOf(source)) },
        replacements: edits.map(({ start, end, text }) => {
          const [from, to] = [source.lines.at(start), source.lines.at(end)];
          return {
            deletedRegion: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
            insertedContent: { text },
          };
        }),
      },
    ],
  };
}

/** What stays the same when lines are added above a finding; equal ones are told apart by their order. */
function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ code, source, line }) => {
    const text = `${code}\n${source.path}\n${lineText(source, line)}`;
    const count = seen.get(text) ?? 0;
    seen.set(text, count + 1);
    return `${createHash('sha256').update(text).digest('hex').slice(0, 16)}:${count + 1}`;
  };
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
