import type { Health } from '../agent/health.ts';
import type { PlannedRegistry } from '../agent/publish-registry.ts';
import type { Clock } from '../model/clock.ts';
import type { FiledRule } from '../model/correction-rules.ts';
import type { Logger } from '../model/logger.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Estate } from '../report/openapi/index.ts';
import type { Store } from '../store/store.ts';
import { estateSource } from './estate-source.ts';
import type { Decisions } from './finding-status.ts';
import { RequestFault } from './request-fault.ts';
import { type Snapshot, snapshotSource } from './snapshot.ts';

export interface ConsoleOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** At least 32 random bytes as text; whoever knows it may read and decide. */
  readonly token: string;
  /** `name` or `name:port`; any other Host header is refused. */
  readonly allowedHosts: readonly string[];
  readonly version: string;
  /** The rubrics whose grades are explained. */
  readonly rubrics: readonly Rubric[];
  /** Registry ids whose state is shown. */
  readonly registries: readonly string[];
  /** What people told the analyzer, by the configuration of now. */
  readonly rules: () => readonly FiledRule[];
  /** What publishing to a registry would change now; reads, writes nothing. */
  readonly plan: (registry: string) => Promise<PlannedRegistry>;
  readonly health: () => Promise<Health>;
  /** What the report was made of, rebuilt: observed definitions need more than a report holds. */
  readonly estate: () => Promise<Estate>;
  /** What a registry of this id fetches from here under this name; null where there is none. Absent: there are none. */
  readonly registryDocument?: (
    id: string,
    file: string,
  ) => Promise<{ readonly type: string; readonly text: string } | null>;
  /** Next due time per job; empty when this process schedules nothing. */
  readonly nextRuns: () => ReadonlyMap<string, number | null>;
  readonly logger: Logger;
}

/** What the routes share. */
export interface ConsoleContext {
  readonly options: ConsoleOptions;
  readonly formToken: string;
  /** Throws RequestFault 503 before the first assessment. */
  snapshot(): Promise<Snapshot>;
  snapshotOrNull(): Promise<Snapshot | null>;
  decisions(): Promise<Decisions>;
  /** The estate behind the snapshot. */
  estate(snapshot: Snapshot): Promise<Estate>;
}

export function createContext(options: ConsoleOptions, formToken: string): ConsoleContext {
  const snapshotOrNull = snapshotSource(options.store);
  return {
    options,
    formToken,
    snapshotOrNull,
    estate: estateSource(options.estate),
    snapshot: async () => {
      const snapshot = await snapshotOrNull();
      if (snapshot !== null) return snapshot;
      throw new RequestFault(
        503,
        'no-report',
        'Nothing was assessed yet. The first report follows the first run.',
      );
    },
    decisions: async () => {
      const [byFinding, traces] = await Promise.all([
        options.store.findingDecisions(),
        options.store.findingTraces(),
      ]);
      return { byFinding, traces, nowMs: options.clock.nowMs() };
    },
  };
}
