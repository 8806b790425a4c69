import type { JsonNode } from '../prose/json/json-node.ts';
import { memberOf, textOf } from '../prose/json/json-node.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { isSound } from '../sources/is-whole.ts';

const folders = ['data/event-schemas/schema', 'event-schemas/schema', 'schema'];
const extensions = ['', '.yaml', '.json', '.yml'];

/** The schema of the event that a text shows, by its type and that of its message; undefined when it shows none, or there is no schema. */
export function schemaOfEvent(tree: SourceTree, node: JsonNode | undefined): Part | undefined {
  const content = memberOf(node, 'content');
  const type = textOf(node, 'type');
  if (content?.kind !== 'object' || type === undefined || !/^m\.[\w.]+$/.test(type)) return undefined;
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
