/** What can be chosen: for each thing its choices, at least one. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** One choice for each thing. */
export type Mixture = Readonly<Record<string, string>>;

/**
 * Few mixtures in which any two choices of different things occur together at least once: mistakes that need more than two choices
 * to show are rare. The same choices give the same mixtures.
 */
export function pairwise(choices: Choices): readonly Mixture[] {
  const open = new Map<string, Mixture>();
  const things = Object.entries(choices);
  for (const [at, [one, possible]] of things.entries()) {
    for (const [other, others] of things.slice(at + 1)) {
      for (const choice of possible)
        for (const another of others) open.set(nameOf(one, choice, other, another), { [one]: choice, [other]: another });
    }
  }
  const mixtures: Mixture[] = [];
  for (let [missing] = open.values(); missing !== undefined; [missing] = open.values()) {
    const mixture = completed(missing, choices, open);
    for (const pair of pairsIn(mixture)) open.delete(pair);
    mixtures.push(mixture);
  }
  return mixtures;
}

/** Adds to a pair that is still missing, thing by thing, what brings most others. */
function completed(missing: Mixture, choices: Choices, open: ReadonlyMap<string, Mixture>): Mixture {
  const mixture: Record<string, string> = { ...missing };
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
  return chosen.flatMap(([one, choice], at) => chosen.slice(at + 1).map(([other, another]) => nameOf(one, choice, other, another)));
}

/** The same for a pair in either order. */
function nameOf(one: string, choice: string, other: string, another: string): string {
  const sides = [JSON.stringify([one, choice]), JSON.stringify([other, another])];
  return sides.toSorted().join();
}
