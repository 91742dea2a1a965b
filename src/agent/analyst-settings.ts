import { readFile } from 'node:fs/promises';
import { AHEAD_MS, type AnalystSettings, EARLIEST_MS } from '../ingest/analyst-settings.ts';
import type { SiteMapping } from '../ingest/find-mapping.ts';
import { loadMapping, shippedMapping } from '../mapping/index.ts';
import { AssayError } from '../model/errors.ts';
import { reservedNames } from './assess-traffic.ts';
import type { AgentContext } from './context.ts';
import { gatewaySnapshots } from './gateway-snapshots.ts';

const DAY_MS = 86_400_000;

/** How this installation analyzes: its key, what is registered, its networks. The same for every source. */
export async function analystSettings(context: AgentContext): Promise<AnalystSettings> {
  const { config, store, clock } = context;
  const reserved = reservedNames(await gatewaySnapshots(context), config.rules.set);
  return {
    hashKey: (await store.installationKey()).subarray(0, 16),
    bucketMs: DAY_MS,
    reservedSegments: reserved.segments,
    reservedHosts: reserved.hosts,
    gatewayAddresses: config.gateways.flatMap((gateway) => gateway.addresses),
    trustedProxies: config.trustedProxies,
    earliestMs: EARLIEST_MS,
    latestMs: clock.nowMs() + AHEAD_MS,
    dedupe: false,
    rules: config.rules.set,
    siteMappings: await readSiteMappings(config.sources.map((source) => source.mapping)),
  };
}

async function readSiteMappings(names: readonly string[]): Promise<readonly SiteMapping[]> {
  const paths = [...new Set(names)].filter((name) => shippedMapping(name) === null);
  return Promise.all(
    paths.map(async (path) => ({ path, plan: loadMapping(await readMappingFile(path), path) })),
  );
}

async function readMappingFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new AssayError({
      code: 'MAPPING_UNREADABLE',
      kind: 'config',
      message: `The mapping file ${path} cannot be read.`,
      fix: 'Check the path, or name a shipped mapping (assay mappings list).',
      cause: error,
    });
  }
}
