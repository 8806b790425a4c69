import { access } from 'node:fs/promises';
import { readTargetFile } from '../fixtures/targets/target-file.ts';
import type { TargetFile } from '../fixtures/targets/target-file.ts';

/** Name of the target file that is read without being asked for. */
const customary = 'matrix-conformance.yaml';

/**
 * The target file's content: of the given path, or of `./matrix-conformance.yaml` when there is one.
 * @throws TargetMisconfigured when the file cannot be read or breaks its schema.
 */
export async function readTargets(path: string | undefined): Promise<{ configuration?: TargetFile; configurationPath?: string }> {
  if (path === undefined && !(await exists(customary))) return {};
  const configurationPath = path ?? customary;
  return { configuration: await readTargetFile(configurationPath), configurationPath };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
