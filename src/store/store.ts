import type { DropReason } from '../model/api-call.ts';
import type { Report } from '../model/generated/report.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import type { Letter } from '../model/vocabulary.ts';

/** What happened to the records of a source so far. `received = mapped + sum(dropped)`. */
export interface Tally {
  readonly received: number;
  readonly mapped: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  /** The first few dropped records by position, for the `run` part of the report. */
  readonly samples: readonly DropSample[];
  /** Latest accepted call, epoch ms. */
  readonly lastCallMs: number | null;
}

export interface DropSample {
  readonly reason: DropReason;
  readonly file: string;
  readonly line: number;
  readonly detail: string | null;
}

/** A record that became no call, where it can be looked at again: in a topic, the partition and the offset. */
export interface ParkedRecord {
  /** As in PageCommit. */
  readonly part: string;
  readonly position: number;
  readonly reason: string;
  /** The field that was at fault, where one was. */
  readonly detail: string | null;
  readonly parkedAtMs: number;
}

/** One page, committed as a whole or not at all: the cursor never moves without its delta, nor the delta without it. */
export interface PageCommit {
  readonly source: string;
  /** The part of the source that has a cursor of its own: a partition of a topic. Absent: the source is one. */
  readonly part?: string;
  /** Pointers to records of this page that became no calls, to be looked at by people. */
  readonly parked?: readonly Omit<ParkedRecord, 'part' | 'parkedAtMs'>[];
  readonly cursor: JsonValue;
  /** Encoded summary of exactly the calls of this page; null when the page held none. */
  readonly delta: Uint8Array | null;
  readonly tally: Tally;
  /** Record ids to remember for duplicate removal inside the overlap, with the call's time. */
  readonly seen: readonly SeenId[];
  /** Forget remembered ids of calls older than this. */
  readonly seenWatermarkMs: number | null;
}

export interface SeenId {
  readonly idHash: string;
  readonly timeMs: number;
}

/** Takes what a store keeps of calls, so that nobody needs to hold all of it. */
export interface SummarySink {
  /** The packed snapshot in parts, in their order; none where there is no snapshot yet. Absent: it is not asked for. */
  readonly snapshotPart?: (bytes: Uint8Array) => void;
  /** Behind the snapshot, in the order of their commits. */
  readonly delta: (bytes: Uint8Array) => void;
}

export interface StoredSummary {
  /** How many deltas the sink was given. */
  readonly deltas: number;
  /** Highest delta sequence contained; compaction replaces everything up to it. */
  readonly throughSequence: number;
  /** The same of all that there was, asked for or not. */
  readonly lastSequence: number;
  /** False: there are more deltas than were asked for, and the tallies count them too. */
  readonly isComplete: boolean;
  /** Of the very same moment: what was counted in these deltas, and nothing else. */
  readonly tallies: ReadonlyMap<string, Tally>;
}

export interface StoredCursor {
  readonly cursor: JsonValue;
  /** Fingerprint of the source's configuration when the cursor was written. */
  readonly updatedAtMs: number;
}

export interface StoredGateway {
  readonly snapshot: GatewaySnapshot;
  readonly takenAtMs: number;
}

export type RunOutcome = 'succeeded' | 'partial' | 'failed' | 'skipped';

export interface RunRecord {
  readonly id: number;
  readonly job: string;
  readonly subject: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly outcome: RunOutcome | null;
  readonly counts: JsonObject;
  readonly error: { readonly code: string; readonly message: string; readonly fix: string | null } | null;
}

export interface GradePoint {
  readonly api: string;
  readonly asOfMs: number;
  readonly letter: Letter;
  readonly shownLetter: Letter;
  readonly score: number | null;
  readonly coverage: number;
  readonly rubric: string;
}

export type FindingStatus = 'open' | 'accepted' | 'false-positive' | 'fixed' | 'regressed';

export interface FindingDecision {
  readonly finding: string;
  readonly status: 'accepted' | 'false-positive';
  readonly reason: string;
  readonly person: string;
  readonly expiresAtMs: number | null;
  readonly decidedAtMs: number;
}

export interface FindingTrace {
  readonly finding: string;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Seen in the last assessment. */
  readonly present: boolean;
  /** Was fixed once and came back. */
  readonly regressed: boolean;
}

/** What one assessment leaves behind, written in one transaction. */
export interface AssessmentCommit {
  readonly report: Report;
  readonly asOfMs: number;
  readonly grades: readonly GradePoint[];
  readonly findings: readonly FindingTrace[];
}

/** An object of a registry as last applied there. */
export interface RegistryObject {
  readonly registry: string;
  readonly key: string;
  readonly kind: string;
  /** Id of the API that it is there for; null for what belongs to all. */
  readonly api: string | null;
  readonly body: JsonObject;
  readonly state: 'active' | 'retired';
  readonly changedAtMs: number;
}

export type OutboxState = 'pending' | 'applied' | 'quarantined';

export interface OutboxEntry {
  readonly sequence: number;
  readonly registry: string;
  readonly key: string;
  readonly change: JsonObject;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly error: string | null;
}

/** A value that every store takes, and that memory does not notice. */
export const SNAPSHOT_PART_BYTES = 8 * 1024 ** 2;

/** The lease of the one process that leads: syncs, assesses, publishes. */
export const LEADER_LEASE = 'leader';

export interface Lease {
  /** What is held: the leadership, a source, a partition. */
  readonly name: string;
  readonly owner: string;
  readonly epoch: number;
}

/**
 * The Store port. Every implementation passes `test/contract/stores.test.ts`.
 * Each method is atomic; `commitPage`, `commitAssessment` and `applyOutbox` are single transactions.
 */
export interface Store {
  /** 32 random bytes made on first use; the key of every keyed hash of this installation. */
  installationKey(): Promise<Uint8Array>;
  /**
   * Takes a lease (the leader's, unless another is named) when nobody alive holds it, or renews it; the epoch grows
   * with every change of owner. Who asks with `isAlive` always false takes it from anybody.
   */
  acquireLease(
    owner: string,
    ttlMs: number,
    nowMs: number,
    isAlive: (owner: string) => boolean,
    name?: string,
  ): Promise<Lease | null>;
  releaseLease(lease: Lease): Promise<void>;
  /**
   * This store as the holder of a lease sees it: every write checks in its own transaction that the lease still has
   * this epoch, and is refused otherwise (AssayError `STORE_FENCED`, kind `conflict`). What a process began before it
   * lost the lease can therefore never be committed after. Fences add up.
   */
  underLease(lease: Lease): Store;

  /**
   * Remembers which rules work while calls are observed, by their keys, and gives back since when each does: a new key
   * since now, one that is missing is forgotten.
   */
  rulesInForce(keys: readonly string[], nowMs: number): Promise<ReadonlyMap<string, number>>;

  cursor(source: string, part?: string): Promise<StoredCursor | null>;
  commitPage(commit: PageCommit, nowMs: number): Promise<void>;
  hasSeen(source: string, idHashes: readonly string[]): Promise<ReadonlySet<string>>;
  tallies(): Promise<ReadonlyMap<string, Tally>>;
  /** The latest records of a source that were parked, newest first. The oldest of many are forgotten. */
  parked(source: string, limit: number): Promise<readonly ParkedRecord[]>;
  /** How many of them are kept, by source; a source without any is not in it. */
  parkedCounts(): Promise<ReadonlyMap<string, number>>;
  /** All of one moment, given to the sink; of the deltas the oldest only, where a number is given. */
  summary(into: SummarySink, maxDeltas?: number): Promise<StoredSummary>;
  /**
   * Replaces the snapshot and every delta up to `throughSequence` by a snapshot of these parts, unless there is one that
   * already contains more, or some of these deltas were merged with later ones meanwhile: then nothing is replaced. The
   * parts are asked for one by one, each of at most `SNAPSHOT_PART_BYTES`.
   */
  compactSummary(snapshot: Iterable<Uint8Array>, throughSequence: number): Promise<void>;
  /** Replaces the deltas that were read, the oldest, by the one that they make together; nothing, where they are not there any more. */
  replaceDeltas(read: Pick<StoredSummary, 'deltas' | 'throughSequence'>, merged: Uint8Array): Promise<void>;

  saveGateway(snapshot: GatewaySnapshot, takenAtMs: number): Promise<void>;
  gateways(): Promise<readonly StoredGateway[]>;

  commitAssessment(commit: AssessmentCommit): Promise<void>;
  latestReport(): Promise<Report | null>;
  /** Latest point per API. */
  latestGrades(): Promise<ReadonlyMap<string, GradePoint>>;
  gradeHistory(api: string): Promise<readonly GradePoint[]>;
  findingTraces(): Promise<ReadonlyMap<string, FindingTrace>>;
  decideFinding(decision: FindingDecision): Promise<void>;
  reopenFinding(finding: string): Promise<void>;
  findingDecisions(): Promise<ReadonlyMap<string, FindingDecision>>;

  registryObjects(registry: string): Promise<readonly RegistryObject[]>;
  /** Replaces the pending changes of a registry by a new plan. What is quarantined stays. */
  planOutbox(
    registry: string,
    changes: readonly { readonly key: string; readonly change: JsonObject }[],
  ): Promise<void>;
  outbox(registry: string): Promise<readonly OutboxEntry[]>;
  /** Forgets quarantined entries, those of `keys` or (null) all of the registry; gives back how many there were. */
  releaseQuarantine(registry: string, keys: readonly string[] | null): Promise<number>;
  /** Marks the entry and, when it was applied, writes the object: one transaction. */
  settleOutbox(
    sequence: number,
    state: OutboxState,
    error: string | null,
    object: RegistryObject | null,
  ): Promise<void>;

  startRun(job: string, subject: string, startedAtMs: number): Promise<number>;
  endRun(
    id: number,
    endedAtMs: number,
    outcome: RunOutcome,
    counts: JsonObject,
    error: RunRecord['error'],
  ): Promise<void>;
  runs(limit: number): Promise<readonly RunRecord[]>;

  close(): Promise<void>;
}
