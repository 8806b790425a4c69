import type { Range } from '../../yaml/lines.ts';

/** A request or a response as it is shown in prose. Ranges are indices into the text. */
export interface HttpMessage {
  readonly start: RequestLine | StatusLine;
  readonly headers: readonly HttpHeader[];
  /** Undefined when nothing follows the headers. */
  readonly body: Range | undefined;
}

export interface RequestLine {
  readonly kind: 'request';
  readonly method: string;
  readonly methodRange: Range;
  /** With its query, as written. */
  readonly target: string;
  readonly targetRange: Range;
}

export interface StatusLine {
  readonly kind: 'response';
  readonly status: string;
  readonly reason: string;
  readonly range: Range;
}

interface HttpHeader {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

const requestLine = /^((?:=>\s*)?)(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH)([ \t]+)(\S+)([ \t]+HTTP\/[\d.]+)?[ \t]*\r?$/;
const statusLine = /^((?:<=\s*)?HTTP\/[\d.]+[ \t]+)(\d+)(?:[ \t]+(.*?))?[ \t]*\r?$/;
const headerLine = /^([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*\r?$/;
/** `Content:` above a body. */
const labelLine = /^\s*[A-Z][\w ]{0,30}:[ \t]*\r?\n/;

/** The messages of a text whose first line begins one; none for any other text. */
export function httpMessages(text: string): readonly HttpMessage[] {
  const first = text.slice(text.search(/\S|$/), text.search(/\S|$/) + 200).split('\n', 1)[0] ?? '';
  if (!requestLine.test(first) && !statusLine.test(first)) return [];
  const messages: HttpMessage[] = [];
  let at = 0;
  let current: { start: RequestLine | StatusLine; headers: HttpHeader[]; bodyFrom: number | undefined } | undefined;
  const finish = (end: number): void => {
    if (current === undefined) return;
    const { start, headers, bodyFrom } = current;
    const whole = bodyFrom === undefined ? '' : text.slice(bodyFrom, end);
    const label = labelLine.exec(whole)?.[0].length ?? 0;
    const body = bodyFrom === undefined || whole.slice(label).trim() === '' ? undefined : { start: bodyFrom + label, end };
    messages.push({ start, headers, body });
  };
  for (const line of text.split('\n')) {
    const start = startLine(line, at);
    if (start !== undefined) {
      finish(at);
      current = { start, headers: [], bodyFrom: undefined };
    } else if (current !== undefined && current.bodyFrom === undefined) {
      const header = headerLine.exec(line);
      if (header?.[1] !== undefined) {
        current.headers.push({ name: header[1], value: header[2] ?? '', range: { start: at, end: at + line.trimEnd().length } });
      } else if (!/^[ \t]+\S/.test(line) || current.headers.length === 0) current.bodyFrom = at;
    }
    at += line.length + 1;
  }
  finish(text.length);
  return messages;
}

function startLine(line: string, at: number): RequestLine | StatusLine | undefined {
  if (line.length > 2000) return undefined;
  const request = requestLine.exec(line);
  if (request !== null) {
    const [, prefix = '', method = '', gap = '', target = ''] = request;
    const methodStart = at + prefix.length;
    const targetStart = methodStart + method.length + gap.length;
    return {
      kind: 'request',
      method,
      methodRange: { start: methodStart, end: methodStart + method.length },
      target,
      targetRange: { start: targetStart, end: targetStart + target.length },
    };
  }
  const response = statusLine.exec(line);
  if (response === null) return undefined;
  const [, prefix = '', status = '', reason = ''] = response;
  const start = at + prefix.length;
  return { kind: 'response', status, reason, range: { start, end: start + status.length } };
}
