// Says how many tests passed, failed and were skipped, as vitest's JSON results have it. Fails when any failed or none passed.
// Usage: node totals.mjs RESULTS STATUS     (STATUS: exit status of what came before)
import { readFileSync } from 'node:fs';

const [path, status] = process.argv.slice(2);

function totals() {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    console.error(`the tests have not run: ${error.message}`);
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const results = JSON.parse(text);
  // A file that cannot even be loaded has no tests that failed.
  const unloaded = results.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + unloaded.length,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

const { passed, failed, skipped } = totals();
if (status !== '0') console.error(`the run ended with status ${status}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
