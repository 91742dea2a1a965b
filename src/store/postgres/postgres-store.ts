import { randomBytes } from 'node:crypto';
import { bytes } from '../columns.ts';
import { LEADER_LEASE, type Store } from '../store.ts';
import * as assessment from './assessment-tables.ts';
import { type Database, openDatabase, type PostgresSettings } from './database.ts';
import * as ingest from './ingest-tables.ts';
import * as leases from './lease-table.ts';
import * as registry from './registry-tables.ts';
import * as runs from './run-tables.ts';
import * as summary from './summary-tables.ts';

const KEY_BYTES = 32;

/**
 * The shared store: one PostgreSQL database for any number of processes. Connects and migrates when first asked, so
 * that a store that is down at the start is a fault of the first job and not of the program.
 */
export function openPostgresStore(settings: PostgresSettings): Store {
  const database = openDatabase(settings);
  return storeOver(database, database);
}

/** `db` checks the leases that are held; leases themselves are taken and given back in the database as it is. */
function storeOver(database: Database, db: Database): Store {
  return {
    installationKey: () => installationKey(db),
    acquireLease: (owner, ttlMs, nowMs, isAlive, name = LEADER_LEASE) =>
      leases.acquireLease(database, name, owner, ttlMs, nowMs, isAlive),
    releaseLease: (lease) => leases.releaseLease(database, lease),
    underLease: (lease) => storeOver(database, leases.underLease(db, lease)),
    rulesInForce: (keys, nowMs) => ingest.rulesInForce(db, keys, nowMs),
    cursor: (source, part = '') => ingest.readCursor(db, source, part),
    commitPage: (commit, nowMs) => ingest.commitPage(db, commit, nowMs),
    hasSeen: (source, idHashes) => ingest.seenAmong(db, source, idHashes),
    tallies: () => ingest.readTallies(db),
    parked: (source, limit) => ingest.readParked(db, source, limit),
    parkedCounts: () => ingest.countParked(db),
    summary: (into, maxDeltas) => summary.readSummary(db, into, maxDeltas ?? Number.MAX_SAFE_INTEGER),
    compactSummary: (snapshot, through) => summary.compactSummary(db, snapshot, through),
    replaceDeltas: (read, merged) => summary.replaceDeltas(db, read, merged),
    saveGateway: (snapshot, takenAtMs) => assessment.saveGateway(db, snapshot, takenAtMs),
    gateways: () => assessment.readGateways(db),
    commitAssessment: (commit) => assessment.commitAssessment(db, commit),
    latestReport: () => assessment.readReport(db),
    latestGrades: () => assessment.readLatestGrades(db),
    gradeHistory: (api) => assessment.readGradeHistory(db, api),
    findingTraces: () => assessment.readTraces(db),
    decideFinding: (decision) => assessment.decideFinding(db, decision),
    reopenFinding: (finding) => assessment.reopenFinding(db, finding),
    findingDecisions: () => assessment.readDecisions(db),
    registryObjects: (id) => registry.readObjects(db, id),
    planOutbox: (id, changes) => registry.planOutbox(db, id, changes),
    outbox: (id) => registry.readOutbox(db, id),
    releaseQuarantine: (id, keys) => registry.releaseQuarantine(db, id, keys),
    settleOutbox: (sequence, state, error, object) =>
      registry.settleOutbox(db, sequence, state, error, object),
    startRun: (job, subject, startedAtMs) => runs.startRun(db, job, subject, startedAtMs),
    endRun: (id, endedAtMs, outcome, counts, error) => runs.endRun(db, id, endedAtMs, outcome, counts, error),
    runs: (limit) => runs.readRuns(db, limit),
    close: () => database.close(),
  };
}

/** The first process to ask makes the key, all others get it. */
function installationKey(db: Database): Promise<Uint8Array> {
  return db.transaction(async (tx) => {
    await tx.run(
      "INSERT INTO meta VALUES ('installation-key', $1) ON CONFLICT DO NOTHING",
      new Uint8Array(randomBytes(KEY_BYTES)),
    );
    const row = await tx.get("SELECT value FROM meta WHERE key = 'installation-key'");
    return row === null ? new Uint8Array() : new Uint8Array(bytes(row, 'value'));
  });
}
