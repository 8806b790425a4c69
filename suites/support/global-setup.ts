import type { TestProject } from 'vitest/node';
import { parseTarget } from '../../fixtures/targets/parse-target.ts';
import { editionOf, editions } from '../../specs/reader/edition.ts';
import { loadCatalogue } from '../../specs/reader/load-catalogue.ts';
import { prepareSession } from './prepare-session.ts';

/** Milliseconds that one rule may take under vitest alone. */
const timeout = 20_000;

/**
 * Opens the server for suites that are run with vitest alone: the mock homeserver, or `MATRIX_CONFORMANCE_TARGET`.
 * `MATRIX_CONFORMANCE_SPEC` sets the edition.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const spec = project.config.env['MATRIX_CONFORMANCE_SPEC'] ?? '';
  const edition = spec === '' ? undefined : editionOf(spec);
  if (spec !== '' && edition === undefined) throw new Error(`MATRIX_CONFORMANCE_SPEC=${spec} is no edition; known: ${editions.join(', ')}`);
  const progress = (): void => {};
  const { signal } = new AbortController();
  const target = await parseTarget(process.env['MATRIX_CONFORMANCE_TARGET'] ?? 'mock', { allowRemote: false }).open({
    ...(edition === undefined ? {} : { edition }),
    readyTimeout: 60_000,
    answerTimeout: timeout,
    signal,
    progress,
  });
  try {
    const session = await prepareSession({
      target,
      ...(edition === undefined ? {} : { edition }),
      select: (chosen) => loadCatalogue(chosen).rules.map(({ id }) => id),
      required: [],
      timeout,
      signal,
      progress,
    });
    project.provide('session', session);
    project.provide('judging', 'vitest');
  } catch (cause) {
    await target.close();
    throw cause;
  }
  return () => target.close();
}
