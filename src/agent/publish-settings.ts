import { AMPLIFY } from '../../mappings/grades/amplify.compiled.ts';
import { riskScore } from '../assessment/grade/registry-scale.ts';
import type { PublishSettings } from '../config/assay-config.ts';
import type { OpenRegistry } from '../kit/index.ts';
import type { Report } from '../model/generated/report.ts';
import type { PublishedApi } from '../model/registry.ts';
import type { Letter } from '../model/vocabulary.ts';
import { type Definitions, localApis, mayDefine, publishedApis } from '../registry/published-apis.ts';
import { openApiOf } from '../report/openapi/index.ts';
import type { AgentContext } from './context.ts';
import { loadEstate } from './load-estate.ts';

/** What every registry of one run is told of: the report, the shown letters, and definitions when one asks. */
export interface Publication {
  readonly report: Report;
  readonly shownLetters: ReadonlyMap<string, Letter>;
  /** Rebuilt from the summary at the first call, and once for all registries of the run. */
  readonly definitions: () => Promise<Definitions>;
}

/** Null when nothing was assessed yet. */
export async function loadPublication(context: AgentContext): Promise<Publication | null> {
  const report = await context.store.latestReport();
  if (report === null) return null;
  const grades = await context.store.latestGrades();
  let definitions: Promise<Definitions> | null = null;
  return {
    report,
    shownLetters: new Map([...grades].map(([api, point]) => [api, point.shownLetter])),
    definitions: () => (definitions ??= observedDefinitions(context)),
  };
}

async function observedDefinitions(context: AgentContext): Promise<Definitions> {
  const estate = await loadEstate(context);
  const apis = new Map<string, (typeof estate.correlation.apis)[number]>(
    estate.correlation.apis.map((api) => [api.id, api]),
  );
  return (id) => {
    const api = apis.get(id);
    return api === undefined ? null : openApiOf(api, estate);
  };
}

/** The rows for one registry: all stays inside for the built-in one (`publish` null), others get what may leave. */
export async function apisFor(
  context: AgentContext,
  publication: Publication,
  registry: OpenRegistry,
  publish: PublishSettings | null,
): Promise<readonly PublishedApi[]> {
  const { config } = context;
  const { report, shownLetters } = publication;
  if (publish === null) return localApis(report, { detail: config.publish.detail, shownLetters });
  // To rebuild the inventory costs: only for a registry that takes definitions, and when one may leave.
  const areAsked = registry.capabilities.definitions && report.apis.some((api) => mayDefine(api, publish));
  return publishedApis(report, areAsked ? await publication.definitions() : null, {
    ...publish,
    shownLetters,
    basis: config.grading.basis,
    riskScale: (letter, score) => riskScore(letter, score, AMPLIFY),
    publicUrl: config.console.publicUrl,
  });
}
