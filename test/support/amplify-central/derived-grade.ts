import { isJsonArray, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { at, type Resource, textOf } from './resource.ts';

/** The vendor's table: A below 1, B below 2, … F from 5. Written down here again, so that ours is held against it. */
export function gradeOf(riskScore: number): string {
  if (riskScore < 1) return 'A';
  if (riskScore < 2) return 'B';
  if (riskScore < 3) return 'C';
  if (riskScore < 4) return 'D';
  return riskScore < 5 ? 'E' : 'F';
}

/** What the server computes of a resource: the grade behind its pointer, and what it belongs to. */
export function gradeMembers(
  resource: Resource,
  held: ReadonlyMap<string, Resource>,
  computesReferences: boolean,
): JsonObject {
  if (resource.kind !== 'APIService' && resource.kind !== 'APIServiceInstance') return {};
  const found = pointedResult(resource, held) ?? legacyResult(resource);
  const result = found === null ? {} : { compliance: { runtime: { result: found } } };
  if (resource.kind === 'APIService' || !computesReferences) return result;
  const revision = held.get(
    `APIServiceRevision/${resource.scope ?? ''}/${textOf(resource.spec['apiServiceRevision'])}`,
  );
  const service = revision?.spec['apiService'];
  return { ...result, ...(service === undefined ? {} : { references: { apiService: service } }) };
}

function pointedResult(resource: Resource, held: ReadonlyMap<string, Resource>): JsonObject | null {
  const pointer = resource.subs.get('complianceruntimeresult');
  const target = typeof pointer === 'string' ? held.get(`ComplianceRuntimeResult/${pointer}`) : undefined;
  const results = target?.spec['results'];
  const [first] = isJsonArray(results) ? results : [];
  return scored(at(first, 'runtime', 'riskScore'), target?.spec['timestamp']);
}

/** Where results stood until 2025: `source.compliance.runtime.result` of the instance. */
function legacyResult(resource: Resource): JsonObject | null {
  const result = at(resource.subs.get('source'), 'compliance', 'runtime', 'result');
  return scored(at(result, 'riskScore'), at(result, 'timestamp'));
}

function scored(riskScore: JsonValue | undefined, timestamp: JsonValue | undefined): JsonObject | null {
  if (typeof riskScore !== 'number') return null;
  return { riskScore, grade: gradeOf(riskScore), ...(timestamp === undefined ? {} : { timestamp }) };
}
