import type { Rubric, Strength } from '../model/rubric.ts';
import type { FindingType, Severity } from '../model/vocabulary.ts';
import type { ApiSubject, EndpointSubject } from './subject.ts';

/** What justifies a finding. Samples are redacted by the analyzer already. */
interface FindingEvidence {
  readonly counts: Readonly<Record<string, number>>;
  readonly samples: readonly string[];
  readonly thresholds: Readonly<Record<string, number>>;
}

/** One sighting of a finding type. */
export interface Detection extends UntypedDetection {
  readonly type: FindingType;
}

/** A sighting as its detector returns it: the catalogue adds the type. */
export interface UntypedDetection {
  /** null: a fact about the API as a whole. */
  readonly endpoint: EndpointSubject | null;
  /** Tells sightings at one endpoint apart; part of the id. Empty where there is only one. */
  readonly subject: string;
  readonly severity: Severity;
  /**
   * What the evidence proves about the server; null for facts about callers and for hints that cost nothing.
   * Only the server's own consent may stand here.
   */
  readonly strength: Strength | null;
  readonly evidence: FindingEvidence;
  /** Threat type for control rows that depend on it. */
  readonly threat: string | null;
  /** In place of the title of its type. */
  readonly title?: string;
  /** The system that reports it; absent: Assay. */
  readonly origin?: string;
}

/** One finding type: what it means, how to fix it, and when it is there. */
export interface FindingRule {
  readonly type: FindingType;
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
  readonly severity: Severity;
  /** The sentence that stands as `evidence.rule`. */
  readonly rule: string;
  readonly detect: (api: ApiSubject, rubric: Rubric) => readonly UntypedDetection[];
}

/** A sighting at one endpoint, before its type and endpoint are attached. */
export interface Sighting {
  readonly subject?: string;
  readonly severity: Severity;
  readonly strength: Strength | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly samples?: readonly string[];
  readonly thresholds?: Readonly<Record<string, number>>;
  readonly threat?: string;
}

const MAX_SAMPLES = 3;

export function toDetection(endpoint: EndpointSubject | null, sighting: Sighting): UntypedDetection {
  return {
    endpoint,
    subject: sighting.subject ?? '',
    severity: sighting.severity,
    strength: sighting.strength,
    evidence: {
      counts: sighting.counts,
      samples: [...new Set(sighting.samples ?? [])].slice(0, MAX_SAMPLES),
      thresholds: sighting.thresholds ?? {},
    },
    threat: sighting.threat ?? null,
  };
}

/** Lifts a detector of one endpoint to all endpoints of an API. */
export function atEachEndpoint(
  detect: (
    endpoint: EndpointSubject,
    rubric: Rubric,
    api: ApiSubject,
  ) => Sighting | readonly Sighting[] | null,
): FindingRule['detect'] {
  return (api, rubric) =>
    api.endpoints.flatMap((endpoint) => {
      const found = detect(endpoint, rubric, api);
      if (found === null) return [];
      const sightings: readonly Sighting[] = isList(found) ? found : [found];
      return sightings.map((sighting) => toDetection(endpoint, sighting));
    });
}

function isList(found: Sighting | readonly Sighting[]): found is readonly Sighting[] {
  return Array.isArray(found);
}
