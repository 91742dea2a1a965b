import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';

/** A resource as Amplify Central holds it: main part, server-owned metadata, and sub-resources beside `spec`. */
export interface Resource {
  readonly kind: string;
  readonly name: string;
  /** Environment; null for unscoped kinds. */
  readonly scope: string | null;
  title: string;
  owner: JsonValue;
  attributes: JsonObject;
  tags: readonly string[];
  finalizers: readonly JsonValue[];
  spec: JsonObject;
  /** By name, as written by their own calls. */
  readonly subs: Map<string, JsonValue>;
  readonly id: string;
  readonly createdMs: number;
  modifiedMs: number;
  version: number;
}

export interface KindRules {
  readonly kind: string;
  readonly plural: string;
  readonly scoped: boolean;
  /** Sub-resources that may be written; `x-*` always may. */
  readonly subs: readonly string[];
  /** Sub-resources that the server alone writes. */
  readonly computed: readonly string[];
}

const kind = (
  name: string,
  plural: string,
  scoped: boolean,
  subs: readonly string[],
  computed: readonly string[] = [],
): KindRules => ({ kind: name, plural, scoped, subs, computed });

export const KINDS: readonly KindRules[] = [
  kind('Environment', 'environments', false, ['references', 'stages', 'complianceruntimeresult', 'policies']),
  kind(
    'APIService',
    'apiservices',
    true,
    ['source', 'details', 'agentdetails', 'status', 'complianceruntimeresult'],
    ['compliance', 'references'],
  ),
  kind('APIServiceRevision', 'apiservicerevisions', true, ['information', 'status'], ['compliance']),
  kind(
    'APIServiceInstance',
    'apiserviceinstances',
    true,
    ['source', 'lifecycle', 'complianceruntimeresult', 'status'],
    ['compliance', 'references'],
  ),
  kind('ComplianceAgent', 'complianceagents', true, ['dataplane', 'status', 'agentstate']),
  kind('ComplianceRuntimeResult', 'complianceruntimeresults', true, []),
];

export class Refusal extends Error {
  readonly status: number;
  readonly detail: string;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
    this.detail = detail;
  }
}

export function refuse(status: number, detail: string): never {
  throw new Refusal(status, detail);
}

/** The member of an object, or undefined: for reading bodies of unknown form. */
export function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const name of path) current = isJsonObject(current) ? current[name] : undefined;
  return current;
}

/** `2026-01-31T10:00:00.000+0000`, as the server writes times. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

/** Texts and numbers as text; nothing for anything else. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
