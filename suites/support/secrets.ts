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
const escape = /\\u([0-9a-fA-F]{4})/g;
const cookie = /(^|, ?|; ?)((?!expires|max-age|domain|path|samesite)[^=;,\s]+)=([^;,]*)/gi;
const bearer = /(Bearer )([^\s'"]+)/gi;

/** Takes secrets out of whatever is shown. The same secret is always shown as the same shell variable, so that it can be followed. */
export interface Secrets {
  /** Masks `value` wherever it occurs from now on, as `$<kind>_<n>`. */
  add(kind: string, value: string): void;
  /** Masks from now on what a text shows by its keys to be secret, at any depth below them. */
  learn(text: string): void;
  /** The text with every secret in it replaced; those that it shows by their keys are learnt first. */
  hide(text: string): string;
  /** The value of a `Set-Cookie` header, without those of its cookies. */
  hideCookies(header: string): string;
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
  const hideKnown = (text: string): string => {
    const longestFirst = [...names].filter(([value]) => value.length >= shortest).toSorted(([a], [b]) => b.length - a.length);
    return longestFirst.reduce((hidden, [value, name]) => hidden.replaceAll(value, name), text);
  };
  return {
    add(kind, value) {
      if (value.length >= shortest) nameOf(kind, value);
    },
    learn(text) {
      if (!/^\s*[[{]/.test(text)) return;
      try {
        for (const { key, value } of secretsIn(JSON.parse(text))) if (!isName(value)) this.add(key, value);
      } catch {
        // What is no JSON is looked at when it is shown.
      }
    },
    hideCookies: (header) =>
      hideKnown(
        header.replace(
          cookie,
          (_, before: string, name: string, value: string) => `${before}${name}=${value === '' ? '' : nameOf('cookie', value)}`,
        ),
      ),
    hide(text) {
      this.learn(text);
      const hidden = text
        .replace(escape, (whole, code: string) => unescaped(whole, code))
        .replace(member, (whole, key: string, colon: string, value: string, end: string) =>
          secretKeys.has(key) && value !== '' && !isName(value) ? `"${key}"${colon}"${nameOf(key, value)}${end}` : whole,
        )
        .replace(queryParameter, (whole, mark: string, key: string, value: string) =>
          secretKeys.has(key) && value !== '' && !isName(value) ? `${mark}${key}=${nameOf(key, decoded(value))}` : whole,
        )
        .replace(bearer, (whole, scheme: string, value: string) => (isName(value) ? whole : `${scheme}${nameOf('access_token', value)}`));
      return hideKnown(hidden);
    },
  };
}

/** Every string below a key whose values are secrets, however deep. */
function secretsIn(json: unknown, above?: string): readonly { readonly key: string; readonly value: string }[] {
  if (typeof json === 'string') return above === undefined ? [] : [{ key: above, value: json }];
  if (typeof json !== 'object' || json === null) return [];
  if (Array.isArray(json)) return json.flatMap((item) => secretsIn(item, above));
  return Object.entries(json).flatMap(([key, value]) => secretsIn(value, above ?? (secretKeys.has(key) ? key : undefined)));
}

/** A character that JSON may write as it is; others stay escaped. */
function unescaped(whole: string, code: string): string {
  const character = String.fromCharCode(Number.parseInt(code, 16));
  return /^[ !#-[\]-~]$/.test(character) ? character : whole;
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
