const placeholders = [/<[^<>]*>/, /\$\{[^{}]*\}/, /^\$[a-z]+(_[a-z]+)*$/i, /\{[^{}]*\}/, /\.\.\.|…/, /^%[A-Z_]+%$/];

/** Whether a text has a part that stands for something else: `<user_id or localpart>`, `{name}`, `$name`, `...`. */
export function hasPlaceholder(text: unknown): boolean {
  return typeof text === 'string' && placeholders.some((placeholder) => placeholder.test(text));
}

/** Whether a value is nothing but a placeholder, which may stand for anything: `<content of the event>`. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && /^\s*(<[^<>]*>|\{[^{}]*\}|\.\.\.|…)\s*$/.test(value);
}
