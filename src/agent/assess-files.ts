import { createAnnotator, holdsValue, type Summary, siteClassifier } from '../analyzer/index.ts';
import type { AnalystSettings } from '../ingest/analyst-settings.ts';
import type { TeamHarvest } from '../ingest/analyst-team.ts';
import type { Problem } from '../kit/index.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import { baselineChanges } from '../report/baseline-changes.ts';
import type { AnalyzedFiles, AnalyzeOptions, AnnotateOptions } from './analyze-files.ts';
import { annotatePages, inputChanged } from './annotate-pages.ts';
import { assessCounted, placesCounted } from './assess-counted.ts';
import type { AssessedTraffic } from './assess-traffic.ts';
import { compileRegex } from './compile-regex.ts';
import { CONTROLS } from './controls.ts';
import { fileTraits } from './file-traits.ts';
import type { PageFormat } from './page-format.ts';
import { readInputs } from './read-inputs.ts';
import { RUBRIC } from './rubric.ts';

/** What log writers make up for a record: UUIDs, counters, hashes. Words and sentences are somebody's. */
const ID_FORM = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/;
const HAS_DIGIT = /\d/;

/** What was read and found out before anything was counted. */
export interface FilesRead {
  readonly options: AnalyzeOptions;
  readonly settings: AnalystSettings;
  readonly gateways: readonly GatewaySnapshot[];
  readonly formats: ReadonlyMap<string, PageFormat>;
  readonly problems: readonly Problem[];
  readonly startedMs: number;
}

/** Assesses what was counted of files. Apart from counting, so that its program is loaded when threads are at work. */
export async function assessFiles(read: FilesRead, { counted, tally }: TeamHarvest): Promise<AnalyzedFiles> {
  const { options, settings, gateways, formats, problems, startedMs } = read;
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
      return fileTraits(options, format);
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
