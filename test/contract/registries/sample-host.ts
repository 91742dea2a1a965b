import type { OpenRegistry } from '../../../src/kit/index.ts';
import { SYSTEM_CLOCK } from '../../../src/kit/system-clock.ts';
import { SILENT_LOGGER } from '../../../src/model/logger.ts';
import { Secret } from '../../../src/model/secret.ts';
import { sampleRegistry } from './sample-registry.ts';

/** The sound sample registry at `url`, with the real clock. */
export function connectorHost(url: string, token: string): OpenRegistry {
  const { registry } = sampleRegistry('none').open(
    { url, token: new Secret({ value: token, reference: '${env:SAMPLE_TOKEN}' }) },
    {
      id: 'shelf',
      logger: SILENT_LOGGER,
      clock: SYSTEM_CLOCK,
      random: () => 0.5,
      signal: new AbortController().signal,
      stdin: null,
      report: () => undefined,
    },
  );
  if (registry === null) throw new Error('the sample is a registry');
  return registry;
}
