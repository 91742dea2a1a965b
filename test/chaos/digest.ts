import { createHash } from 'node:crypto';
import { encodeSummary } from '../../src/analyzer/index.ts';
import { canonicalJson } from '../../src/model/json.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { countedIn } from '../support/stored-summary.ts';

/** What must be equal after any kill: each part by name, so that a difference says where. */
export interface StoreDigest {
  readonly received: number;
  readonly mapped: number;
  readonly cursors: string;
  readonly tallies: string;
  readonly inventory: string;
  readonly endpoints: string;
  readonly findings: string;
  readonly grades: string;
  readonly registry: string;
}

export async function digestStore(path: string, sources: readonly string[]): Promise<StoreDigest> {
  const store = openSqliteStore(path);
  try {
    const tallies = [...(await store.tallies())];
    const summary = await countedIn(store);
    const report = await store.latestReport();
    const objects = (await store.registryObjects('built-in')).map(({ key, body, state }) => ({
      key,
      body,
      state,
    }));
    const cursors = await Promise.all(sources.map(async (source) => (await store.cursor(source)) !== null));
    return {
      received: tallies.reduce((sum, [, tally]) => sum + tally.received, 0),
      mapped: tallies.reduce((sum, [, tally]) => sum + tally.mapped, 0),
      cursors: sha(JSON.stringify(cursors)),
      // Samples name files, and a rotated file has another name: they stand under `run`.
      tallies: sha(JSON.stringify(tallies.map(([source, tally]) => [source, { ...tally, samples: [] }]))),
      inventory: sha(canonicalJson(encodeSummary(summary))),
      endpoints: sha(JSON.stringify([report?.calls, report?.endpoints])),
      findings: sha(JSON.stringify(report?.findings.map((finding) => ({ ...finding, status: null })))),
      grades: sha(JSON.stringify(report?.apis)),
      registry: sha(JSON.stringify(objects)),
    };
  } finally {
    await store.close();
  }
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
