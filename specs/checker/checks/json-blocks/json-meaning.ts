import { newestEdition } from '../../../reader/edition.ts';
import { stepsOf } from '../../../yaml/pointer.ts';
import type { Report } from '../../check.ts';
import { nearest } from '../../nearest.ts';
import { operationsAt } from '../../prose/described-operation.ts';
import { memberAt, memberOf, plainValue, textOf } from '../../prose/json/json-node.ts';
import type { JsonNode } from '../../prose/json/json-node.ts';
import { isProposal } from '../../prose/json-block.ts';
import type { JsonText, ReadBlock, ShownMessage } from '../../prose/json-block.ts';
import { sectionBefore } from '../../prose/section-before.ts';
import { meantKey } from '../../schemas/meant-key.ts';
import { eventTypes, schemaOfAuthentication, schemaOfEvent } from '../../schemas/illustrated-schema.ts';
import { breaksContradictedType } from '../../schemas/contradicted-type.ts';
import { isWrongType } from '../../schemas/tell-breaches.ts';
import { isRequiredNowhere } from '../../schemas/undefined-required.ts';
import { validateValue } from '../../schemas/validate.ts';
import type { Breach } from '../../schemas/validate.ts';
import type { Part } from '../../sources/api-description.ts';
import { knownOperations } from '../../sources/describe-apis.ts';
import type { SourceTree } from '../../sources/source-tree.ts';
import { breaksSchema, lacksKey, unknownEvent, wrongLoginType } from './json-codes.ts';

/** Data of an authentication stage in a section that declares the login type that it is about. */
export function lookAtLoginType(report: Report, { block }: ReadBlock, { json, placeOf }: JsonText): void {
  for (const root of json.values) {
    const data = memberOf(root, 'auth') ?? root;
    const type = textOf(data, 'type');
    if (type === undefined || !type.startsWith('m.login.')) continue;
    const section = sectionBefore(block);
    const declared = new Set([
      ...[...section.matchAll(/^:Type:\s+`{0,2}(m\.[\w.]+)/gm)].map(([, name]) => name),
      ...[...section.matchAll(/^\|\s*`(m\.login\.[\w.]+)`\s*\|/gm)].map(([, name]) => name),
    ]);
    const [only] = declared;
    if (declared.size !== 1 || only === undefined || only === type) continue;
    const at = memberOf(data, 'type');
    if (at === undefined) continue;
    report.finding(
      wrongLoginType,
      { source: block.source, range: placeOf(at.range) },
      `"${only}" is wanted in this section, there is "${type}"`,
    );
  }
}

/** Holds what a block shows against the schema of its event, or of the body that it is. */
export function lookAtMeaning(tree: SourceTree, report: Report, read: ReadBlock, text: JsonText): void {
  const isSound = text.json.isComplete && text.json.mistakes.every(({ kind }) => kind === 'extra-comma' || kind === 'missing-comma');
  if (!isSound || isProposal(read.block.source)) return;
  for (const { root, schema, isEvent, isCredential } of text.json.values.flatMap((value) => illustrated(tree, value, text.message))) {
    report.looked('examples');
    const judgement = validateValue(tree, schema, plainValue(root), newestEdition);
    const spot = { source: read.block.source, range: text.placeOf(root.range) };
    // Rooms of old versions have events that the schemas of today do not allow.
    if (isEvent && judgement.judged && judgement.breaches.length > 0 && /(^|\/)rooms\//.test(read.block.source.path)) {
      report.unjudged(spot, 'events differ between the versions of rooms, and schemas describe those of the newest one');
      continue;
    }
    if (!judgement.judged) {
      report.unjudged(spot, judgement.reason);
      continue;
    }
    for (const breach of judgement.breaches) {
      // Of an event only the part that matters is shown, mostly.
      if (breach.kind === 'missing-key' && isEvent && breach.pointer === '') continue;
      // What a client sends besides depends on the login type, whatever the schema says of the rest.
      if (isCredential && breach.schema.pointer.startsWith('/additionalProperties')) continue;
      // It stands there under a name that is told as misspelt.
      if (breach.kind === 'missing-key' && breach.part === 'key' && isMisspelt(tree, read, breach.pointer)) continue;
      // What is wrong with the schema is told there.
      if (isRequiredNowhere(tree, breach) || breaksContradictedType(tree, breach) || isWrongType(tree, breach.schema)) continue;
      tellBreach(report, read, text, { root, breach, isPartial: judgement.isPartial });
    }
  }
}

/** A part of a block, and the schema of what it shows. */
interface Illustrated {
  readonly root: JsonNode;
  readonly schema: Part;
  readonly isEvent: boolean;
  /** Whether it is what a client sends under `auth`. */
  readonly isCredential: boolean;
}

/** What a block shows that has a schema: an event, a body, what authentication exchanges, and events further in. */
function illustrated(tree: SourceTree, root: JsonNode, message: ShownMessage | undefined): readonly Illustrated[] {
  const event = schemaOfEvent(tree, root);
  const body = event === undefined && root.kind === 'object' ? schemaOfBody(tree, message) : undefined;
  const answer = event ?? body ?? schemaOfAuthentication(tree, root, false);
  const found: Illustrated[] = answer === undefined ? [] : [{ root, schema: answer, isEvent: event !== undefined, isCredential: false }];
  const auth = memberOf(root, 'auth');
  const sent = auth === undefined || memberOf(auth, 'session') === undefined ? undefined : schemaOfAuthentication(tree, auth, true);
  if (auth !== undefined && sent !== undefined && body === undefined)
    found.push({ root: auth, schema: sent, isEvent: false, isCredential: true });
  return [...found, ...innerOf(root).flatMap((each) => eventsIn(tree, each))];
}

/** Events whose type is nearly that of another one, and that of none. */
export function lookAtEventTypes(tree: SourceTree, report: Report, { block: { source } }: ReadBlock, { json, placeOf }: JsonText): void {
  if (isProposal(source)) return;
  const known = eventTypes(tree);
  const look = (node: JsonNode): void => {
    const [type, at] = [textOf(node, 'type'), memberOf(node, 'type')];
    const isEvent = type !== undefined && /^m\.[\w.]+$/.test(type) && memberOf(node, 'content') !== undefined && !known.has(type);
    const near = isEvent ? nearest(type, known) : undefined;
    if (near !== undefined && at !== undefined) {
      report.finding(
        unknownEvent,
        { source, range: placeOf(at.range) },
        `no event is called ${JSON.stringify(type)}; write ${JSON.stringify(near)}`,
      );
    }
    for (const each of innerOf(node)) look(each);
  };
  if (known.size > 0) for (const root of json.values) look(root);
}

function innerOf(node: JsonNode): readonly JsonNode[] {
  if (node.kind === 'object') return node.members.map(({ value }) => value);
  return node.kind === 'array' ? node.items : [];
}

function eventsIn(tree: SourceTree, node: JsonNode): readonly Illustrated[] {
  const schema = schemaOfEvent(tree, node);
  return [
    ...(schema === undefined ? [] : [{ root: node, schema, isEvent: true, isCredential: false }]),
    ...innerOf(node).flatMap((each) => eventsIn(tree, each)),
  ];
}

function isMisspelt(tree: SourceTree, { block }: ReadBlock, pointer: string): boolean {
  return !isProposal(block.source) && meantKey(tree, stepsOf(pointer).at(-1) ?? '') !== undefined;
}

function tellBreach(
  report: Report,
  { block: { source } }: ReadBlock,
  { placeOf }: JsonText,
  { root, breach, isPartial }: { readonly root: JsonNode; readonly breach: Breach; readonly isPartial: boolean },
): void {
  const { kind, pointer, message, schema, part } = breach;
  const { keyRange, value } = memberAt(root, pointer);
  if (kind === 'placeholder' || kind === 'ambiguous' || isPartial || value === undefined || hasElision(root, pointer)) return;
  const shownAt = part === 'key' && keyRange !== undefined ? keyRange : value.range;
  const range = placeOf(kind === 'missing-key' ? { start: shownAt.start, end: shownAt.start + 1 } : shownAt);
  report.finding(kind === 'missing-key' ? lacksKey : breaksSchema, { source, range }, pointer === '' ? message : `${pointer}: ${message}`, {
    related: [{ at: { ...schema, part: 'key' }, message: 'what the schema says' }],
  });
}

/** Whether a part or one around it is not as it is written: left out in part, or a placeholder. */
function hasElision(root: JsonNode, pointer: string): boolean {
  const steps = stepsOf(pointer);
  let at = '';
  for (const step of ['', ...steps]) {
    if (step !== '') at += `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const { value } = memberAt(root, at);
    if (value?.kind === 'elision') return true;
    if (at === pointer && (value?.kind === 'object' || value?.kind === 'array') && value.isPartial) return true;
  }
  return false;
}

/** The schema of a body that stands below the line of its request, or of its status. */
function schemaOfBody(tree: SourceTree, message: ShownMessage | undefined): Part | undefined {
  if (message?.request === undefined || !message.request.target.includes('/_matrix/')) return undefined;
  const { start, request } = message;
  const operations = operationsAt(knownOperations(tree), request).filter(({ method }) => method === request.method.toLowerCase());
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) return undefined;
  const bodies =
    start.kind === 'request' ? operation.bodies : (operation.responses.find(({ status }) => status === start.status)?.bodies ?? []);
  return bodies.find(({ mediaType }) => /\bjson\b/.test(mediaType))?.schema;
}
