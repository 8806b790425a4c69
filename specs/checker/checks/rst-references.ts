import { posix } from 'node:path';
import { joinedDocuments } from '../prose/rst/joined-documents.ts';
import { templatedNames } from '../prose/rst/templated-names.ts';
import type { RstDocument, RstName, RstTarget } from '../prose/rst/rst-document.ts';
import { rstDocument } from '../prose/rst.ts';
import { limitedHints } from '../nearest.ts';
import type { LimitedHints } from '../nearest.ts';
import { rangeInFile, rstDescriptions } from '../prose/rst/rst-descriptions.ts';
import type { Check, Code, Report } from '../check.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import * as codes from './rst-references/reference-codes.ts';

const roles = new Set(
  'code emphasis literal math pep pep-reference raw rfc rfc-reference strong sub subscript sup superscript t title title-reference ab ac abbreviation acronym'.split(
    ' ',
  ),
);

/** The files that make one document. */
interface Together {
  readonly sources: readonly SourceFile[];
  /** Where else a name may come from, so that the lack of one proves nothing; empty if it certainly does, undefined if from nowhere. */
  readonly mayBeElsewhere: (name: string) => string | undefined;
}

/** What texts in reStructuredText refer to: targets, titles, substitutions, footnotes and roles. */
export const rstReferences: Check = {
  codes: Object.values(codes),
  run(tree, report) {
    const hints = limitedHints();
    for (const together of documentsOf(tree)) lookAt(together, report, hints);
    lookAtDescriptions(tree, report, hints);
  },
};

/** A description comes to stand in some document; a name that none of them has leads nowhere. */
function lookAtDescriptions(tree: SourceTree, report: Report, hints: LimitedHints): void {
  const descriptions = rstDescriptions(tree);
  if (descriptions.every(({ document }) => document.references.length + document.substitutionReferences.length === 0)) return;
  const texts = tree.pathsBelow('specification').flatMap((path) => (path.endsWith('.rst') ? (tree.file(path) ?? []) : []));
  const documents = [...texts.map((source) => rstDocument(source)), ...descriptions.map(({ document }) => document)];
  const targets = new Set(documents.flatMap((document) => document.targets.map(({ name }) => name)));
  const substitutions = new Set(documents.flatMap((document) => document.substitutions.map(({ name }) => name)));
  for (const { prose, document } of descriptions) {
    const { source, pointer } = prose;
    report.looked('links', document.references.length + document.substitutionReferences.length);
    for (const { name, text, range } of document.substitutionReferences) {
      if (substitutions.has(name)) continue;
      report.finding(
        codes.undefinedSubstitution,
        { source, pointer, range: rangeInFile(prose, range) },
        `the substitution |${text}| is defined in no document${hints.meant(name, substitutions)}`,
      );
    }
    for (const { name, text, range, substitution } of document.references) {
      if (targets.has(name) || templatedNames(tree).mayHold(name) || (substitution && !substitutions.has(name))) continue;
      report.finding(
        codes.undefinedTarget,
        { source, pointer, range: rangeInFile(prose, range) },
        `"${text}" is the name of no title and no target of any document${hints.meant(name, targets)}`,
      );
    }
  }
}

function documentsOf(tree: SourceTree): readonly Together[] {
  const joined = joinedDocuments(tree);
  const parts = new Set<string>();
  const found: Together[] = [];
  for (const document of joined?.documents ?? []) {
    const sources = document.parts.map(({ source }) => source);
    for (const { path } of sources) parts.add(path);
    if (!sources.some(({ checked }) => checked)) continue;
    const text = sources.map((source) => source.text).join('\n');
    const templated = text.includes('{{');
    found.push({
      sources,
      mayBeElsewhere: (name) => {
        if (!templated || !templatedNames(tree).mayHold(name)) return undefined;
        return text.includes(`{{${name.replace(/\W/g, '_')}_event}}`) ? '' : 'the name may come from what a template is filled with';
      },
    });
  }
  const alone = tree.files.filter(({ kind, path }) => kind === 'rst' && !parts.has(path));
  for (const source of alone) {
    const inFolder = joined !== undefined && (joined.folder === '.' || source.path.startsWith(`${joined.folder}/`));
    found.push({
      sources: [source],
      mayBeElsewhere: (name) => {
        if (inFolder) return 'this file is part of no document, so that its names may come from others';
        if (source.text.includes('{{') && templatedNames(tree).mayHold(name))
          return 'the name may come from what a template is filled with';
        return besides(tree, source).some((other) => holds(rstDocument(other), name)) ? 'a file beside this one has the name' : undefined;
      },
    });
  }
  return found;
}

/** Documents were once joined from all files of a folder. */
function besides(tree: SourceTree, source: SourceFile): readonly SourceFile[] {
  const folder = posix.dirname(source.path);
  return tree
    .pathsBelow(folder)
    .filter((path) => path !== source.path && path.endsWith('.rst') && posix.dirname(path) === folder)
    .flatMap((path) => tree.file(path) ?? []);
}

function holds({ targets, substitutions, footnotes }: RstDocument, name: string): boolean {
  return [...targets, ...substitutions, ...footnotes].some((each) => each.name === name);
}

interface Placed<Named> {
  readonly source: SourceFile;
  readonly named: Named;
}

function lookAt({ sources, mayBeElsewhere }: Together, report: Report, hints: LimitedHints): void {
  const all = <Named>(pick: (document: RstDocument) => readonly Named[]): readonly Placed<Named>[] =>
    sources.flatMap((source) => pick(rstDocument(source)).map((named) => ({ source, named })));

  const targets = byName(all((document) => document.targets));
  const substitutions = byName(all((document) => document.substitutions));
  const footnotes = byName(all((document) => document.footnotes));
  duplicateTargets(targets, report);
  for (const [found, what] of [
    [substitutions, codes.duplicateSubstitution],
    [footnotes, codes.duplicateFootnote],
  ] as const) {
    for (const [name, [first, ...others]] of found) {
      if (name === '#' || name === '*' || first === undefined) continue;
      for (const { source, named } of others) {
        report.finding(what, { source, range: named.range }, `"${named.text}" is defined twice; delete or rename one`, {
          related: [{ at: { source: first.source, range: first.named.range }, message: 'the first one' }],
        });
      }
    }
  }

  const undefinedName = (what: Code, at: Placed<RstName>, message: string, known: Iterable<string>): void => {
    const { source, named } = at;
    const reason = mayBeElsewhere(named.name);
    if (reason === '') return;
    if (reason !== undefined) {
      report.unjudged({ source, range: named.range }, reason);
      return;
    }
    report.finding(what, { source, range: named.range }, message + hints.meant(named.name, known));
  };

  const undefinedHere = new Set<string>();
  for (const at of all((document) => document.substitutionReferences)) {
    report.looked('links');
    if (substitutions.has(at.named.name)) continue;
    undefinedHere.add(`${at.source.path} ${at.named.name}`);
    const named = known(substitutions).toSorted();
    undefinedName(codes.undefinedSubstitution, at, `the substitution |${at.named.text}| is defined nowhere in this document`, named);
  }
  for (const { source, named } of all((document) => document.references)) {
    report.looked('links');
    // The same mistake has been said of the substitution.
    if (named.substitution && undefinedHere.has(`${source.path} ${named.name}`)) continue;
    const found = targets.get(named.name) ?? [];
    if (found.length === 0) {
      undefinedName(
        codes.undefinedTarget,
        { source, named },
        `"${named.text}" is the name of no title and no target of this document`,
        known(targets),
      );
    } else if (found.length > 1 && found.every(({ named: { kind } }) => kind === 'title')) {
      report.finding(
        codes.ambiguousReference,
        { source, range: named.range },
        `there are ${found.length} titles "${named.text}"; put a target ".. _name:" in front of the one that is meant, and refer to that`,
        {
          related: found
            .slice(0, 5)
            .map((one) => ({ at: { source: one.source, range: one.named.range }, message: 'a title of that name' })),
        },
      );
    }
  }
  const numbered = footnotes.has('#');
  for (const at of all((document) => document.footnoteReferences)) {
    report.looked('links');
    const { name, text } = at.named;
    if (name === '#' || name === '*' || footnotes.has(name) || (numbered && /^[0-9]+$/.test(name))) continue;
    undefinedName(codes.undefinedFootnote, at, `there is no footnote [${text}] in this document`, known(footnotes));
  }
  for (const mark of ['#', '*']) {
    const found = footnotes.get(mark)?.length ?? 0;
    const extra = all((document) => document.footnoteReferences).filter(({ named }) => named.name === mark)[found];
    const counts = `there are more references [${mark}]_ than footnotes [${mark}], of which there ${found === 1 ? 'is 1' : `are ${found}`}; write another one`;
    if (extra !== undefined) undefinedName(codes.undefinedFootnote, extra, counts, []);
  }
  const defined = new Set(sources.flatMap((source) => [...rstDocument(source).roles]));
  for (const { source, named } of all((document) => document.roleReferences)) {
    if (roles.has(named.name) || defined.has(named.name)) continue;
    report.finding(codes.unknownRole, { source, range: named.range }, `there is no role "${named.text}"${hints.meant(named.name, roles)}`);
  }
  for (const source of sources) {
    const { references, targets: places } = rstDocument(source).anonymous;
    const odd = references.length > places.length ? references[places.length] : places[references.length];
    if (odd === undefined) continue;
    const counts = `there are ${references.length} references that end with __ and ${places.length} addresses that begin with __; make them equally many`;
    report.finding(codes.anonymousMismatch, { source, range: odd }, counts);
  }
}

function duplicateTargets(targets: ReadonlyMap<string, readonly Placed<RstTarget>[]>, report: Report): void {
  for (const found of targets.values()) {
    const named = found.filter(({ named: { kind } }) => kind !== 'title');
    const [first, ...others] = named;
    if (first === undefined) continue;
    for (const other of others) {
      if (other.named.uri !== undefined && other.named.uri === first.named.uri) continue;
      if (other.named.indirect !== undefined && other.named.indirect === first.named.indirect) continue;
      const isLink = other.named.kind === 'link' || first.named.kind === 'link';
      report.finding(
        isLink ? codes.duplicateLinkName : codes.duplicateTarget,
        { source: other.source, range: other.named.range },
        isLink
          ? `"${other.named.text}" leads somewhere else above; end this one with __ to leave it without a name, or give it another text`
          : `there are two targets "${other.named.text}" in this document; rename one`,
        { related: [{ at: { source: first.source, range: first.named.range }, message: 'the first one' }] },
      );
    }
  }
}

function byName<Named extends RstName>(all: readonly Placed<Named>[]): ReadonlyMap<string, readonly Placed<Named>[]> {
  const found = new Map<string, Placed<Named>[]>();
  for (const each of all) {
    const same = found.get(each.named.name);
    if (same === undefined) found.set(each.named.name, [each]);
    else same.push(each);
  }
  return found;
}

function known(found: ReadonlyMap<string, unknown>): readonly string[] {
  return [...found.keys()];
}
