import { readFileSync } from 'node:fs';
import { packageRoot } from '../specs/reader/package-root.ts';

const manifest: Record<string, unknown> = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8'));

/** Name and version of this program, as reports give them. */
export const suite = { name: 'matrix-conformance', version: String(manifest['version']) } as const;
