import type { Position } from '../schemas/report.ts';

/** A mistake in `specs/api` or `specs/text`. Its message begins with the place, `specs/text/login.rst:12: `. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly position: Position;

  constructor(position: Position, message: string, options?: ErrorOptions) {
    super(`${position.file}:${position.line}: ${message}`, options);
    this.position = position;
  }
}
