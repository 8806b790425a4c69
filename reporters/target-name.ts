/** What a target is called, with its URL unless that is its name. */
export function nameOf({ id, url }: { readonly id: string; readonly url: string }): string {
  return id === url || id === `${url}/` ? url : `${id} at ${url}`;
}
