const known = new WeakMap<object, readonly string[]>();

/** The keys of a value, listed once however often they are asked for: there may be very many. */
export function keysOf(value: object): readonly string[] {
  let keys = known.get(value);
  if (keys === undefined) known.set(value, (keys = Object.keys(value)));
  return keys;
}
