import type { BodyFacts } from '../../model/inventory.ts';
import type { RegisteredAnswer } from '../../model/registered-api.ts';
import type { Strength } from '../../model/rubric.ts';
import { atEachEndpoint, type FindingRule } from '../finding-rule.ts';
import type { EndpointSubject } from '../subject.ts';
import { hasOtherTypes, type ShapeDifference, shapeDifferences } from './shape-differences.ts';

/** Success codes the server sent that the definition does not list (`200`, `2XX` and `default` all list 200). */
function undocumentedSuccesses(endpoint: EndpointSubject): readonly string[] {
  return undocumented(endpoint, /^2\d\d$/);
}

function undocumented(endpoint: EndpointSubject, codes: RegExp): readonly string[] {
  const listed = new Set((endpoint.operation?.statuses ?? []).map((status) => status.toUpperCase()));
  if (listed.size === 0 || listed.has('DEFAULT')) return [];
  return Object.keys(endpoint.facts.statuses)
    .filter((status) => codes.test(status) && (endpoint.facts.statuses[status] ?? 0) > 0)
    .filter((status) => !listed.has(status) && !listed.has(`${status.charAt(0)}XX`))
    .sort();
}

/** Refusals that tell of the contract; the others come from frameworks and gateways and need not be listed. */
const CONTRACT_ERRORS = /^(?:400|402|409|410|412|422|423|424|428)$/;
const ERROR_CALLS = 10;
const ERROR_SHARE = 0.05;

/** Refusals of weight that the definition does not list. Callers provoke them, so they cost nothing. */
function undocumentedRefusals(endpoint: EndpointSubject): readonly string[] {
  return undocumented(endpoint, CONTRACT_ERRORS).filter((status) => {
    const calls = endpoint.facts.statuses[status] ?? 0;
    return calls >= ERROR_CALLS && calls >= endpoint.facts.calls * ERROR_SHARE;
  });
}

/** Fewer accepted calls may all be of one caller. */
const ENOUGH_CALLS = 20;

/**
 * Query parameters that the definition requires and that accepted calls left out. That all of many calls sent one is
 * said only where there are many: of few calls it was absent only if none had it. Of one that is repeated it is not
 * known how many calls had it.
 */
function requiredButAbsent(endpoint: EndpointSubject): number {
  const wanted = (endpoint.operation?.parameters ?? []).filter((one) => one.required && one.in === 'query');
  return wanted.filter((one) => {
    const seen = queryParameter(endpoint, one.name);
    if (seen === undefined) return endpoint.accepted > 0;
    return endpoint.accepted >= ENOUGH_CALLS && !seen.required && seen.schema['type'] !== 'array';
  }).length;
}

function queryParameter(endpoint: EndpointSubject, name: string) {
  return endpoint.facts.schemas.parameters.find((seen) => seen.in === 'query' && seen.name === name);
}

/**
 * Query parameters that every accepted call sends and that are not documented, or are of another type. One that only
 * some send may be theirs alone: servers ignore what they do not know.
 */
function otherParameters(endpoint: EndpointSubject): number {
  const { operation, accepted, facts } = endpoint;
  if (operation === null || accepted < ENOUGH_CALLS) return 0;
  const documented = operation.parameters.filter((one) => one.in === 'query');
  return facts.schemas.parameters.filter((seen) => {
    if (seen.in !== 'query' || !seen.required) return false;
    const known = documented.find((one) => one.name === seen.name);
    return known === undefined ? isStated(endpoint) : hasOtherTypes(seen.schema, known.types ?? null);
  }).length;
}

/** Whether the definition describes the operation at all, and not only that it is there. */
function isStated({ operation }: EndpointSubject): boolean {
  return operation !== null && (operation.answers !== undefined || operation.parameters.length > 0);
}

/** Differences of the bodies of success from the one documented answer that they can be held against. */
function bodyDifferences(endpoint: EndpointSubject): readonly ShapeDifference[] {
  const { operation, facts } = endpoint;
  if (operation?.answers === undefined || facts.protocol !== 'rest') return [];
  if (undocumentedSuccesses(endpoint).length > 0) return [];
  const answer = onlyAnswer(operation.answers, Object.keys(facts.statuses));
  if (answer === null) return [];
  return facts.schemas.responses
    .filter((body) => isJsonSuccess(body) && body.count >= ENOUGH_CALLS)
    .flatMap((body) => shapeDifferences(body.schema, answer.shape));
}

function isJsonSuccess({ statusClass, contentType }: BodyFacts): boolean {
  return statusClass === '2XX' && /[/+]json$/.test(contentType);
}

/** The bodies of several documented successes are not told apart: none of them can be held against one. */
function onlyAnswer(
  answers: readonly RegisteredAnswer[],
  statuses: readonly string[],
): RegisteredAnswer | null {
  const successes = statuses.filter((status) => /^2\d\d$/.test(status));
  const found = new Set(successes.map((status) => answerTo(answers, status)));
  const [only = null, ...more] = found;
  return more.length === 0 ? only : null;
}

function answerTo(answers: readonly RegisteredAnswer[], status: string): RegisteredAnswer | null {
  const fits = [status, `${status.charAt(0)}XX`, 'DEFAULT'];
  for (const name of fits) {
    const answer = answers.find((one) => one.status.toUpperCase() === name);
    if (answer !== undefined) return answer;
  }
  return null;
}

export const definitionDrift: FindingRule = {
  type: 'definition-drift',
  title: 'Behaviour differs from the definition',
  meaning:
    'The server answers otherwise than its definition says, so clients and gateways rely on a wrong contract.',
  fix: 'Update the definition from the observed one (`assay apis openapi ID`), or correct the service.',
  severity: 'low',
  rule:
    'status codes, parameters or members that the definition does not list, required ones that are absent, values of ' +
    'another type or outside of an enumeration',
  detect: atEachEndpoint((endpoint) => {
    const codes = undocumentedSuccesses(endpoint);
    const refusals = undocumentedRefusals(endpoint);
    const absent = requiredButAbsent(endpoint);
    const others = otherParameters(endpoint);
    const body = bodyDifferences(endpoint);
    if (codes.length + refusals.length + absent + others + body.length === 0) return null;
    const count = (kind: ShapeDifference['kind']): number => body.filter((one) => one.kind === kind).length;
    return {
      severity: 'low',
      strength: strengthOf(codes.length + body.length > 0, absent > 0),
      counts: {
        undocumentedStatuses: codes.length + refusals.length,
        responses: callsOf(endpoint, [...codes, ...refusals]),
        absentParameters: absent,
        otherParameters: others,
        undocumentedMembers: count('undocumented-member'),
        absentMembers: count('missing-member'),
        otherTypes: count('type'),
        otherTexts: count('text'),
      },
      samples: body.map(({ kind, pointer }) => `${kind} ${pointer}`),
    };
  }),
};

/**
 * Codes and bodies are the server's own word. Whether a parameter was absent on accepted calls alone is only likely, and
 * what callers send or provoke costs nothing.
 */
function strengthOf(isServersWord: boolean, isAbsent: boolean): Strength | null {
  if (isServersWord) return 'proved';
  return isAbsent ? 'likely' : null;
}

function callsOf(endpoint: EndpointSubject, codes: readonly string[]): number {
  return codes.reduce((sum, code) => sum + (endpoint.facts.statuses[code] ?? 0), 0);
}
