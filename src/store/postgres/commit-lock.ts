import type { Statements } from './database.ts';

/**
 * Numbers of deltas are given out before they are committed, and tallies stand in other tables: whoever reads both of one
 * moment must know that no commit of a page is on its way. A lock of our own, not one of the table: cleaning that up
 * (VACUUM), which may take minutes, would keep everybody from reading.
 */
const COMMITS_OF_PAGES = '1095975769, 1';

/** For whoever commits a page: before its delta has a number. Held until the transaction ends. */
export async function enterCommit(tx: Statements): Promise<void> {
  await tx.get(`SELECT pg_advisory_xact_lock_shared(${COMMITS_OF_PAGES})`);
}

/** Waits for the commits on their way; others wait meanwhile, so not for long: SQLSTATE 55P03 then. */
export async function awaitCommits(tx: Statements): Promise<void> {
  await tx.run("SET LOCAL lock_timeout = '500ms'");
  await tx.get(`SELECT pg_advisory_xact_lock(${COMMITS_OF_PAGES})`);
}
