/** The run was stopped before there was anything to report. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
