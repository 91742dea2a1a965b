import { type DividedSummary, holdsOlder, KEEP_ALL } from '../analyzer/index.ts';
import { shownGrade } from '../assessment/grade/shown-grade.ts';
import type { AssayConfig } from '../config/assay-config.ts';
import { partsOf } from '../ingest/packed-source.ts';
import { mergePacked, openPacked, viewPacked } from '../ingest/summary-codec.ts';
import type { Report } from '../model/generated/report.ts';
import type { FindingId } from '../model/ids.ts';
import type { Inventory } from '../model/inventory.ts';
import {
  type FindingDecision,
  type FindingTrace,
  type GradePoint,
  SNAPSHOT_PART_BYTES,
  type Store,
} from '../store/store.ts';
import { EMPTY_TALLY, mergeTallies } from '../store/tally.ts';
import { assessInventory, viewContext } from './assess-traffic.ts';
import { compactDeltas } from './compact.ts';
import type { AgentContext, JobResult } from './context.ts';
import { CONTROLS } from './controls.ts';
import { correlationSettings } from './correlation-settings.ts';
import { type FormerIds, moveDecisions, traceOf } from './follow-findings.ts';
import { gatewaySnapshots, unreadGateways } from './gateway-snapshots.ts';
import { UNREAD_GATEWAYS } from './held-apis.ts';
import { readImported } from './imported-results.ts';
import { rereadGateways } from './reread-gateways.ts';
import { RUBRIC } from './rubric.ts';
import { rulesInForce } from './rules-in-force.ts';
import { staleHops } from './staleness.ts';
import { type StoredParts, turnsOf, withStoredParts } from './stored-parts.ts';
import { takeTurn } from './take-turn.ts';

/** Views everything stored, grades it, and leaves report, grade history and finding traces in one transaction. */
export async function assessJob(context: AgentContext, signal: AbortSignal): Promise<JobResult> {
  // Of a long log of deltas the most is merged some at a time: each that is left is a source of its own below.
  await compactDeltas(context, signal);
  const endTurn = await takeTurn(context.store);
  try {
    return await withStoredParts(context, async (found) => {
      const kept = await compacted(context, found);
      endTurn();
      return assess(context, kept, signal, true);
    });
  } finally {
    endTurn();
  }
}

async function assess(
  context: AgentContext,
  found: StoredParts,
  signal: AbortSignal,
  mayReread: boolean,
): Promise<JobResult> {
  const { parts, asOfMs, settings, stored } = found;
  const { store, config, clock } = context;
  const { tallies } = stored;
  const decisions = activeDecisions(await store.findingDecisions(), clock.nowMs());
  const past = await store.latestReport();
  const rules = await rulesInForce(context);
  const range = { asOfMs, windowMs: config.assessment.windowMs };
  const gateways = await gatewaySnapshots(context);
  const unread = unreadGateways(config, gateways);
  const imported = await readImported(context, range, past, signal);
  const input = {
    tally: [...tallies.values()].reduce(mergeTallies, EMPTY_TALLY),
    gateways,
    givenHosts: givenHosts(config),
    rules: config.rules.set,
    since: rules,
    past: past?.endpoints ?? [],
    asOfMs,
    windowMs: config.assessment.windowMs,
    correlation: correlationSettings(config, staleHops(config, tallies, asOfMs), unread),
    rubric: RUBRIC,
    controls: CONTROLS,
    decisions: new Map([...decisions].map(([id, decision]) => [id, decision.status])),
    results: imported.results,
    lastSaid: imported.lastSaid,
    run: {
      sources: Object.fromEntries(tallies),
      ...(unread.length === 0 ? {} : { [UNREAD_GATEWAYS]: unread }),
    },
  };
  const view = viewContext({ ...input, summary: { latestMs: asOfMs } });
  const inventory = await viewPacked(parts, settings, view, turnsOf(context, null));
  const { report, assessment } = assessInventory(input, view, inventory);
  if (mayReread && (await rereadGateways(context, report, past, signal)))
    return assess(context, found, signal, false);
  await moveDecisions(store, assessment.formerIds);
  const traced = await traceFindings(store, report, assessment.formerIds, asOfMs);
  await store.commitAssessment({
    report: traced.report,
    asOfMs,
    grades: await gradePoints(store, report, asOfMs),
    findings: traced.traces,
  });
  const letters = Object.fromEntries(
    [...Map.groupBy(report.apis, (api) => api.grade.letter)].map(([letter, apis]) => [letter, apis.length]),
  );
  const { unmatchedResults } = assessment;
  return {
    outcome: imported.error === null ? 'succeeded' : 'partial',
    counts: {
      apis: report.apis.length,
      findings: report.findings.length,
      letters,
      ...(unmatchedResults === 0 ? {} : { unmatchedResults }),
    },
    error: imported.error,
  };
}

/**
 * Merges the deltas into the snapshot without what is kept no longer, so that the log of deltas stays short. The only
 * writer does this, nobody else.
 */
async function compacted(context: AgentContext, found: StoredParts): Promise<StoredParts> {
  const { parts, settings, asOfMs, stored, keep } = found;
  const { retention } = context.config;
  const from = {
    bucketsMs: asOfMs - retention.bucketsMs,
    actorsMs: asOfMs - retention.actorsMs,
    samplesMs: asOfMs - retention.samplesMs,
  };
  if (stored.deltas === 0 && !holdsOlder(parts, from, settings)) return found;
  const merged = await mergePacked(parts, settings, from, turnsOf(context, null), keep);
  if (merged === null) return found;
  const { cells, actorHours, samples } = merged.forgotten;
  if (stored.deltas > 0 || cells + actorHours + samples > 0)
    await context.store.compactSummary(partsOf(merged.packed, SNAPSHOT_PART_BYTES), stored.throughSequence);
  return { ...found, parts: [openPacked(merged.packed, settings)] };
}

/** The inventory as an assessment of now would see it. Writes nothing: an agent may be at work on the same store. */
export function loadInventory(context: AgentContext): Promise<Inventory> {
  return withStoredParts(context, async (found) => {
    const { settings, asOfMs } = found;
    const { assessment, rules } = context.config;
    const view = viewContext({
      summary: { latestMs: asOfMs },
      gateways: await gatewaySnapshots(context),
      givenHosts: givenHosts(context.config),
      rules: rules.set,
      past: (await context.store.latestReport())?.endpoints ?? [],
      asOfMs,
      windowMs: assessment.windowMs,
      correlation: correlationSettings(context.config, [], []),
    });
    return viewPacked(await fewParts(context, found), settings, view, turnsOf(context, null));
  });
}

/** Deltas that are viewed as they are. */
const FEW_DELTAS = 4;

/** A view looks up each endpoint in every part that has it: many deltas are one before. */
async function fewParts(
  context: AgentContext,
  { parts, settings, stored, keep }: StoredParts,
): Promise<readonly DividedSummary[]> {
  if (stored.deltas <= FEW_DELTAS) return parts;
  const snapshot = parts.slice(0, parts.length - stored.deltas);
  const deltas = parts.slice(snapshot.length);
  const merged = await mergePacked(deltas, settings, KEEP_ALL, turnsOf(context, null), keep);
  return merged === null ? parts : [...snapshot, openPacked(merged.packed, settings)];
}

function givenHosts({ sources }: AssayConfig): readonly string[] {
  return sources.flatMap(({ defaults }) => defaults.host ?? []);
}

function activeDecisions(
  decisions: ReadonlyMap<string, FindingDecision>,
  nowMs: number,
): ReadonlyMap<string, FindingDecision> {
  return new Map(
    [...decisions].filter(([, decision]) => decision.expiresAtMs === null || decision.expiresAtMs > nowMs),
  );
}

async function gradePoints(store: Store, report: Report, asOfMs: number): Promise<readonly GradePoint[]> {
  const before = await store.latestGrades();
  return report.apis.map((api) => {
    const { letter, score, coverage, rubric } = api.grade;
    const shownLetter = shownGrade(before.get(api.id)?.shownLetter ?? null, api.grade, RUBRIC);
    return { api: api.id, asOfMs, letter, shownLetter, score, coverage, rubric };
  });
}

/** First and last sight of every finding; one that was gone and is back is `regressed`. */
async function traceFindings(
  store: Store,
  report: Report,
  formerIds: FormerIds,
  asOfMs: number,
): Promise<{ readonly report: Report; readonly traces: readonly FindingTrace[] }> {
  const before = await store.findingTraces();
  const traces = report.findings.map((finding): FindingTrace => {
    const known = traceOf(finding.id as FindingId, before, formerIds);
    return {
      finding: finding.id,
      firstSeenMs: known?.firstSeenMs ?? asOfMs,
      lastSeenMs: asOfMs,
      present: true,
      regressed: known !== undefined && (known.regressed || !known.present),
    };
  });
  const regressed = new Set(traces.filter((trace) => trace.regressed).map((trace) => trace.finding));
  const findings = report.findings.map((finding) =>
    finding.status === 'open' && regressed.has(finding.id)
      ? { ...finding, status: 'regressed' as const }
      : finding,
  );
  return { report: { ...report, findings }, traces };
}
