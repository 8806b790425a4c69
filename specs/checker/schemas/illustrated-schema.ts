import { posix } from 'node:path';
import type { JsonNode } from '../prose/json/json-node.ts';
import { memberOf, textOf } from '../prose/json/json-node.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { isSound } from '../sources/is-whole.ts';

const folders = ['data/event-schemas/schema', 'event-schemas/schema', 'schema'];
const extensions = ['', '.yaml', '.json', '.yml'];

/** The types of the events that have a schema. */
export function eventTypes(tree: SourceTree): ReadonlySet<string> {
  let known = typesOfTrees.get(tree);
  if (known === undefined) {
    const names = folders.flatMap((folder) => tree.pathsBelow(folder)).map((path) => posix.basename(path));
    typesOfTrees.set(tree, (known = new Set(names.map((name) => name.replace(/\.(?:ya?ml|json)$/, '').replace(/[$#].*$/, '')))));
  }
  return known;
}

const typesOfTrees = new WeakMap<SourceTree, ReadonlySet<string>>();

/**
 * The schema of what user-interactive authentication exchanges: of the answer that lists its flows, or of the data that a client sends
 * under `auth`; undefined when a text shows neither, or the tree has no schema of it.
 */
export function schemaOfAuthentication(tree: SourceTree, node: JsonNode, isSent: boolean): Part | undefined {
  if (node.kind !== 'object') return undefined;
  const isAnswer =
    !isSent && memberOf(node, 'flows') !== undefined && ['session', 'params', 'completed'].some((key) => memberOf(node, key) !== undefined);
  if (!isSent && !isAnswer) return undefined;
  for (const folder of ['data/api', 'api']) {
    const source = tree.file(`${folder}/client-server/definitions/${isSent ? 'auth_data' : 'auth_response'}.yaml`);
    if (source?.yaml !== undefined && isSound(source)) return { source, pointer: '', value: source.yaml.value };
  }
  return undefined;
}

/** The schema of the event that a text shows, by its type and that of its message; undefined when it shows none, or there is no schema. */
export function schemaOfEvent(tree: SourceTree, node: JsonNode | undefined): Part | undefined {
  const content = memberOf(node, 'content');
  const type = textOf(node, 'type');
  if (content === undefined || type === undefined || !/^m\.[\w.]+$/.test(type)) return undefined;
  const messageType = textOf(content, 'msgtype');
  const names =
    messageType === undefined || !/^m\.[\w.]+$/.test(messageType) ? [type] : [`${type}$${messageType}`, `${type}#${messageType}`, type];
  for (const name of names) {
    for (const folder of folders) {
      for (const extension of extensions) {
        const source = tree.file(`${folder}/${name}${extension}`);
        if (source?.yaml !== undefined) return isSound(source) ? { source, pointer: '', value: source.yaml.value } : undefined;
      }
    }
  }
  return undefined;
}
