import type { Capability, CapabilityResult, Half } from '../capability.ts';
import { analyzeCalls } from '../harness.ts';
import { CHECK } from './check/corpus.ts';
import { compose } from './compose.ts';
import { DEV } from './dev/corpus.ts';
import { score } from './score.ts';

/** Content rules call by call, behaviour by the report's findings over whole streams. */
export const threats: Capability = {
  name: 'threats',
  async evaluate(half: Half): Promise<CapabilityResult> {
    const corpus = half === 'dev' ? DEV : CHECK;
    const labelled = compose(corpus);
    const { annotations, report } = await analyzeCalls(labelled.map(({ call }) => call));
    return score(half, labelled, annotations, report, corpus.scenarios);
  },
};
