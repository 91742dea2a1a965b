import type { ReportApi } from '../../../src/model/generated/report.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { PublishedApi } from '../../../src/model/registry.ts';
import { publishedApis } from '../../../src/registry/published-apis.ts';
import { HOSTILE_STRINGS } from '../../support/hostile-strings.ts';
import {
  graded,
  observedDocument,
  PUBLISHED_SETTINGS,
  reportApi,
  reportEndpoint,
  reportFinding,
  reportOf,
} from '../../support/published-rows.ts';

/** What may leave only with more than the bare grade. */
export const PLANTED = ['planted-owner', 'planted-tag', 'api-key-in-url', 'planted-operation'] as const;
const [OWNER, TAG, FINDING, OPERATION] = PLANTED;

export type ApiName = 'orders' | 'billing' | 'search';

const GRADES: Readonly<Record<ApiName, ReportApi['grade']>> = {
  orders: graded('B', 85),
  // Never enough calls for a letter.
  billing: graded('U', null),
  search: graded('D', 64),
};

export const API_NAMES = Object.keys(GRADES) as readonly ApiName[];

export interface RowChanges {
  readonly letter?: { readonly api: ApiName; readonly to: ReportApi['grade'] };
  readonly flags?: ReportApi['flags'];
  readonly detail?: 'grade' | 'summary' | 'full';
  /** Title of the definitions that go along; none without. */
  readonly definitions?: string;
}

/** Unmanaged APIs as the report has them, with everything that may and may not leave. */
export function rowsOf(
  names: readonly ApiName[] = API_NAMES,
  changes: RowChanges = {},
): readonly PublishedApi[] {
  const apis = names.map((name) =>
    reportApi(name, {
      owner: OWNER,
      tags: [TAG],
      environment: 'production',
      flags: changes.flags ?? [],
      grade: changes.letter?.api === name ? changes.letter.to : GRADES[name],
    }),
  );
  const report = reportOf(apis, {
    endpoints: apis.map((api) => reportEndpoint(api, { operation: OPERATION })),
    findings: apis.map((api) => reportFinding(api, FINDING)),
  });
  const { definitions } = changes;
  const documents = definitions === undefined ? null : (): JsonObject => observedDocument(definitions);
  return publishedApis(report, documents, {
    ...PUBLISHED_SETTINGS,
    detail: changes.detail ?? 'summary',
    definitions: definitions !== undefined,
    publicUrl: 'https://assay.example',
  });
}

/** One API per hostile string, which stands wherever callers and definitions put strings. */
export function hostileRows(): readonly PublishedApi[] {
  const apis = HOSTILE_STRINGS.map((text, index) =>
    reportApi(`hostile${index}z`, {
      name: text,
      basePath: `/${text}`,
      owner: text,
      tags: [text],
      environment: text,
      reason: { code: 'no-registered-api', text, rule: text, nearestMiss: null },
    }),
  );
  const endpoints = apis.map((api) => reportEndpoint(api, { path: api.basePath, operation: api.name }));
  return publishedApis(reportOf(apis, { endpoints }), null, { ...PUBLISHED_SETTINGS, detail: 'full' });
}
