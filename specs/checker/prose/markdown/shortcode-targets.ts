import type { SourceTree } from '../../sources/source-tree.ts';
import type { Shortcode } from './shortcodes.ts';

/** What a shortcode of the specification's site names. */
export interface ShortcodeTarget {
  /** The parameters that name it; the last one is where a slip is put right. */
  readonly parameters: readonly string[];
  /** What it is, for people: `the module`. */
  readonly what: string;
  /** The folder that it stands in. */
  readonly folder: string;
  /** Its path without what ends the name; for a group the beginning of its files' paths. */
  readonly path: string;
  readonly endings: readonly string[];
  readonly isGroup: boolean;
}

const dataEndings = ['.yaml', '.yml', '.json', '.toml'];
const eventSchemas = 'data/event-schemas/schema';

type Describe = (value: (parameter: string) => string | undefined) => ShortcodeTarget | undefined;

const targets: Readonly<Record<string, Describe>> = {
  'cs-module': (value) => {
    const key = value('filename') === undefined ? 'name' : 'filename';
    return file('the module', [key], 'content/client-server-api/modules', value(key), ['.md']);
  },
  'rver-fragment': (value) => file('the fragment', ['name'], 'content/rooms/fragments', value('name'), ['.md']),
  'http-api': (value) => {
    const spec = value('spec');
    return spec === undefined ? undefined : file('the API', ['spec', 'api'], `data/api/${spec}`, value('api'), dataEndings);
  },
  event: (value) => file('the event schema', ['event'], eventSchemas, value('event'), dataEndings),
  'event-fields': (value) =>
    file('the event schema', ['event_type'], `${eventSchemas}/core-event-schema`, value('event_type'), dataEndings),
  'event-group': (value) => {
    const target = file('a group of event schemas', ['group_name'], eventSchemas, value('group_name'), dataEndings);
    return target === undefined ? undefined : { ...target, isGroup: true };
  },
  definition: (value) => file('the definition', ['path'], 'data', value('path'), dataEndings),
  diagram: (value) => file('the diagram', ['name'], 'assets/diagrams', value('name'), ['.webp']),
};

/** The parameters that a shortcode cannot do without. */
export function neededParameters(shortcode: Shortcode): readonly string[] {
  switch (shortcode.name) {
    case 'cs-module':
      return 'name' in shortcode.parameters ? [] : ['filename'];
    case 'http-api':
      return ['spec', 'api'];
    case 'event':
      return ['event'];
    case 'event-fields':
      return ['event_type'];
    case 'event-group':
      return ['group_name'];
    case 'definition':
      return ['path'];
    case 'rver-fragment':
    case 'diagram':
      return ['name'];
    case 'added-in':
    case 'changed-in':
      return 'this' in shortcode.parameters ? [] : ['v'];
    default:
      return [];
  }
}

/** What a shortcode names; undefined when it names nothing, or lacks a parameter. */
export function targetOf({ name, parameters }: Shortcode): ShortcodeTarget | undefined {
  if (!Object.hasOwn(targets, name)) return undefined;
  return targets[name]?.((parameter) => (Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined));
}

const found = new WeakMap<SourceTree, Map<string, readonly string[]>>();

/** The paths of the files that a target stands for; empty when there are none. */
export function filesOf(tree: SourceTree, target: ShortcodeTarget): readonly string[] {
  let known = found.get(tree);
  if (known === undefined) found.set(tree, (known = new Map()));
  const key = target.isGroup ? `${target.path}*` : target.path;
  let files = known.get(key);
  if (files === undefined) known.set(key, (files = findFiles(tree, target)));
  return files;
}

function findFiles(tree: SourceTree, target: ShortcodeTarget): readonly string[] {
  if (!tree.hasFolder(target.folder)) return [];
  if (target.isGroup) {
    return tree
      .pathsBelow(target.folder)
      .filter((path) => path.startsWith(target.path) && !path.slice(target.folder.length + 1).includes('/'));
  }
  const paths = target.endings.map((ending) => target.path + ending);
  // Pictures are no sources: only their names are known.
  const there = target.endings.includes('.webp')
    ? paths.filter((path) => tree.pathsBelow(target.folder).includes(path))
    : paths.filter((path) => tree.file(path) !== undefined);
  return there.slice(0, 1);
}

function file(
  what: string,
  parameters: readonly string[],
  folder: string,
  name: string | undefined,
  endings: readonly string[],
): ShortcodeTarget | undefined {
  if (name === undefined || name === '' || name.includes('..')) return undefined;
  const bare = endings.find((ending) => name.endsWith(ending));
  const path = `${folder}/${bare === undefined ? name : name.slice(0, -bare.length)}`;
  return { parameters, what, folder, path, endings, isGroup: false };
}
