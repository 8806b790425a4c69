import type { FindingsFormat } from './format.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every format that `check-specs --format` takes. */
export const findingsFormats: readonly FindingsFormat[] = [text, json, sarif, github, junit, markdown];
