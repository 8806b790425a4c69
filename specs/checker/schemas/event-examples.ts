import { posix } from 'node:path';
import { newestEdition } from '../../reader/edition.ts';
import { isMapping } from '../../reader/resolve.ts';
import type { Report } from '../check.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { isSound } from '../sources/is-whole.ts';
import { describedParts } from './described-parts.ts';
import type { ExampleUse } from './judge-examples.ts';
import { exampleValue } from './example-value.ts';

/** The examples of events that are files of their own, each with the schema of its event, which has the same name. */
export function eventExamples(tree: SourceTree, report: Report): readonly ExampleUse[] {
  const pieces = referredFiles(tree);
  return tree.files.flatMap((source): readonly ExampleUse[] => {
    if (source.kind !== 'event-example' || source.yaml === undefined || !isSound(source)) return [];
    const example: Part = { source, pointer: '', value: source.yaml.value };
    const own = eventSchema(tree, source.path);
    if (own !== undefined && !isSound(own.source)) {
      report.unjudged(example, `the schema of this event, ${own.source.path}, does not parse`);
      return [];
    }
    // Parts that events are put together from are looked at in the events.
    if (own === undefined && pieces.has(source)) return [];
    if (own === undefined) report.unjudged(example, 'no schema has the name of this event; it is only looked at as an event in general');
    const schema = own ?? baseSchema(tree, example);
    return [{ example, schema, isParameter: false, mayBeJson: false, edition: newestEdition }];
  });
}

function referredFiles(tree: SourceTree): ReadonlySet<SourceFile> {
  return new Set(describedParts(tree).references.flatMap(({ target }) => (target?.found === true ? [target.source] : [])));
}

const extensions = ['', '.yaml', '.json', '.yml'];

/** `examples/m.room.message$m.text.yaml` and `examples/m.room.member#invited` illustrate what `schema/` has under that name, or its first part. */
function eventSchema(tree: SourceTree, path: string): Part | undefined {
  const folder = schemaFolder(path);
  const name = posix.basename(path).replace(/\.(ya?ml|json)$/, '');
  const cut = name.search(/[#$]/);
  const names = cut > 0 ? [name, name.slice(0, cut)] : [name];
  return names.flatMap((each) => extensions.map((extension) => rootOf(tree, posix.join(folder, `${each}${extension}`)))).find(isThere);
}

function schemaFolder(path: string): string {
  const folder = posix.dirname(path);
  return /(^|\/)examples(\/|$)/.test(folder) ? folder.replace(/(^|\/)examples(\/|$)/, '$1schema$2') : 'event-schemas/schema';
}

function isThere(part: Part | undefined): part is Part {
  return part !== undefined;
}

/** The schema that all events of its sort have in common: state, events in rooms, others. */
function baseSchema(tree: SourceTree, example: Part): Part | undefined {
  const followed = exampleValue(tree, example);
  const value = followed.found ? followed.example.value : undefined;
  if (!isMapping(value)) return undefined;
  const sort = 'state_key' in value ? 'state_event' : 'event_id' in value || 'room_id' in value ? 'room_event' : 'event';
  const folder = posix.join(schemaFolder(example.source.path), 'core-event-schema');
  const found = extensions.map((extension) => rootOf(tree, posix.join(folder, `${sort}${extension}`))).find(isThere);
  return found !== undefined && isSound(found.source) ? found : undefined;
}

function rootOf(tree: SourceTree, path: string): Part | undefined {
  const source = tree.file(path);
  return source?.yaml === undefined ? undefined : { source, pointer: '', value: source.yaml.value };
}
