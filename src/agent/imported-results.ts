import type { LastSaid } from '../assessment/assess.ts';
import type { SourceEntry } from '../config/assay-config.ts';
import { AssayError } from '../model/errors.ts';
import type { Report, SourceGrade } from '../model/generated/report.ts';
import type { ImportedResults, NamedResults } from '../model/imported-results.ts';
import type { AgentContext } from './context.ts';
import { openConnector } from './open-connector.ts';

/** What the platforms of the sources say themselves, for one assessment. */
export interface Imported {
  readonly results: readonly NamedResults[];
  /** Of platforms that could not be asked: an outage takes back nothing. */
  readonly lastSaid: LastSaid;
  /** The first fault, named with its source. */
  readonly error: AssayError | null;
}

/** An assessment does not wait longer for a platform than this. */
const PATIENCE_MS = 120_000;

export interface ImportRange {
  readonly asOfMs: number;
  readonly windowMs: number;
}

/** Asks every source that has results of its own, one after another. */
export async function readImported(
  context: AgentContext,
  range: ImportRange,
  past: Report | null,
  signal: AbortSignal,
): Promise<Imported> {
  const results: NamedResults[] = [];
  const silent = new Set<string>();
  let error: AssayError | null = null;
  for (const entry of context.config.sources) {
    const origin = originOf(entry);
    try {
      const said = await ask(context, entry, range, signal);
      if (said !== null) results.push({ origin, ...said });
    } catch (fault: unknown) {
      signal.throwIfAborted();
      silent.add(origin);
      error ??= named(fault, entry.id);
    }
  }
  return { results, lastSaid: lastSaidBy(silent, past), error };
}

/** Name of a source among others: connector and entry, `graylog-api-security:lake`. */
function originOf({ connector, id }: SourceEntry): string {
  return `${connector}:${id}`;
}

async function ask(
  context: AgentContext,
  entry: SourceEntry,
  { asOfMs, windowMs }: ImportRange,
  signal: AbortSignal,
): Promise<ImportedResults | null> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const { results } = await openConnector(context, entry, AbortSignal.any([signal, patience]));
  if (results === undefined) return null;
  try {
    return await results.readResults({ afterMs: asOfMs - windowMs, untilMs: asOfMs });
  } catch (fault: unknown) {
    if (!patience.aborted || signal.aborted) throw fault;
    throw new AssayError({
      code: 'RESULTS_SLOW',
      kind: 'transient',
      message: 'Its own results were not there in time.',
      context: { patienceMs: PATIENCE_MS },
    });
  }
}

function named(fault: unknown, source: string): AssayError {
  if (!(fault instanceof AssayError)) throw fault;
  const { code, kind, message, fix } = fault;
  const last = 'What it said last stands.';
  return new AssayError({
    code,
    kind,
    message: `Results of source ${source}: ${message} ${last}`,
    ...(fix === null ? {} : { fix }),
  });
}

function lastSaidBy(silent: ReadonlySet<string>, past: Report | null): LastSaid {
  const grades = new Map<string, SourceGrade>();
  for (const { id, sourceGrade } of past?.apis ?? [])
    if (sourceGrade !== null && silent.has(sourceGrade.origin)) grades.set(id, sourceGrade);
  const findings = (past?.findings ?? []).filter(({ origin }) => origin !== undefined && silent.has(origin));
  return { findings, grades };
}
