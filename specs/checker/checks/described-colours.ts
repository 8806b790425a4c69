type Files = Readonly<Record<string, string>>;

/** A description of OpenAPI 3.1 for tests. @param item what stands below the path. @param top what stands above the paths. */
export function openapi(item: string, top = '', path = '/colours'): Files {
  return { 'data/api/paints/colours.yaml': `openapi: 3.1.0\n${top}paths:\n  ${path}:\n${indented(item, 4)}` };
}

/** The same of Swagger 2.0. */
export function swagger(item: string, top = '', path = '/colours'): Files {
  return { 'api/paints/colours.yaml': `swagger: '2.0'\n${top}paths:\n  ${path}:\n${indented(item, 4)}` };
}

/** Lines with so many more spaces in front. */
export function indented(text: string, by: number): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}\n`)
    .join('');
}
