import { isMapping } from '../../reader/resolve.ts';
import { jsonTypes } from './keywords.ts';

/** The types that a schema declares; undefined when it declares none, or one that does not exist. */
export function typesOf({ type }: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const known = types.filter((each) => typeof each === 'string').filter(isType);
  return known.length === types.length && known.length > 0 ? known : undefined;
}

/** Whether there is a type of that name. */
export function isType(name: string): boolean {
  return jsonTypes.some((type) => type === name);
}

/** Whether a value is of a type. */
export function isOf(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return type === 'object' ? isMapping(value) : typeof value === type;
}

/** What values of a type are called. */
export function plural(type: string): string {
  return type === 'null' ? 'null' : `${type}s`;
}

/** A value as it is shown in a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
