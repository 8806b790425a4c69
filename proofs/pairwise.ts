/** What can be chosen: for each thing its choices, at least one. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** One choice for each thing. */
export type Mixture = Readonly<Record<string, string>>;

/**
 * Few mixtures in which any two choices of different things occur together at least once: mistakes that need more than two choices
 * to show are rare. The same choices give the same mixtures.
 */
export function pairwise(choices: Choices): readonly Mixture[] {
  const names = Object.keys(choices);
  const open = new Set(
    names.flatMap((one, at) => names.slice(at + 1).flatMap((other) => pairsOf(one, choices[one] ?? [], other, choices[other] ?? []))),
  );
  const mixtures: Mixture[] = [];
  while (open.size > 0) {
    const mixture = nextMixture(choices, open);
    for (const pair of pairsIn(mixture)) open.delete(pair);
    mixtures.push(mixture);
  }
  return mixtures;
}

/** Begins with the first pair that is still missing, and adds to it, thing by thing, what brings most others. */
function nextMixture(choices: Choices, open: ReadonlySet<string>): Mixture {
  const [first = ''] = open;
  const mixture: Record<string, string> = Object.fromEntries(first.split(' + ').map((part) => part.split('=', 2)));
  for (const [name, possible] of Object.entries(choices)) {
    if (name in mixture) continue;
    const gains = possible.map(
      (choice) => [choice, pairsIn({ ...mixture, [name]: choice }).filter((pair) => open.has(pair)).length] as const,
    );
    const [best] = gains.toSorted(([, one], [, other]) => other - one);
    if (best !== undefined) mixture[name] = best[0];
  }
  return mixture;
}

function pairsIn(mixture: Mixture): readonly string[] {
  const chosen = Object.entries(mixture);
  return chosen.flatMap(([one, choice], at) => chosen.slice(at + 1).map(([other, another]) => pair(one, choice, other, another)));
}

function pairsOf(one: string, choices: readonly string[], other: string, others: readonly string[]): readonly string[] {
  return choices.flatMap((choice) => others.map((another) => pair(one, choice, other, another)));
}

function pair(one: string, choice: string, other: string, another: string): string {
  const sides = [`${one}=${choice}`, `${other}=${another}`];
  return sides.toSorted().join(' + ');
}
