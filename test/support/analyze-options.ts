import type { AnalyzeOptions } from '../../src/agent/analyze-files.ts';
import { fakeClock } from './fake-clock.ts';

/** Later than any call of a test: equal runs on any day are equal. */
const NOW_MS = Date.UTC(2100, 0, 1);

/** What a test of `analyzeFiles` need not say: one thread, no gateways, nothing annotated. */
export function analyzeOptions(
  files: readonly string[],
  own: Partial<Omit<AnalyzeOptions, 'files'>> = {},
): AnalyzeOptions {
  return {
    files,
    format: 'auto',
    gateways: [],
    rules: [],
    defaults: { host: null, scheme: null, zone: null },
    mappingOptions: {},
    hop: 'edge',
    bucketMs: 86_400_000,
    windowMs: null,
    baseline: null,
    dedupe: false,
    workers: 1,
    connector: () => Promise.reject(new Error('no connector is needed')),
    clock: fakeClock(NOW_MS),
    stdin: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    annotate: null,
    ...own,
  };
}
