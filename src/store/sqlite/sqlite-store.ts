import { randomBytes } from 'node:crypto';
import { bytes } from '../columns.ts';
import { LEADER_LEASE, type Store } from '../store.ts';
import * as assessment from './assessment-tables.ts';
import { type Database, openDatabase } from './database.ts';
import * as ingest from './ingest-tables.ts';
import * as leases from './lease-table.ts';
import * as registry from './registry-tables.ts';
import * as runs from './run-tables.ts';
import * as summary from './summary-tables.ts';

const KEY_BYTES = 32;

/** The embedded store: one SQLite file in WAL mode, every write fully synchronous. */
export function openSqliteStore(path: string): Store {
  const file = openDatabase(path);
  return storeOver(file, file);
}

/** `db` checks the leases that are held; leases themselves are taken and given back in the file. */
function storeOver(file: Database, db: Database): Store {
  return {
    installationKey: async () => installationKey(db),
    acquireLease: async (owner, ttlMs, nowMs, isAlive, name = LEADER_LEASE) =>
      leases.acquireLease(file, name, owner, ttlMs, nowMs, isAlive),
    releaseLease: async (lease) => leases.releaseLease(file, lease),
    underLease: (lease) => storeOver(file, leases.underLease(db, lease)),
    rulesInForce: async (keys, nowMs) => ingest.rulesInForce(db, keys, nowMs),
    cursor: async (source, part = '') => ingest.readCursor(db, source, part),
    commitPage: async (commit, nowMs) => ingest.commitPage(db, commit, nowMs),
    hasSeen: async (source, idHashes) => ingest.seenAmong(db, source, idHashes),
    tallies: async () => ingest.readTallies(db),
    parked: async (source, limit) => ingest.readParked(db, source, limit),
    parkedCounts: async () => ingest.countParked(db),
    summary: async (into, maxDeltas) => summary.readSummary(db, into, maxDeltas ?? Number.MAX_SAFE_INTEGER),
    compactSummary: async (snapshot, through) => summary.compactSummary(db, snapshot, through),
    replaceDeltas: async (read, merged) => summary.replaceDeltas(db, read, merged),
    saveGateway: async (snapshot, takenAtMs) => assessment.saveGateway(db, snapshot, takenAtMs),
    gateways: async () => assessment.readGateways(db),
    commitAssessment: async (commit) => assessment.commitAssessment(db, commit),
    latestReport: async () => assessment.readReport(db),
    latestGrades: async () => assessment.readLatestGrades(db),
    gradeHistory: async (api) => assessment.readGradeHistory(db, api),
    findingTraces: async () => assessment.readTraces(db),
    decideFinding: async (decision) => assessment.decideFinding(db, decision),
    reopenFinding: async (finding) => db.run('DELETE FROM finding_decisions WHERE finding = ?', finding),
    findingDecisions: async () => assessment.readDecisions(db),
    registryObjects: async (id) => registry.readObjects(db, id),
    planOutbox: async (id, changes) => registry.planOutbox(db, id, changes),
    outbox: async (id) => registry.readOutbox(db, id),
    releaseQuarantine: async (id, keys) => registry.releaseQuarantine(db, id, keys),
    settleOutbox: async (sequence, state, error, object) =>
      registry.settleOutbox(db, sequence, state, error, object),
    startRun: async (job, subject, startedAtMs) => runs.startRun(db, job, subject, startedAtMs),
    endRun: async (id, endedAtMs, outcome, counts, error) =>
      runs.endRun(db, id, endedAtMs, outcome, counts, error),
    runs: async (limit) => runs.readRuns(db, limit),
    close: async () => db.close(),
  };
}

function installationKey(db: Database): Uint8Array {
  return db.transaction(() => {
    const row = db.get("SELECT value FROM meta WHERE key = 'installation-key'");
    if (row !== null) return bytes(row, 'value');
    const key = new Uint8Array(randomBytes(KEY_BYTES));
    db.run("INSERT INTO meta VALUES ('installation-key', ?)", key);
    return key;
  });
}
