import { pointerInto } from './pointer.ts';

/** More parts than any text for people has, and few enough to be walked. */
const most = 100_000;

/**
 * The innermost part that aliases make larger than anything that can be walked, or that holds itself.
 * @param length of the text that the value was read from: without aliases a text has fewer parts than characters.
 */
export function refusedAliases(value: unknown, length: number): { readonly pointer: string; readonly endless: boolean } | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  let refused: { pointer: string; endless: boolean } | undefined;
  const sizeOf = (part: unknown, pointer: string): number => {
    if (typeof part !== 'object' || part === null) return 1;
    if (open.has(part)) {
      refused ??= { pointer, endless: true };
      return 1;
    }
    const known = sizes.get(part);
    if (known !== undefined) return known;
    open.add(part);
    let size = 1;
    for (const [key, inner] of Object.entries(part)) size += sizeOf(inner, pointerInto(pointer, key));
    open.delete(part);
    sizes.set(part, size);
    if (size > most && size > length) refused ??= { pointer, endless: false };
    return size;
  };
  sizeOf(value, '');
  return refused;
}
