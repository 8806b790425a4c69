import type { Slip } from '../slip.ts';
import { descriptionSlips } from './descriptions.ts';
import { exampleSlips } from './examples.ts';
import { jsonSlips } from './json.ts';
import { proseSlips } from './prose.ts';

/** Every slip that is tried. Adding one is an entry of one of these lists. */
export const slips: readonly Slip[] = [...jsonSlips, ...exampleSlips, ...descriptionSlips, ...proseSlips];
