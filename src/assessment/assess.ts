import type { ApiAssessment, Assessment } from '../model/assessment.ts';
import type { Correlation } from '../model/correlation.ts';
import type { Finding, SourceGrade } from '../model/generated/report.ts';
import { type ApiId, type EndpointId, type FindingId, findingId } from '../model/ids.ts';
import type { NamedResults } from '../model/imported-results.ts';
import type { Inventory } from '../model/inventory.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import type { ControlSet, Rubric } from '../model/rubric.ts';
import { controlsFor } from './controls.ts';
import type { Detection } from './finding-rule.ts';
import { FINDING_RULES } from './findings/catalogue.ts';
import { type Found, gradeApi } from './grade/grade.ts';
import { joinResults } from './imported.ts';
import { type ApiSubject, buildSubjects } from './subject.ts';

/** What an endpoint was called in an earlier assessment. */
export interface FormerIdentity {
  readonly api: ApiId;
  readonly endpoint: EndpointId;
}

export interface AssessmentSettings {
  /** What gateways and definitions registered: definitions are compared with behaviour. */
  readonly snapshots: readonly GatewaySnapshot[];
  /** A person's word on findings. A false positive costs nothing; an accepted risk is still a risk. */
  readonly decisions: ReadonlyMap<string, 'accepted' | 'false-positive'>;
  /** What other systems say about these calls. */
  readonly results?: readonly NamedResults[];
  /** Of systems that could not be asked: what they said last. */
  readonly lastSaid?: LastSaid;
  /** By present endpoint; what people decided on its findings then holds for them now. */
  readonly former?: ReadonlyMap<EndpointId, readonly FormerIdentity[]>;
}

export const NO_SETTINGS: AssessmentSettings = {
  snapshots: [],
  decisions: new Map(),
};

/** Findings and grades of another system as the last report shows them. */
export interface LastSaid {
  readonly findings: readonly Finding[];
  readonly grades: ReadonlyMap<string, SourceGrade>;
}

/**
 * Findings and grades of every API. Pure: the same inventory, correlation, rubric and settings give the same result.
 * Findings are sorted by id, APIs as in the correlation.
 */
export function assess(
  inventory: Inventory,
  correlation: Correlation,
  rubric: Rubric,
  controls: readonly ControlSet[],
  settings: AssessmentSettings,
): Assessment {
  const findings = new Map<FindingId, Finding>();
  const formerIds = new Map<FindingId, readonly FindingId[]>();
  const apis: ApiAssessment[] = [];
  const joined = joinResults(settings.results ?? [], inventory, correlation);
  for (const subject of buildSubjects(inventory, correlation, rubric, settings.snapshots, joined.sightings)) {
    const found = findAll(subject, rubric, settings);
    for (const one of found) {
      findings.set(one.id, toFinding(one, subject, controls));
      if (one.formerIds.length > 0) formerIds.set(one.id, one.formerIds);
    }
    const judged = found.filter((one) => one.decision !== 'false-positive');
    const { grade, checks } = gradeApi(subject, judged, rubric);
    const api = subject.correlated.id;
    const sourceGrade = joined.grades.get(api) ?? settings.lastSaid?.grades.get(api) ?? null;
    apis.push({ api, grade, checks, sourceGrade });
  }
  for (const finding of stillThere(settings, correlation)) findings.set(finding.id as FindingId, finding);
  return {
    rubric: `${rubric.id}@${rubric.version}`,
    findings: [...findings.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    formerIds,
    apis,
    unmatchedResults: joined.unmatched,
  };
}

/** What was said last about APIs and endpoints that are still known, with what people decided since. */
function stillThere(
  { lastSaid, decisions }: AssessmentSettings,
  correlation: Correlation,
): readonly Finding[] {
  const known = new Set<string>([
    ...correlation.apis.map(({ id }) => id),
    ...correlation.endpoints.map(({ id }) => id),
  ]);
  return (lastSaid?.findings ?? [])
    .filter(({ api, endpoint }) => known.has(api) && (endpoint === null || known.has(endpoint)))
    .map((finding) => ({ ...finding, status: decisions.get(finding.id) ?? 'open' }));
}

/** A finding on its way, with what people decided on it. */
interface FoundNow extends Found {
  /** Its ids before its endpoint or API was re-keyed. */
  readonly formerIds: readonly FindingId[];
  readonly decision: 'accepted' | 'false-positive' | null;
}

function findAll(subject: ApiSubject, rubric: Rubric, settings: AssessmentSettings): readonly FoundNow[] {
  return Object.values(FINDING_RULES).flatMap((rule) =>
    rule.detect(subject, rubric).map((sighting) => {
      const detection: Detection = { ...sighting, type: rule.type };
      const endpoint = detection.endpoint?.facts.id ?? null;
      const id = findingId(rule.type, subject.correlated.id, endpoint, detection.subject);
      const former = endpoint === null ? [] : (settings.former?.get(endpoint) ?? []);
      const formerIds = former
        .map((each) => findingId(rule.type, each.api, each.endpoint, detection.subject))
        .filter((each) => each !== id);
      const decided = [id, ...formerIds].find((each) => settings.decisions.has(each)) ?? id;
      const decision = settings.decisions.get(decided) ?? null;
      return { id, title: detection.title ?? rule.title, detection, formerIds, decision };
    }),
  );
}

function toFinding(found: FoundNow, subject: ApiSubject, controls: readonly ControlSet[]): Finding {
  const { detection } = found;
  const [first, second, third] = detection.evidence.samples;
  return {
    id: found.id,
    type: detection.type,
    severity: detection.severity,
    api: subject.correlated.id,
    endpoint: detection.endpoint?.facts.id ?? null,
    title: found.title,
    ...(detection.origin === undefined ? {} : { origin: detection.origin }),
    evidence: {
      counts: { ...detection.evidence.counts },
      samples: samplesTuple(first, second, third),
      rule: FINDING_RULES[detection.type].rule,
      thresholds: { ...detection.evidence.thresholds },
    },
    controls: [...controlsFor(detection, subject, controls)],
    status: found.decision ?? 'open',
  };
}

function samplesTuple(
  first: string | undefined,
  second: string | undefined,
  third: string | undefined,
): Finding['evidence']['samples'] {
  if (first === undefined) return [];
  if (second === undefined) return [first];
  return third === undefined ? [first, second] : [first, second, third];
}
