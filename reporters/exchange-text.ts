import type { RecordedExchange } from '../specs/schemas/report.ts';
import { shortened, visible } from './visible-text.ts';

const headersThatMatter = ['authorization', 'content-type', 'retry-after', 'location', 'www-authenticate', 'allow'];
const mostOfBody = 2_000;

/** A request and its response in a few lines: start lines, the headers that matter, bodies. Nothing in it can steer a terminal. */
export function exchangeText({ request, response, milliseconds }: RecordedExchange): string {
  const asked = [`> ${request.method} ${request.url}`, ...headerLines('>', request.headers), ...bodyLines('>', request.body)];
  const answered =
    response === undefined
      ? [`< no whole answer within ${Math.round(milliseconds)} ms`]
      : [`< ${response.status} (${Math.round(milliseconds)} ms)`, ...headerLines('<', response.headers), ...bodyLines('<', response.body)];
  return [...asked, ...answered].map(visible).join('\n');
}

function headerLines(mark: string, headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => headersThatMatter.includes(name.toLowerCase()))
    .map(([name, value]) => `${mark} ${name}: ${value}`);
}

function bodyLines(mark: string, body: string | undefined): readonly string[] {
  if (body === undefined || body === '') return [];
  return shortened(body, mostOfBody)
    .split('\n')
    .map((line) => `${mark} ${line}`);
}
