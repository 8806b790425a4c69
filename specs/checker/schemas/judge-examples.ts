import type { Edition } from '../../reader/edition.ts';
import type { Report, Spot } from '../check.ts';
import { meant as meantKey, nearest } from '../nearest.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { breaksContradictedType } from './contradicted-type.ts';
import { noJson, undescribedKey } from './example-codes.ts';
import { exampleValue, jsonExample } from './example-value.ts';
import type { ExampleValue } from './example-value.ts';
import { hasPlaceholder } from './placeholder.ts';
import { isRequiredNowhere, isUndefinedName } from './undefined-required.ts';
import { tellBreaches } from './tell-breaches.ts';
import type { JudgedExample } from './tell-breaches.ts';
import { undescribedKeys } from './undescribed-keys.ts';
import { validateValue } from './validate.ts';
import type { Breach } from './validate.ts';

/** An example and what it illustrates. */
export interface ExampleUse {
  readonly example: Part;
  /** Undefined when there is no schema that it could be held against. */
  readonly schema: Part | undefined;
  /** Whether it is the value of a parameter or a header, which is text when it is sent. */
  readonly isParameter: boolean;
  /** The edition that it belongs to. */
  readonly edition: Edition;
  /** Whether an example may be written as a string of JSON here. */
  readonly mayBeJson: boolean;
}

/** Holds examples against their schemas, and tells what is wrong with them. */
export function judgeExamples(tree: SourceTree, report: Report, uses: readonly ExampleUse[]): void {
  const judged: JudgedExample[] = [];
  const undescribed = new Map<string, Undescribed[]>();
  for (const use of uses) {
    if (use.example.source.checked) report.looked('examples');
    const meant = readExample(tree, report, use);
    if (meant === undefined) continue;
    const breaches = breachesOf(tree, report, use, meant);
    judged.push({ use, meant, breaches });
    if (use.schema !== undefined) noteKeys(tree, undescribed, use, use.schema, meant, breaches);
  }
  tellBreaches(tree, report, judged);
  for (const keys of undescribed.values()) tellUndescribed(report, keys);
}

/** Notes the keys that the schema says nothing of, by what they are and what is described beside them. */
function noteKeys(
  tree: SourceTree,
  undescribed: Map<string, Undescribed[]>,
  { example }: ExampleUse,
  schema: Part,
  meant: ExampleValue,
  breaches: readonly Breach[],
): void {
  if (!example.source.checked) return;
  const found = undescribedKeys(tree, schema, meant.value);
  if (found.length === 0 || isDeliberate(example)) return;
  const told = new Set(breaches.map(({ kind, pointer, part }) => (kind === 'missing-key' && part === 'value' ? `${pointer}/` : pointer)));
  for (const { pointer, key, known } of found) {
    const at = meant.spotOf(pointer, 'key');
    // Errors may hold more keys, and what others refer to is put together for several places.
    const isLawful = known.includes('errcode') || known.includes('error') || at.source !== example.source || hasPlaceholder(key);
    if (isLawful || isTold(told, pointer) || isUndefinedName(tree, key)) continue;
    // A property that is misspelt in a schema is the same mistake for all schemas that are made of it.
    const name = `${key}\n${nearest(key, known) ?? listOf(known)}`;
    const alike = undescribed.get(name);
    if (alike === undefined) undescribed.set(name, [{ at, key, known }]);
    else alike.push({ at, key, known });
  }
}

/**
 * Whether what is wrong at a key is told already, of it or of a part around it: a key that is missing may stand there under another name.
 * @param told pointers; of a mapping that lacks a key, with a slash behind.
 */
function isTold(told: ReadonlySet<string>, key: string): boolean {
  if (told.has(key.slice(0, key.lastIndexOf('/') + 1))) return true;
  for (let at = key; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (told.has(at)) return true;
  return false;
}

const lists = new WeakMap<readonly string[], string>();

/** Names as one text, in one order. */
function listOf(names: readonly string[]): string {
  let text = lists.get(names);
  if (text === undefined) lists.set(names, (text = names.toSorted().join('\n')));
  return text;
}

interface Undescribed {
  readonly at: Spot;
  readonly key: string;
  readonly known: readonly string[];
}

/** What many examples have is missing in their schema, which is one mistake. */
function tellUndescribed(report: Report, [first, ...others]: readonly Undescribed[]): void {
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `, nor in ${others.length} other places`;
  const key = JSON.stringify(first.key);
  report.finding(
    undescribedKey,
    first.at,
    `the schema says nothing of a key ${key} here${more}${meantKey(first.key, first.known)}; correct it, or describe it`,
    { related: others.slice(0, 5).map(({ at }) => ({ at, message: 'here as well' })) },
  );
}

function readExample(tree: SourceTree, report: Report, { example, schema, mayBeJson }: ExampleUse): ExampleValue | undefined {
  if (mayBeJson && typeof example.value === 'string') {
    const read = jsonExample(example);
    for (const { at, message } of read.errors) report.finding(noJson, at, message);
    return read.errors.length === 0 ? read : undefined;
  }
  const followed = exampleValue(tree, example);
  if (followed.found) return followed.example;
  if (schema !== undefined) report.unjudged(example, followed.reason);
  return undefined;
}

function breachesOf(tree: SourceTree, report: Report, use: ExampleUse, meant: ExampleValue): readonly Breach[] {
  const { example, schema, edition } = use;
  if (schema === undefined) {
    report.unjudged(example, 'there is no schema that this example could be held against');
    return [];
  }
  const judgement = validateValue(tree, schema, meant.value, edition);
  if (!judgement.judged) {
    report.unjudged(example, judgement.reason);
    return [];
  }
  if (judgement.isPartial) report.unjudged(example, 'a part of its schema is misspelt, or behind a $ref that leads nowhere');
  if (judgement.breaches.length > 0 && isDeliberate(example)) {
    report.unjudged(example, 'a comment says that this example is as it is on purpose');
    return [];
  }
  // Without all of its alternatives nothing can be said of a choice.
  const breaches = judgement.breaches.filter(({ kind }) => !judgement.isPartial || kind !== 'ambiguous');
  return breaches.filter((breach) => !isRequiredNowhere(tree, breach) && !breaksContradictedType(tree, breach));
}

const deliberately = /#[^\n]*\b(deliberate|intentional|on purpose)/i;

/** Whether a file says so of anything in it. */
const deliberate = new WeakMap<SourceFile, boolean>();

/** Whether a comment in or right above an example says that it is meant to be wrong. */
function isDeliberate({ source, pointer }: Part): boolean {
  let mayBe = deliberate.get(source);
  if (mayBe === undefined) deliberate.set(source, (mayBe = deliberately.test(source.text)));
  if (!mayBe) return false;
  return deliberately.test(surroundings(source, pointer));
}

function surroundings(source: SourceFile, pointer: string): string {
  const { lines, yaml, text } = source;
  if (yaml === undefined) return '';
  const first = lines.at(yaml.rangeOf(pointer, 'key').start).line;
  return text.slice(lines.start(Math.max(1, first - 2)), yaml.rangeOf(pointer).end);
}
