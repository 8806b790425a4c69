import type { YamlStop } from '../yaml-nodes.ts';
import { blockFlaw } from './block-flaw.ts';
import type { Flaw } from './flaw.ts';
import { flowFlaw } from './flow-flaw.ts';
import { quoteFlaw } from './quote-flaw.ts';
import { tabFlaw } from './tab-flaw.ts';

/** What a mistake is: the place is not always where the parser noticed. */
export function flawOf(text: string, stop: YamlStop): Flaw {
  return tabFlaw(text, stop) ?? quoteFlaw(text, stop) ?? flowFlaw(text, stop) ?? blockFlaw(text, stop);
}
