/**
 * The bracket that nobody closed, as far as the layout tells: a line that is not indented deeper than the line with the bracket, and does
 * not close it, is outside of it. The innermost that is open at the end, otherwise.
 */
export function unclosedBracket(text: string, start: number, end: number): number | undefined {
  const tokens = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[[\]{}]|\n[ \t]*|#[^\n]*/g;
  const open: { readonly at: number; readonly indent: number }[] = [];
  let indent = /[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start) + 1, start))?.[0].length ?? 0;
  tokens.lastIndex = start;
  for (let token = tokens.exec(text); token !== null && token.index < end; token = tokens.exec(text)) {
    const [found] = token;
    if (found.startsWith('\n')) {
      indent = found.length - 1;
      const next = text[tokens.lastIndex] ?? '';
      const last = open.at(-1);
      if (open.length < 2 || last === undefined || /[\r\n#]/.test(next)) continue;
      const isCloser = next === ']' || next === '}';
      // A bracket that closes an outer one, by its indentation, leaves this one open.
      const isOuter = indent < last.indent && open.some((outer) => outer.indent === indent);
      if (isCloser ? isOuter : indent <= last.indent) return last.at;
    } else if (found === '[' || found === '{') open.push({ at: token.index, indent });
    else if (found === ']' || found === '}') open.pop();
  }
  return open.at(-1)?.at;
}
