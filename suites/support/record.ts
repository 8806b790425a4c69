import type { RecordedExchange } from '../../specs/schemas/report.ts';
import type { Exchange } from './exchange.ts';
import type { Secrets } from './secrets.ts';

/** Bodies are shown up to this many characters. */
const shown = 4000;

function cut(text: string): string {
  return text.length > shown ? `${text.slice(0, shown)}… (${text.length} characters)` : text;
}

/** Makes known what an exchange shows to be secret, so that it is masked in whatever is shown of any other. */
export function learn({ request, text }: Exchange, secrets: Secrets): void {
  if (request.body !== undefined) secrets.learn(request.body);
  secrets.learn(text);
}

/** An exchange as reports show it: masked, cut to size, with a `curl` line that sends it again. */
export function record(exchange: Exchange, secrets: Secrets): RecordedExchange {
  const { request } = exchange;
  learn(exchange, secrets);
  const url = secrets.hide(request.url);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, secrets.hide(value)]));
  const body = request.body === undefined ? undefined : cut(secrets.hide(request.body));
  return {
    request: { method: request.method, url, headers, ...(body === undefined ? {} : { body }) },
    response: {
      status: exchange.status,
      headers: Object.fromEntries(
        Object.entries(exchange.headers).map(([name, value]) => [
          name,
          name === 'set-cookie' ? secrets.hideCookies(value) : secrets.hide(value),
        ]),
      ),
      body: cut(secrets.hide(exchange.text)),
    },
    milliseconds: Math.round(exchange.milliseconds),
    curl: curl(request.method, url, headers, body),
  };
}

function curl(method: string, url: string, headers: Readonly<Record<string, string>>, body: string | undefined): string {
  return [
    'curl -i',
    `-X ${method}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${quoted(body)}`]),
    quoted(url),
  ].join(' ');
}

/** Single quotes for the shell, with the variables that stand for secrets left open to it. */
function quoted(text: string): string {
  const escaped = text.replaceAll("'", `'\\''`);
  return `'${escaped.replace(/\$[a-z_]+_\d+/g, (name) => `'"${name}"'`)}'`;
}
