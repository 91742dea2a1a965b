import type { ReportApi } from './generated/report.ts';
import type { JsonObject } from './json.ts';

/** How much of an API leaves the installation; per registry, default `summary`. */
export type PublishDetail = 'grade' | 'summary' | 'full';

/** Which grade counts where a source brings one of its own: ours, the source's, or the worse of the two. */
export type GradingBasis = 'assay' | 'source' | 'worst';

/** One API as a registry may learn of it: already cut down to what `publish.detail` and privacy allow. */
export interface PublishedApi {
  readonly api: ReportApi;
  /** What the registry may show of it, as plain JSON: identity, grade, and by detail flags, findings, endpoints. */
  readonly body: JsonObject;
  /** Letter as shown by the store (with its margin). */
  readonly shownLetter: string;
  /** The letter and score to publish: ours or the source's, as `grading.basis` says; null for `U`. */
  readonly grade: PublishedGrade | null;
  /** OpenAPI 3.1 document as observed; null unless `publish.definitions` is on or the API is managed. */
  readonly definition: JsonObject | null;
  /** Page of the API in the console; null where no public URL of the console is configured. */
  readonly link: string | null;
}

export interface PublishedGrade {
  readonly letter: string;
  readonly score: number;
  /** `assay`, or the origin of the source's own score. */
  readonly origin: string;
  /** Amplify scale: two decimals, inside the half-open band of the letter. */
  readonly riskScore: number;
}

/** An object that the registry should hold. `body` holds what we own of it and nothing else, in canonical form. */
export interface DesiredObject {
  /** Unique in the registry and the same in every run: `apiservices/gl-orders-1a2b3c4d`. */
  readonly key: string;
  /** The platform's word for it: `api`, `APIService`, `Component`. */
  readonly kind: string;
  readonly body: JsonObject;
  /** Id of the API that it is there for; null for what belongs to all (an environment, an agent). */
  readonly api?: string | null;
}

/** An object as the registry holds it now. Only objects that we created are listed. */
export interface OwnedObject {
  readonly key: string;
  /** Only what we own of it: a person's fields are left out, so that they are never overwritten. */
  readonly body: JsonObject;
  readonly state: 'active' | 'retired';
  readonly kind?: string;
  /** As in DesiredObject, where the registry can tell. */
  readonly api?: string | null;
}

interface ChangeOf {
  readonly key: string;
  readonly kind: string;
  /**
   * As in DesiredObject: when a change is refused, the later ones of the same API wait; one that belongs to all (null or
   * absent) holds back all that come after it.
   */
  readonly api?: string | null;
}

export type Change =
  | (ChangeOf & { readonly action: 'create'; readonly after: JsonObject })
  | (ChangeOf & {
      readonly action: 'update';
      readonly before: JsonObject;
      readonly after: JsonObject;
      readonly fields: readonly string[];
    })
  | (ChangeOf & { readonly action: 'retire'; readonly before: JsonObject });

/** Something that is not ours to change, or that the registry and we see differently; shown, never forced. */
export interface RegistryConflict {
  readonly key: string;
  readonly code: string;
  /** Static sentence with a fix. */
  readonly message: string;
}

export interface Plan {
  /** In the order in which they have to be applied: what others refer to comes first, retirements last. */
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** Why retirements were withheld; null when nothing was withheld. */
  readonly refusal: string | null;
  /** The retirements withheld, in order; a person may allow them. */
  readonly withheld?: readonly Change[];
  readonly conflicts: readonly RegistryConflict[];
}

/** What a run of the agent looked like, for registries that show the state of agents. */
export interface AgentStatus {
  readonly state: 'running' | 'stopped' | 'failed';
  readonly version: string;
  readonly message: string;
  readonly lastActivityMs: number;
}
