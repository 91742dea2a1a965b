import type { Change, Report, ReportEndpoint } from '../model/generated/report.ts';
import { type ApiId, changeId, type EndpointId } from '../model/ids.ts';
import type { ChangeClass, ChangeType } from '../model/vocabulary.ts';
import { byKeys } from './order.ts';

interface Difference {
  readonly type: ChangeType;
  readonly class: ChangeClass;
  readonly endpoint: ReportEndpoint;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What is different from a saved report, as far as two report documents tell: endpoints, authentication, data classes, statuses. */
export function baselineChanges(before: Report, after: Report): Change[] {
  const old = new Map(before.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const fresh = new Set(after.endpoints.flatMap((endpoint) => [endpoint.id, ...(endpoint.aliases ?? [])]));
  const differences = [
    ...after.endpoints.flatMap((endpoint) => {
      // A re-keyed endpoint is compared with what it was called before.
      const previous = [endpoint.id, ...(endpoint.aliases ?? [])].flatMap((id) => old.get(id) ?? []);
      return previous.length === 0 ? [added(endpoint)] : between(previous, endpoint);
    }),
    ...before.endpoints.filter((endpoint) => !fresh.has(endpoint.id)).map(vanished),
  ];
  const at = after.asOf ?? before.asOf ?? '1970-01-01T00:00:00.000Z';
  return differences.map((difference) => toChange(difference, at)).sort(byKeys((change) => change.id));
}

function added(endpoint: ReportEndpoint): Difference {
  return {
    type: 'endpoint-added',
    class: 'additive',
    endpoint,
    subject: '',
    before: null,
    after: `${endpoint.method} ${endpoint.path}`,
  };
}

function vanished(endpoint: ReportEndpoint): Difference {
  return {
    type: 'endpoint-vanished',
    class: 'removed',
    endpoint,
    subject: '',
    before: `${endpoint.method} ${endpoint.path}`,
    after: null,
  };
}

/** From strong to weak; `undetected` says nothing and is never a change. */
const AUTH_RANK: Readonly<Record<string, number>> = { required: 2, mixed: 1, none: 0 };

function between(before: readonly ReportEndpoint[], after: ReportEndpoint): readonly Difference[] {
  const differences: Difference[] = [];
  const states = new Set(before.map((one) => one.auth.state));
  // Several that differed have no common state to have changed from.
  const [state = 'undetected'] = states.size === 1 ? states : [];
  const was = AUTH_RANK[state];
  const is = AUTH_RANK[after.auth.state];
  if (was !== undefined && is !== undefined && was !== is) {
    const weaker = is < was;
    differences.push({
      type: weaker ? 'auth-weakened' : 'auth-strengthened',
      class: weaker ? 'risky' : 'breaking',
      endpoint: after,
      subject: 'auth',
      before: state,
      after: after.auth.state,
    });
  }
  const known = new Set(before.flatMap((each) => each.dataClasses.map((one) => `${one.id} ${one.location}`)));
  for (const subject of new Set(after.dataClasses.map((one) => `${one.id} ${one.location}`))) {
    if (!known.has(subject))
      differences.push({
        type: 'data-class-exposed',
        class: 'risky',
        endpoint: after,
        subject,
        before: null,
        after: subject,
      });
  }
  for (const status of Object.keys(after.statuses).sort()) {
    if (before.every((one) => one.statuses[status] === undefined)) {
      differences.push({
        type: 'status-added',
        class: 'additive',
        endpoint: after,
        subject: status,
        before: null,
        after: status,
      });
    }
  }
  return differences;
}

function toChange(difference: Difference, at: string): Change {
  const { type, class: kind, endpoint, subject, before, after } = difference;
  // The ids stand in report documents, which the schema has checked; the brand is not part of JSON.
  const id = changeId(type, endpoint.api as ApiId, endpoint.id as EndpointId, subject, at);
  return { id, type, class: kind, api: endpoint.api, endpoint: endpoint.id, at, before, after };
}
