import { isMapping } from '../../reader/resolve.ts';
import { nearest } from '../nearest.ts';
import type { Role } from './grammar.ts';
import { describedKeys, schemaKeywords } from './keywords.ts';

const schemaKeys = [...schemaKeywords.keys()];

/** Whether a part has a key that means nothing there and is nearly another one: what that one would say is not missing, but misspelt. */
export function hasMisspelt(value: unknown, key: string, role: Role): boolean {
  if (!isMapping(value) || Object.hasOwn(value, key)) return false;
  const known = role === 'schema' ? schemaKeys : (describedKeys.get(role) ?? []);
  return Object.keys(value).some((each) => !each.startsWith('x-') && !known.includes(each) && nearest(each, known) === key);
}
