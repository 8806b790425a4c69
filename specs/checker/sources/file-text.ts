import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import type { FileProblem } from './source-file.ts';

/** What a file holds, as far as it is a text. */
export interface FileText {
  readonly text: string;
  readonly problem?: FileProblem;
}

/** Bytes that a source may have: a hundred times what the largest one has. */
const mostBytes = 10_000_000;

/** Reads a file as UTF-8. Never throws: why it is no text is in its problem. */
export function fileText(path: string): FileText {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) return { text: '', problem: tooLarge(size) };
    return decoded(readFileSync(path));
  } catch (cause) {
    return { text: '', problem: { kind: 'unreadable', message: `this file cannot be read: ${reasonOf(cause)}` } };
  }
}

/** Why the system would not do something, in words. */
export function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'for no known reason';
  return reasons[code] ?? code;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ENOENT: 'it is not there any more',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EIO: 'the disk fails',
};

function tooLarge(size: number): FileProblem {
  const megabytes = Math.round(size / 100_000) / 10;
  return { kind: 'too-large', message: `this file has ${megabytes} MB; sources have ${mostBytes / 1_000_000} at most` };
}

function decoded(bytes: Buffer): FileText {
  if (bytes.includes(0)) return { text: '', problem: { kind: 'binary', message: 'this file is no text: it has NUL bytes' } };
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return { text };
  const start = text.indexOf('\uFFFD');
  return {
    text,
    problem: { kind: 'invalid-utf8', message: 'these bytes are no UTF-8; save the file as UTF-8', range: { start, end: start + 1 } },
  };
}
