import { fitsHost } from '../analyzer/index.ts';
import type { CorrectionRule, FiledRule } from '../model/correction-rules.ts';
import { eraseSlotNames } from '../model/ids.ts';
import type { EndpointFacts, Inventory } from '../model/inventory.ts';
import type { JsonValue } from '../model/json.ts';
import { hostOf, parsed, renamed } from './compile-corrections.ts';
import { countingKey } from './compile-site.ts';

/** What a rule did in one assessment; stands under `run.corrections` of the report. */
export interface CorrectionEffect {
  readonly id: string;
  readonly kind: CorrectionRule['kind'];
  readonly file: string;
  /** Endpoints that it reaches. */
  readonly endpoints: number;
  /** Their ids, sorted, up to a bound. */
  readonly reached: readonly string[];
  /** Fields that it reaches; 0 for rules about paths. */
  readonly fields: number;
  /** Calls at the endpoints; for attacks, attacking calls. */
  readonly calls: number;
  /** Calls observed since then were read with it; null: it holds for every call. */
  readonly since: string | null;
  /** Classes that it took away, field by field. */
  readonly removed: readonly {
    readonly endpoint: string;
    readonly class: string;
    readonly location: string;
    readonly path: string;
    readonly count: number;
  }[];
  readonly [key: string]: JsonValue | undefined;
}

/** A rule for a whole host reaches more endpoints than anybody reads one by one. */
const MOST_REACHED = 1000;

/** What each rule reaches in an inventory that was viewed with it. */
export function correctionEffects(
  rules: readonly FiledRule[],
  inventory: Inventory,
  since: ReadonlyMap<string, number>,
): readonly CorrectionEffect[] {
  return rules.map(({ file, rule }) => {
    const reached = inventory.endpoints.filter((endpoint) => reaches(rule, endpoint));
    const removed = reached.flatMap((endpoint) =>
      (endpoint.refusedClasses ?? []).flatMap(({ rule: by, id, location, path, count }) =>
        by === rule.id && rule.kind === 'not-here'
          ? [{ endpoint: endpoint.id, class: id, location, path, count }]
          : [],
      ),
    );
    return {
      id: rule.id,
      kind: rule.kind,
      file,
      endpoints: reached.length,
      reached: reached
        .map(({ id }) => id)
        .sort()
        .slice(0, MOST_REACHED),
      fields: rule.kind === 'data-class' ? fieldsOf(rule.id, reached) : removed.length,
      calls: reached.reduce((sum, endpoint) => sum + callsOf(rule, endpoint), 0),
      since: sinceOf(rule, since),
      removed,
    };
  });
}

function sinceOf(rule: CorrectionRule, since: ReadonlyMap<string, number>): string | null {
  const atMs = since.get(countingKey(rule) ?? '');
  return atMs === undefined ? null : new Date(atMs).toISOString();
}

function fieldsOf(id: string, endpoints: readonly EndpointFacts[]): number {
  return endpoints.flatMap(({ dataClasses }) => dataClasses.filter((one) => one.id === id)).length;
}

function callsOf(rule: CorrectionRule, endpoint: EndpointFacts): number {
  if (rule.kind !== 'threat') return endpoint.calls;
  return endpoint.threats
    .filter((threat) => threat.rule === `site:${rule.id}`)
    .reduce((sum, threat) => sum + threat.attempts, 0);
}

function reaches(rule: CorrectionRule, endpoint: EndpointFacts): boolean {
  if (!fitsHost(hostOf(rule), endpoint.host)) return false;
  const path = eraseSlotNames(endpoint.path);
  switch (rule.kind) {
    case 'pin':
      return (
        path === parsed(rule.template).erased &&
        (rule.methods === undefined || rule.methods.includes(endpoint.method))
      );
    case 'split':
      return rule.literals.some((literal) => isAtOrBelow(path, `${parsed(rule.below).erased}/${literal}`));
    case 'merge':
      return isAtOrBelow(path, `${parsed(rule.below).erased}/{}`);
    case 'rename':
      return isNamedSo(rule, path);
    case 'not-here':
      return endpoint.refusedClasses?.some((one) => one.rule === rule.id) === true;
    case 'data-class':
      return endpoint.dataClasses.some((one) => one.id === rule.id);
    case 'auth-scheme':
      return endpoint.auth.schemes.includes(`custom:${rule.id}`);
    case 'threat':
      return endpoint.threats.some((one) => one.rule === `site:${rule.id}`);
    case 'path-words':
      return path.split('/').some((segment) => rule.words.includes(segment));
  }
}

function isAtOrBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}

function isNamedSo(rule: CorrectionRule, path: string): boolean {
  const template = renamed(rule);
  return template !== null && isAtOrBelow(path, parsed(template).erased);
}
