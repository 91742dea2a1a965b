import type { Capability, CapabilityResult, Half } from '../capability.ts';
import { analyzeCalls } from '../harness.ts';
import { CHECK } from './check/corpus.ts';
import { compose } from './compose.ts';
import { DEV } from './dev/corpus.ts';
import { EVERYDAY_FIT, EVERYDAY_HELD } from './everyday/corpora.ts';
import { OPENED } from './opened/corpus.ts';
import { score } from './score.ts';

/**
 * Content rules call by call, behaviour by the report's findings over whole streams. `opened` was the check half until
 * its mistakes were looked at; since then it belongs to development.
 */
export const threats: Capability = {
  name: 'threats',
  async evaluate(half: Half): Promise<CapabilityResult> {
    const corpora = half === 'dev' ? [DEV, OPENED, EVERYDAY_FIT, EVERYDAY_HELD] : [CHECK];
    const labelled = corpora.flatMap(compose);
    const { annotations, report } = await analyzeCalls(labelled.map(({ call }) => call));
    return score(
      half,
      labelled,
      annotations,
      report,
      corpora.flatMap(({ scenarios }) => scenarios),
    );
  },
};
