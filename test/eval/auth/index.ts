import type { Capability, CapabilityResult, Half } from '../capability.ts';
import { analyzeCalls } from '../harness.ts';
import { WINDOW_DAYS } from './auth-case.ts';
import { CHECK_AGENTS, CHECK_CASES } from './check/cases.ts';
import { DEV_AGENTS, DEV_CASES } from './dev/cases.ts';
import { score } from './score.ts';
import { callsOf } from './traffic.ts';

const DAY_MS = 86_400_000;

/** State and schemes of authentication, endpoint by endpoint; what was before the assessment window has decayed. */
export const auth: Capability = {
  name: 'auth',
  async evaluate(half: Half): Promise<CapabilityResult> {
    const [cases, agents, seed] =
      half === 'dev' ? [DEV_CASES, DEV_AGENTS, 311] : [CHECK_CASES, CHECK_AGENTS, 977];
    const { report } = await analyzeCalls(callsOf(cases, seed, agents), {
      annotate: false,
      windowMs: WINDOW_DAYS * DAY_MS,
    });
    return score(half, cases, report);
  },
};
