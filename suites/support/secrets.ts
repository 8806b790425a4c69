/** Keys of JSON bodies and query strings whose values are secrets wherever they stand. */
const secretKeys = new Set([
  'access_token',
  'refresh_token',
  'password',
  'new_password',
  'token',
  'mac',
  'nonce',
  'client_secret',
  'login_token',
  'session',
]);

/** Values shorter than this are masked where their key shows them to be secrets, not wherever the characters occur. */
const shortest = 6;

/** A member of a JSON object whose value is a string; the text may have been cut short in the middle of it. */
const member = /"([a-z_]+)"(\s*:\s*)"((?:[^"\\…]|\\.)*)("|…|$)/g;
const queryParameter = /([?&])([a-z_]+)=([^&\s'"]*)/g;
const bearer = /(Bearer )([^\s'"]+)/gi;

/** Takes secrets out of whatever is shown. The same secret is always shown as the same shell variable, so that it can be followed. */
export interface Secrets {
  /** Masks `value` wherever it occurs from now on, as `$<kind>_<n>`. */
  add(kind: string, value: string): void;
  /** The text with every secret in it replaced; those that it shows by their keys are learnt first. */
  hide(text: string): string;
}

export function createSecrets(): Secrets {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (kind: string, value: string): string => {
    const known = names.get(value);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = `$${kind}_${count}`;
    names.set(value, name);
    return name;
  };
  return {
    add(kind, value) {
      if (value.length >= shortest) nameOf(kind, value);
    },
    hide(text) {
      let hidden = text
        .replace(member, (whole, key: string, colon: string, value: string, end: string) =>
          secretKeys.has(key) && value !== '' && !isName(value) ? `"${key}"${colon}"${nameOf(key, value)}${end}` : whole,
        )
        .replace(queryParameter, (whole, mark: string, key: string, value: string) =>
          secretKeys.has(key) && value !== '' && !isName(value) ? `${mark}${key}=${nameOf(key, decoded(value))}` : whole,
        )
        .replace(bearer, (whole, scheme: string, value: string) => (isName(value) ? whole : `${scheme}${nameOf('access_token', value)}`));
      const longestFirst = [...names].filter(([value]) => value.length >= shortest).toSorted(([a], [b]) => b.length - a.length);
      for (const [value, name] of longestFirst) hidden = hidden.replaceAll(value, name);
      return hidden;
    },
  };
}

function isName(value: string): boolean {
  return /^\$[a-z_]+_\d+$/.test(value);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
