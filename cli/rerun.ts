/** How a run was called, as far as it bears on judging one rule again. */
export interface Invocation {
  /** How the user calls this program. */
  readonly program: string;
  /** Option names with their values; `true` stands for an option that takes none. */
  readonly options: Readonly<Record<string, string | true | undefined>>;
}

/** The command that puts just these rules to the test again. */
export function rerunCommand({ program, options }: Invocation, rules: readonly string[]): string {
  const given = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return value === true ? [`--${name}`] : [`--${name}`, quoted(value)];
  });
  return [program, 'run', ...given, ...rules.flatMap((rule) => ['--rule', rule])].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
