import { json } from './json.ts';
import { junit } from './junit.ts';
import type { ReportFormat } from './report-format.ts';

/** Every format that `--report` takes. */
export const formats: readonly ReportFormat[] = [json, junit];
