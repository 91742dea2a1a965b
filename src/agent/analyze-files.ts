import {
  createAnnotator,
  holdsValue,
  PUBLISHED_KEY,
  type Summary,
  siteClassifier,
} from '../analyzer/index.ts';
import { AHEAD_MS, type AnalystSettings, EARLIEST_MS } from '../ingest/analyst.ts';
import { type AnalystTeam, createAnalystTeam, type TeamHarvest } from '../ingest/analyst-team.ts';
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
import { baselineChanges } from '../report/baseline-changes.ts';
import type { Tally } from '../store/store.ts';
import { EMPTY_TALLY, mergeTallies } from '../store/tally.ts';
import { type Annotation, annotatePages, inputChanged } from './annotate-pages.ts';
import { assessCounted, placesCounted } from './assess-counted.ts';
import { CONTROLS } from './assess-job.ts';
import { type AssessedTraffic, reservedNames } from './assess-traffic.ts';
import { compileRegex } from './compile-regex.ts';
import { type PageFormat, pageFormat } from './page-format.ts';
import { readGatewayFile } from './read-gateway-file.ts';
import { readInputs } from './read-inputs.ts';
import { RUBRIC } from './rubric.ts';

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
const BUDGET_BYTES = 256 * 1024 ** 2;
/** Of one thread at least: below, what is packed would be mostly what was just begun. */
const LEAST_BUDGET_BYTES = 64 * 1024 ** 2;
const MEASURED_EVERY_CALLS = 16_384;

/** What log writers make up for a record: UUIDs, counters, hashes. Words and sentences are somebody's. */
const ID_FORM = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/;
const HAS_DIGIT = /\d/;

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
  const gateways = await Promise.all(
    options.gateways.map((gateway) => readGatewayFile(options, gateway, (problem) => problems.push(problem))),
  );
  const settings = analyzeSettings(options, gateways, startedMs);
  const formats = new Map<string, PageFormat>();
  const { counted, tally } = await observeFiles(options, settings, packs, formats, problems);
  const assessed = await assessCounted(counted, settings, {
    tally,
    gateways,
    givenHosts: options.defaults.host === null ? [] : [options.defaults.host],
    rules: options.rules,
    past: options.baseline?.endpoints ?? [],
    asOfMs: null,
    windowMs: options.windowMs,
    correlation: { compileRegex, grouping: [], hostRules: [], staleHops: [] },
    rubric: RUBRIC,
    controls: CONTROLS,
    decisions: new Map(),
    run: {
      files: [...formats.values()].map(({ file, mapping }) => ({ file, mapping })),
      droppedSamples: tally.samples.map((sample) => ({ ...sample })),
      problems: problems.map((problem) => ({ ...problem })),
      workers: options.workers,
      durationMs: options.clock.nowMs() - startedMs,
    },
  });
  if (options.annotate !== null) {
    const summary = placesCounted(counted, settings);
    await annotateFiles(options, options.annotate, settings, formats, summary, assessed);
  }
  const { report } = assessed;
  const compared =
    options.baseline === null ? report : { ...report, changes: baselineChanges(options.baseline, report) };
  return {
    report: compared,
    formats: [...formats.values()],
    problems,
    inventory: assessed.inventory,
    correlation: assessed.correlated,
  };
}

function analyzeSettings(
  options: AnalyzeOptions,
  gateways: readonly GatewaySnapshot[],
  startedMs: number,
): AnalystSettings {
  const reserved = reservedNames(gateways, options.rules);
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

function budgetOf(workers: number): SummaryBudget {
  return { bytes: Math.max(LEAST_BUDGET_BYTES, BUDGET_BYTES / workers), everyCalls: MEASURED_EVERY_CALLS };
}

/** Equal ids can be told apart from new ones by one pair of eyes only. */
function workersOf({ dedupe, workers }: AnalyzeOptions): number {
  return dedupe ? 1 : workers;
}

async function observeFiles(
  options: AnalyzeOptions,
  settings: AnalystSettings,
  packs: PackStore,
  formats: Map<string, PageFormat>,
  problems: Problem[],
): Promise<TeamHarvest> {
  const team = createAnalystTeam(settings, workersOf(options), packs);
  try {
    const { dropped, records } = await observePages(options, team, formats, problems);
    const { counted, tally } = await team.harvest(() => {
      options.signal.throwIfAborted();
      options.onProgress(records - team.waiting);
    });
    return { counted, tally: mergeTallies(dropped, tally) };
  } finally {
    await team.close();
  }
}

/** The second reading, in this thread: the order of the input is that of the annotations. */
async function annotateFiles(
  options: AnalyzeOptions,
  { write, content }: AnnotateOptions,
  settings: AnalystSettings,
  formats: ReadonlyMap<string, PageFormat>,
  summary: Summary,
  { view, inventory, correlated, report }: AssessedTraffic,
): Promise<void> {
  const rowOf = new Map(correlated.endpoints.flatMap(({ id, views }) => views.map((seen) => [seen, id])));
  const received = await annotatePages({
    // What cannot be read was told the first time.
    pages: readInputs(options, []),
    traitsOf: ({ position: { file } }) => {
      const format = formats.get(file);
      if (format === undefined) throw inputChanged();
      return traitsOf(options, format);
    },
    settings,
    annotate: createAnnotator(summary, view, inventory, { content, rowOf }),
    isPlainId: (id) =>
      ID_FORM.test(id) &&
      HAS_DIGIT.test(id) &&
      !holdsValue(id) &&
      siteClassifier(summary.settings.site)?.holds(id) !== true,
    write,
  });
  if (received !== report.calls.received) throw inputChanged();
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
    await team.observe({ traits: traitsOf(options, format), records: unit, position });
    options.onProgress(records - team.waiting);
  }
  return { dropped, records };
}

function traitsOf(options: AnalyzeOptions, format: PageFormat): SourceTraits {
  const { hop, defaults, mappingOptions } = options;
  return { source: format.file, mapping: format.mapping, hop, defaults, mappingOptions };
}
