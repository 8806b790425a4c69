import { readdirSync } from 'node:fs';

/**
 * Reads every suite file, as one file of vitest's: the command line runs it so that rules of different families go on at the same
 * time. Where each suite is a file of its own, as in a checkout, vitest ends one before it begins the next.
 */
const folder = new URL('./', import.meta.url);
const suites = readdirSync(folder).filter((name) => /\.test\.[jt]s$/.test(name));
for (const name of suites.toSorted()) await import(new URL(name, folder).href);
