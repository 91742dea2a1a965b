import type { Report } from '../model/generated/report.ts';
import type { RunRecord, Store } from '../store/store.ts';

interface Metric {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

const RUNS_LOOKED_AT = 1000;

/**
 * Prometheus text format 0.0.4. Base units in the names; labels are configured ids and closed vocabularies only. Who
 * holds the latest report hands it in: reading a large one takes a second, and scrapes come every few.
 */
export async function metricsText(
  store: Store,
  nowMs: number,
  latestReport: () => Promise<Report | null> = () => store.latestReport(),
): Promise<string> {
  const [tallies, parked, runs, report] = await Promise.all([
    store.tallies(),
    store.parkedCounts(),
    store.runs(RUNS_LOOKED_AT),
    latestReport(),
  ]);
  const sources = [...tallies];
  const metrics: Metric[] = [
    {
      name: 'assay_records_received_total',
      type: 'counter',
      help: 'Records received from a source.',
      samples: sources.map(([source, tally]) => ({ labels: { source }, value: tally.received })),
    },
    {
      name: 'assay_records_dropped_total',
      type: 'counter',
      help: 'Records that did not become a call.',
      samples: sources.flatMap(([source, tally]) =>
        Object.entries(tally.dropped).map(([reason, value]) => ({ labels: { source, reason }, value })),
      ),
    },
    {
      name: 'assay_records_parked',
      type: 'gauge',
      help: 'Pointers that are kept to records that did not become a call (assay sources parked).',
      samples: [...parked].map(([source, value]) => ({ labels: { source }, value })),
    },
    {
      name: 'assay_source_lag_seconds',
      type: 'gauge',
      help: 'Time since the latest call of a source.',
      samples: sources.flatMap(([source, tally]) =>
        tally.lastCallMs === null ? [] : [{ labels: { source }, value: (nowMs - tally.lastCallMs) / 1000 }],
      ),
    },
    ...jobMetrics(runs),
    ...(report === null ? [] : reportMetrics(report)),
  ];
  return metrics.map(render).join('');
}

function jobMetrics(runs: readonly RunRecord[]): readonly Metric[] {
  const latest = new Map<string, RunRecord>();
  for (const run of runs) {
    const key = `${run.job}\n${run.subject}`;
    if (run.outcome !== null && !latest.has(key)) latest.set(key, run);
  }
  const samples = [...latest.values()];
  return [
    {
      name: 'assay_job_last_success',
      type: 'gauge',
      help: 'Whether the last run of a job succeeded.',
      samples: samples.map((run) => ({
        labels: { job: run.job, subject: run.subject },
        value: Number(run.outcome === 'succeeded'),
      })),
    },
    {
      name: 'assay_job_last_duration_seconds',
      type: 'gauge',
      help: 'How long the last run of a job took.',
      samples: samples.map((run) => ({
        labels: { job: run.job, subject: run.subject },
        value: ((run.endedAtMs ?? run.startedAtMs) - run.startedAtMs) / 1000,
      })),
    },
  ];
}

function reportMetrics(report: Report): readonly Metric[] {
  const counted = (keys: readonly string[]): readonly { readonly key: string; readonly value: number }[] =>
    [...Map.groupBy(keys, (key) => key)]
      .map(([key, members]) => ({ key, value: members.length }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  return [
    {
      name: 'assay_apis',
      type: 'gauge',
      help: 'APIs by management.',
      samples: counted(report.apis.map((api) => api.management)).map(({ key, value }) => ({
        labels: { management: key },
        value,
      })),
    },
    {
      name: 'assay_apis_by_grade',
      type: 'gauge',
      help: 'APIs by computed letter.',
      samples: counted(report.apis.map((api) => api.grade.letter)).map(({ key, value }) => ({
        labels: { letter: key },
        value,
      })),
    },
    {
      name: 'assay_findings',
      type: 'gauge',
      help: 'Findings by type.',
      samples: counted(report.findings.map((finding) => finding.type)).map(({ key, value }) => ({
        labels: { type: key },
        value,
      })),
    },
  ];
}

function render(metric: Metric): string {
  if (metric.samples.length === 0) return '';
  const lines = metric.samples.map(({ labels, value }) => {
    const pairs = Object.entries(labels).map(([name, text]) => `${name}="${escapeLabel(text)}"`);
    return `${metric.name}{${pairs.join(',')}} ${value}\n`;
  });
  return `# HELP ${metric.name} ${metric.help}\n# TYPE ${metric.name} ${metric.type}\n${lines.join('')}`;
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
