import type { RuleReport } from '../specs/schemas/report.ts';

/** The rules of each family, families in the order of their first rule. */
export function byFamily(rules: readonly RuleReport[]): ReadonlyMap<string, readonly RuleReport[]> {
  const families = new Map<string, RuleReport[]>();
  for (const rule of rules) families.set(rule.family, [...(families.get(rule.family) ?? []), rule]);
  return families;
}
