import { errorInvariants } from './errors.ts';
import type { Invariant } from './invariant.ts';
import { rateLimitInvariants } from './rate-limits.ts';
import { uiaInvariants } from './uia.ts';

/** Every written rule that is watched. */
export const invariants: readonly Invariant[] = [...errorInvariants, ...uiaInvariants, ...rateLimitInvariants];
