import picocolors from 'picocolors';
import type { Verdict } from '../specs/schemas/report.ts';

/** Functions that colour text, or leave it alone. */
export type Colours = ReturnType<typeof picocolors.createColors>;

/** Colours for an output: on a terminal, unless `NO_COLOR` is set; elsewhere only with `FORCE_COLOR`. */
export function coloursFor(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): Colours {
  const { NO_COLOR: off = '', FORCE_COLOR: on = '' } = environment;
  return picocolors.createColors(off === '' && ((isTerminal && environment['TERM'] !== 'dumb') || (on !== '' && on !== '0')));
}

/** A text in the colour of a verdict. */
export function inColourOf(verdict: Verdict, text: string, colours: Colours): string {
  switch (verdict) {
    case 'passed':
      return colours.green(text);
    case 'failed':
      return colours.red(text);
    case 'broken':
      return colours.magenta(text);
    case 'warned':
    case 'inconclusive':
      return colours.yellow(text);
    case 'expected':
    case 'unsupported':
      return colours.dim(text);
  }
}
