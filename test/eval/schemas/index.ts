import type { JsonObject } from '../../../src/model/json.ts';
import type { Capability, CapabilityResult, Half } from '../capability.ts';
import { analyzeCalls } from '../harness.ts';
import { checkCorpus } from './check-corpus.ts';
import { Conformance } from './conformance.ts';
import { devCorpus } from './dev-corpus.ts';
import { type EndpointCase, erased } from './endpoint-case.ts';
import { type Claims, claimsOf } from './exported.ts';
import {
  type ExportedOperations,
  exportedDocuments,
  operationsOf,
  requestFields,
  responseFields,
} from './exported-documents.ts';
import { ATTRIBUTES, type Attribute, labelsOf, type SiteLabels } from './labels.ts';
import { MUTATIONS, type Mutation, mutantsOf } from './mutate.ts';
import { randomFor } from './random.ts';
import { emptyScores, type Mistake, ratios, type Scores, score, type Tally } from './scores.ts';
import { type Structure, structureOf } from './structure.ts';
import { textOf } from './text-of.ts';
import { FORM, type SentDocument, siteKey, type Traffic, trafficOf } from './traffic.ts';

/** Schemas inferred from generated documents, judged on the exported OpenAPI document alone. */
export const schemas: Capability = { name: 'schemas', evaluate };

const WORST = 10;
/** Documents of a site that are mutated, each in every way its schema forbids. */
const MUTATED_DOCUMENTS = 4;

async function evaluate(half: Half): Promise<CapabilityResult> {
  const corpus = half === 'dev' ? devCorpus() : checkCorpus();
  const traffic = trafficOf(corpus);
  const analyzed = await analyzeCalls(
    traffic.calls.map(({ call }) => call),
    { annotate: false },
  );
  const documents = exportedDocuments(analyzed);
  const operations = operationsOf(documents);
  const sites = new Map([...traffic.sites].map(([key, site]) => [key, labelsOf(site)]));
  const { scores, mistakes } = scoreSites(corpus.endpoints, sites, operations);
  const conformance = new Conformance(operations);
  const refusals = refusalsOf(traffic, conformance);
  const refused = refusedMutants(traffic, sites, conformance, corpus.seed);
  const structures = await Promise.all(documents.map((document) => structureOf(document)));
  const missing = corpus.endpoints.filter((endpoint) => !operations.has(operationKey(endpoint)));
  return {
    capability: 'schemas',
    half,
    counts: {
      apis: documents.length,
      endpoints: corpus.endpoints.length,
      endpointsMissing: missing.length,
      calls: traffic.calls.length,
      labels: [...sites.values()].reduce((sum, site) => sum + site.labels.length, 0),
      mutants: MUTATIONS.reduce((sum, mutation) => sum + refused[mutation].made, 0),
      lintErrors: structures.reduce((sum, { errors }) => sum + errors, 0),
      lintWarnings: structures.reduce((sum, { warnings }) => sum + warnings, 0),
    },
    metrics: metricsOf(scores, traffic.calls.length, refusals, refused, structures),
    worst: worstOf(mistakes, refusals, structures),
  };
}

function operationKey({ method, host, template }: EndpointCase): string {
  return `${method} ${host}${erased(template)}`;
}

/** The places of an endpoint and the exported schema of each. */
function* placesOf(endpoint: EndpointCase, operations: ExportedOperations): Generator<[string, Claims]> {
  const exported = operations.get(operationKey(endpoint));
  const { method, host, template } = endpoint;
  const document: JsonObject = exported?.document ?? {};
  const claims = (schema: Parameters<typeof claimsOf>[0]): Claims =>
    schema === undefined ? new Map() : claimsOf(schema, document);
  const key = (part: string, type: string): string => siteKey(method, host, template, part, type);
  if (endpoint.query.length > 0)
    yield [key('query', 'parameters'), queryClaims(exported?.parameters ?? [], document)];
  const { request, success, failure } = endpoint;
  if (request !== null) {
    const schema = exported === undefined ? undefined : requestFields(exported, request.contentType);
    yield [key('request', request.contentType), claims(schema)];
  }
  const { contentType } = success;
  if (contentType !== null) {
    const schema = exported === undefined ? undefined : responseFields(exported, success.status, contentType);
    yield [key('2XX', contentType), claims(schema)];
  }
  if (failure !== null) {
    const merged: Claims = new Map();
    for (const status of exported === undefined ? [] : failure.statuses) {
      for (const [pointer, attributes] of claims(responseFields(exported!, status, failure.contentType))) {
        merged.set(pointer, attributes);
      }
    }
    yield [key('4XX', failure.contentType), merged];
  }
}

function queryClaims(parameters: readonly JsonObject[], document: JsonObject): Claims {
  const all: Claims = new Map();
  for (const parameter of parameters) {
    if (parameter['in'] !== 'query') continue;
    const own = claimsOf(parameter['schema'], document).get('') ?? new Map<Attribute, Set<string>>();
    if (parameter['required'] === true) own.set('required', new Set(['required']));
    all.set(`/${textOf(parameter['name'])}`, own);
  }
  return all;
}

/** Texts of a form have no type of their own. */
const OF_FORMS: readonly Attribute[] = ['present', 'required', 'enum'];

function scoreSites(
  endpoints: readonly EndpointCase[],
  sites: ReadonlyMap<string, SiteLabels>,
  operations: ExportedOperations,
): { scores: Scores; mistakes: Mistake[] } {
  const scores = emptyScores();
  const mistakes: Mistake[] = [];
  for (const endpoint of endpoints) {
    for (const [key, claims] of placesOf(endpoint, operations)) {
      const site = sites.get(key);
      if (site === undefined) continue;
      mistakes.push(...score(site, claims, scores, key.endsWith(FORM) ? OF_FORMS : ATTRIBUTES));
    }
  }
  return { scores, mistakes };
}

/** Refused calls by reason, and an operation that shows it. */
type Refusals = ReadonlyMap<string, { readonly calls: number; readonly first: string }>;

function refusalsOf(traffic: Traffic, conformance: Conformance): Refusals {
  const reasons = new Map<string, { calls: number; first: string }>();
  for (const sent of traffic.calls) {
    const reason = conformance.refusal(sent);
    if (reason === null) continue;
    const known = reasons.get(reason) ?? { calls: 0, first: operationKey(sent.endpoint) };
    reasons.set(reason, { ...known, calls: known.calls + 1 });
  }
  return reasons;
}

type Refused = Record<Mutation, { made: number; refused: number }>;

function refusedMutants(
  traffic: Traffic,
  sites: ReadonlyMap<string, SiteLabels>,
  conformance: Conformance,
  seed: number,
): Refused {
  const zero = (): { made: number; refused: number } => ({ made: 0, refused: 0 });
  const counts: Refused = { required: zero(), type: zero(), enum: zero(), null: zero() };
  const random = randomFor(seed, 'mutants');
  const used = new Map<string, number>();
  for (const sent of traffic.calls) {
    const exported = conformance.operation(sent);
    const mutate = (part: SentDocument | null, schemaOf: () => Parameters<typeof claimsOf>[0]): void => {
      const site = part === null ? undefined : sites.get(part.site);
      if (part === null || site === undefined || site.key.endsWith(FORM)) return;
      const times = used.get(site.key) ?? 0;
      used.set(site.key, times + 1);
      if (times >= MUTATED_DOCUMENTS) return;
      const schema = exported === null ? undefined : schemaOf();
      for (const mutant of mutantsOf(part.value, site, random)) {
        counts[mutant.mutation].made += 1;
        if (conformance.accepts(schema, exported?.document ?? {}, mutant.value)) continue;
        counts[mutant.mutation].refused += 1;
      }
    };
    const typeOf = (message: typeof sent.call.request): string => String(message?.headers?.['content-type']);
    mutate(sent.request, () => requestFields(exported!, typeOf(sent.call.request)));
    mutate(sent.response, () => responseFields(exported!, sent.call.status ?? 0, typeOf(sent.call.response)));
  }
  return counts;
}

function metricsOf(
  scores: Scores,
  calls: number,
  refusals: Refusals,
  refused: Refused,
  structures: readonly Structure[],
): Record<string, number> {
  const metrics: Record<string, number> = {};
  const all: Tally = { right: 0, wrong: 0, missed: 0 };
  for (const attribute of ATTRIBUTES) {
    const tally = scores[attribute];
    all.right += tally.right;
    all.wrong += tally.wrong;
    all.missed += tally.missed;
  }
  const put = (name: string, value: number): void => {
    metrics[name] = Math.round(value * 10_000) / 10_000;
  };
  for (const [name, value] of Object.entries(ratios(all))) put(name, value);
  put(
    'macroF1',
    ATTRIBUTES.reduce((sum, attribute) => sum + ratios(scores[attribute]).f1, 0) / ATTRIBUTES.length,
  );
  for (const attribute of ATTRIBUTES) {
    for (const [name, value] of Object.entries(ratios(scores[attribute]))) put(`${attribute}.${name}`, value);
  }
  put('acceptRate', 1 - [...refusals.values()].reduce((sum, one) => sum + one.calls, 0) / calls);
  const made = MUTATIONS.reduce((sum, mutation) => sum + refused[mutation].made, 0);
  put('refuseRate', MUTATIONS.reduce((sum, mutation) => sum + refused[mutation].refused, 0) / made);
  for (const mutation of MUTATIONS)
    put(`refuse.${mutation}`, refused[mutation].refused / refused[mutation].made);
  put('validRate', structures.filter(({ valid }) => valid).length / structures.length);
  put('lintCleanRate', structures.filter(({ errors }) => errors === 0).length / structures.length);
  return metrics;
}

/** The ten: what refuses real traffic first, then invalid documents, then fields by kind of mistake. */
function worstOf(
  mistakes: readonly Mistake[],
  refusals: Refusals,
  structures: readonly Structure[],
): string[] {
  const worst: string[] = [];
  const refusing = [...refusals].sort((a, b) => b[1].calls - a[1].calls).slice(0, 3);
  for (const [reason, { calls, first }] of refusing) {
    worst.push(`refuses ${calls} of its own calls, ${first} one of them: ${reason}`);
  }
  const rules = [...new Set(structures.flatMap((structure) => structure.rules))];
  if (rules.length > 0) worst.push(`linter: ${rules.join(', ')}`);
  const kinds = Map.groupBy(mistakes, ({ attribute, claimed, expected }) => {
    const direction =
      claimed.length > expected.length ? 'invented' : claimed.length < expected.length ? 'missed' : 'wrong';
    return `${attribute} ${direction}`;
  });
  for (const [kind, of] of [...kinds].sort((a, b) => b[1].length - a[1].length)) {
    const [first] = of;
    if (first === undefined || worst.length >= WORST) break;
    const { site, pointer, claimed, expected } = first;
    worst.push(
      `${kind} ×${of.length}: ${site} ${pointer}: says ${claimed.join(',') || 'nothing'}, is ${expected.join(',') || 'none'}`,
    );
  }
  return worst;
}
