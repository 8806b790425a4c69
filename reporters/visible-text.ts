const controls = /(?![\t\n])\p{Cc}/gu;

/** Text that came from a server, with control characters spelt out, so that it cannot steer a terminal. */
export function visible(text: string): string {
  return text.replaceAll(controls, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** The first `most` characters of a text, saying how many are left out. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} more characters)`;
}
