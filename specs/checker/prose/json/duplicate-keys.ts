import { hasPlaceholder } from '../../schemas/placeholder.ts';
import type { JsonCursor } from './json-cursor.ts';
import type { JsonMember } from './json-node.ts';

/** Tells of keys that an object has twice. */
export function tellDuplicates(cursor: JsonCursor, members: readonly JsonMember[]): void {
  const firsts = new Map<string, JsonMember>();
  for (const [index, member] of members.entries()) {
    if (member.key === undefined || hasPlaceholder(member.key)) continue;
    const first = firsts.get(member.key);
    if (first === undefined) firsts.set(member.key, member);
    else {
      const before = members[index - 1]?.value.range.end ?? 0;
      if (/\b(or|either|alternatively)\b/i.test(cursor.text.slice(before, member.keyRange.start))) continue;
      cursor.tell('duplicate-key', member.keyRange, `the key ${JSON.stringify(member.key)} stands here twice; delete one of the two`, {
        related: { range: first.keyRange, message: 'the first one' },
      });
    }
  }
}
