/** A value as JSON, with every control character escaped: those that JSON lets through could steer a terminal. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2).replaceAll(
    /[\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}
