import { PUBLISHED_KEY } from '../analyzer/counting.ts';
import { AHEAD_MS, type AnalystSettings, EARLIEST_MS } from '../ingest/analyst-settings.ts';
import { type AnalystTeam, createAnalystTeam, type TeamHarvest } from '../ingest/analyst-team.ts';
import type { BootedThread } from '../ingest/analyst-thread.ts';
import type { SummaryBudget } from '../ingest/bounded-summary.ts';
import { PackStore } from '../ingest/pack-store.ts';
import { readerDrops } from '../ingest/pull.ts';
import type { SourceTraits } from '../ingest/unit.ts';
import type { Connector, Problem } from '../kit/index.ts';
import type { Hop } from '../model/api-call.ts';
import type { Clock } from '../model/clock.ts';
import type { FiledRule } from '../model/correction-rules.ts';
import type { Correlation } from '../model/correlation.ts';
import type { Report } from '../model/generated/report.ts';
import type { Inventory } from '../model/inventory.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import type { Tally } from '../store/store.ts';
import { EMPTY_TALLY, mergeTallies } from '../store/tally.ts';
import type { Annotation } from './annotate-pages.ts';
import type { assessFiles } from './assess-files.ts';
import { fileTraits } from './file-traits.ts';
import { type PageFormat, pageFormat } from './page-format.ts';
import { readInputs } from './read-inputs.ts';

export interface AnalyzeOptions {
  readonly files: readonly string[];
  /** `auto`, `har`, or the id or path of a mapping. */
  readonly format: string;
  readonly gateways: readonly { readonly file: string; readonly hosts: readonly string[] }[];
  readonly defaults: SourceTraits['defaults'];
  readonly mappingOptions: SourceTraits['mappingOptions'];
  /** What people told the analyzer. */
  readonly rules: readonly FiledRule[];
  readonly hop: Hop;
  readonly bucketMs: number;
  /** Length of the assessment window, which ends with the last call; null: all of the input. */
  readonly windowMs: number | null;
  readonly baseline: Report | null;
  readonly dedupe: boolean;
  readonly workers: number;
  /** Of the workers those that are there already; ended by whoever booted them. */
  readonly threads?: readonly BootedThread[];
  readonly connector: (id: string) => Promise<Connector>;
  readonly clock: Clock;
  readonly stdin: AsyncIterable<Uint8Array> | null;
  readonly signal: AbortSignal;
  readonly onProgress: (records: number) => void;
  /** What an analyst may hold unpacked; for tests. */
  readonly budget?: SummaryBudget;
  /** Asks for every record annotated, from a second reading of the files; null: not asked. */
  readonly annotate: AnnotateOptions | null;
}

export interface AnnotateOptions {
  /** Gets the annotations page by page, in input order. */
  readonly write: (annotations: readonly Annotation[]) => Promise<void>;
  /** False: only where each call is counted, not what it carries. */
  readonly content: boolean;
}

export interface AnalyzedFiles {
  readonly report: Report;
  readonly formats: readonly PageFormat[];
  /** What could not be read of the files; the report covers the rest. */
  readonly problems: readonly Problem[];
  /** What the report was made of: schemas for an exported definition. */
  readonly inventory: Inventory;
  readonly correlation: Correlation;
}

/** Of all threads: with what the platform adds, and the report of ten thousand endpoints, below a gibibyte (decision 0016). */
const BUDGET_BYTES = 384 * 1024 ** 2;
/** Of one thread at least: below, what is packed would be mostly what was just begun. */
const LEAST_BUDGET_BYTES = 96 * 1024 ** 2;
const MEASURED_EVERY_CALLS = 16_384;

/** Analyzes files without configuration or store; equal calls give an equal report, `run` apart. */
export async function analyzeFiles(options: AnalyzeOptions): Promise<AnalyzedFiles> {
  const packs = new PackStore();
  try {
    return await analyzeWith(options, packs);
  } finally {
    packs.close();
  }
}

async function analyzeWith(options: AnalyzeOptions, packs: PackStore): Promise<AnalyzedFiles> {
  const startedMs = options.clock.nowMs();
  const problems: Problem[] = [];
  const gateways = await readGateways(options, problems);
  const settings = await analyzeSettings(options, gateways, startedMs);
  const formats = new Map<string, PageFormat>();
  const { harvest, assessment } = await observeFiles(options, settings, packs, formats, problems);
  const { assessFiles: assess } = await assessment;
  return assess({ options, settings, gateways, formats, problems, startedMs }, harvest);
}

async function readGateways(
  options: AnalyzeOptions,
  problems: Problem[],
): Promise<readonly GatewaySnapshot[]> {
  if (options.gateways.length === 0) return [];
  const { readGatewayFile } = await import('./read-gateway-file.ts');
  const { gatewayFileIds } = await import('./gateway-file-ids.ts');
  const ids = gatewayFileIds(options.gateways.map(({ file }) => file));
  const named = options.gateways.map((gateway, at) => ({ ...gateway, id: ids[at] ?? gateway.file }));
  return Promise.all(
    named.map((gateway) => readGatewayFile(options, gateway, (problem) => problems.push(problem))),
  );
}

async function analyzeSettings(
  options: AnalyzeOptions,
  gateways: readonly GatewaySnapshot[],
  startedMs: number,
): Promise<AnalystSettings> {
  const reserved = await namesToReserve(options, gateways);
  return {
    hashKey: PUBLISHED_KEY,
    bucketMs: options.bucketMs,
    reservedSegments: reserved.segments,
    reservedHosts: reserved.hosts,
    gatewayAddresses: [],
    trustedProxies: [],
    earliestMs: EARLIEST_MS,
    latestMs: startedMs + AHEAD_MS,
    dedupe: options.dedupe,
    rules: options.rules,
    siteMappings: [],
    budget: options.budget ?? budgetOf(workersOf(options)),
  };
}

/** Nothing is reserved where nothing is registered or told, as in most runs: what finds it is not loaded then. */
async function namesToReserve(
  { rules }: AnalyzeOptions,
  gateways: readonly GatewaySnapshot[],
): Promise<{ readonly segments: readonly string[]; readonly hosts: readonly string[] }> {
  if (gateways.length === 0 && rules.length === 0) return { segments: [], hosts: [] };
  const { reservedNames } = await import('./assess-traffic.ts');
  return reservedNames(gateways, rules);
}

function budgetOf(workers: number): SummaryBudget {
  return { bytes: Math.max(LEAST_BUDGET_BYTES, BUDGET_BYTES / workers), everyCalls: MEASURED_EVERY_CALLS };
}

/** Equal ids can be told apart from new ones by one pair of eyes only. */
function workersOf({ dedupe, workers }: AnalyzeOptions): number {
  return dedupe ? 1 : workers;
}

interface Observed {
  readonly harvest: TeamHarvest;
  /** What assesses it, being loaded. */
  readonly assessment: Promise<{ readonly assessFiles: typeof assessFiles }>;
}

async function observeFiles(
  options: AnalyzeOptions,
  settings: AnalystSettings,
  packs: PackStore,
  formats: Map<string, PageFormat>,
  problems: Problem[],
): Promise<Observed> {
  const team = createAnalystTeam(settings, workersOf(options), packs, options.threads);
  try {
    const { dropped, records } = await observePages(options, team, formats, problems);
    // Threads finish their last pages and hand over meanwhile.
    const assessment = import('./assess-files.ts');
    const { counted, tally } = await team.harvest(() => {
      options.signal.throwIfAborted();
      options.onProgress(records - team.waiting);
    });
    return { harvest: { counted, tally: mergeTallies(dropped, tally) }, assessment };
  } finally {
    await team.close();
  }
}

/** Gives every page to the team; returns what the reader itself had to drop, and how many records it read. */
async function observePages(
  options: AnalyzeOptions,
  team: AnalystTeam,
  formats: Map<string, PageFormat>,
  problems: Problem[],
): Promise<{ readonly dropped: Tally; readonly records: number }> {
  let dropped = EMPTY_TALLY;
  let records = 0;
  for await (const page of readInputs(options, problems)) {
    const format = formats.get(page.position.file) ?? pageFormat(page, options.format, options.defaults.host);
    formats.set(page.position.file, format);
    dropped = mergeTallies(dropped, readerDrops(page));
    records += page.records.kind === 'lines' ? page.records.lineCount : 0;
    const { records: unit, position } = page;
    await team.observe({ traits: fileTraits(options, format), records: unit, position });
    options.onProgress(records - team.waiting);
  }
  return { dropped, records };
}
