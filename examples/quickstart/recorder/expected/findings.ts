import type { SentRequest } from '../manifest.ts';
import { apiAt, authStateOf, type LedgerRow } from './endpoint-ledger.ts';
import { CREDENTIAL_ENDPOINTS, KNOWN_APIS, type KnownApi, SEES_BODIES } from './known-truth.ts';

export interface ExpectedFinding {
  readonly type: string;
  readonly host: string;
  readonly basePath: string;
}

const SENSITIVE = new Set([
  'credit-card',
  'date-of-birth',
  'email',
  'iban',
  'person-name',
  'phone',
  'postal-address',
]);

/** Types of which the manifest can say for every API whether they hold; what it cannot say is neither asserted nor denied. */
const DECIDABLE = [
  'api-key-in-url',
  'cors-wildcard-credentials',
  'credential-stuffing',
  'declared-auth-not-enforced',
  'gateway-bypass',
  'id-enumeration',
  'injection-success',
  'jwt-alg-none',
  'mixed-authentication',
  'personal-data-in-url',
  'plaintext-transport',
  'sensitive-data-in-response',
  'token-in-url',
  'unauthenticated-sensitive-endpoint',
  'undocumented-operation',
  'unmanaged-api',
  'verbose-error',
  'zombie-api',
] as const;

const accepted = ({ status }: SentRequest): boolean => status >= 200 && status < 400;
const leaks = (row: LedgerRow): boolean =>
  [...row.classes.values()].some(({ id, location }) => location === 'response.body' && SENSITIVE.has(id));

function fromRows(api: KnownApi, rows: readonly LedgerRow[]): string[] {
  const own = rows.filter((row) => row.api === api);
  const open = own.filter(
    (row) => !CREDENTIAL_ENDPOINTS.has(row.origin) && ['none', 'mixed'].includes(authStateOf(row)),
  );
  return [
    ...(own.some(leaks) ? ['sensitive-data-in-response'] : []),
    ...(open.some(leaks) ? ['unauthenticated-sensitive-endpoint'] : []),
    ...(api.declaresAuthentication && open.length > 0 ? ['declared-auth-not-enforced'] : []),
    ...(open.some((row) => authStateOf(row) === 'mixed') ? ['mixed-authentication'] : []),
    ...(own.some((row) =>
      [...row.classes.values()].some(({ id, location }) => location === 'request.query' && SENSITIVE.has(id)),
    )
      ? ['personal-data-in-url']
      : []),
    ...(own.some((row) =>
      row.flags.some((flag) => flag === 'undocumented-operation' || flag === 'method-not-registered'),
    )
      ? ['undocumented-operation']
      : []),
    ...(api.name === 'catalog-api' ? ['cors-wildcard-credentials'] : []),
  ];
}

function fromRequests(requests: readonly SentRequest[]): string[] {
  const types: string[] = [];
  const when = (type: string, holds: (sent: SentRequest) => boolean): void => {
    if (requests.some(holds)) types.push(type);
  };
  when('api-key-in-url', (sent) => sent.tag.credential === 'api-key-query' && accepted(sent));
  when('token-in-url', (sent) => sent.tag.credential === 'token-query' && accepted(sent));
  when('credential-stuffing', ({ tag }) => tag.kind === 'stuffing');
  when('id-enumeration', ({ tag }) => tag.kind === 'enumerator');
  when('injection-attempt', ({ tag }) => tag.attack === 'injection');
  when(
    'plaintext-transport',
    (sent) => sent.scheme === 'http' && sent.entrance === 'haproxy' && accepted(sent),
  );
  when('verbose-error', ({ status }) => status === 500);
  return types;
}

function presentAt(api: KnownApi, rows: readonly LedgerRow[], requests: readonly SentRequest[]): string[] {
  const own = requests.filter(
    ({ host, tag }) => tag.template !== undefined && apiAt(host, tag.template) === api,
  );
  const standing = api.flags.includes('zombie') ? ['zombie-api'] : [];
  const outside =
    api.management === 'unmanaged' ? [api.flags.includes('bypass') ? 'gateway-bypass' : 'unmanaged-api'] : [];
  return [...fromRows(api, rows), ...fromRequests(own), ...standing, ...outside].sort();
}

/** Types that reasonable readers of the rules could attach or not; said in RECORDED.md. */
function undecidedAt(api: KnownApi, rows: readonly LedgerRow[]): string[] {
  const bodiesSeen = rows.some((row) => row.api === api && [...row.statusesByHop.keys()].some(SEES_BODIES));
  return [
    ...(api.name === 'customers-api' ? ['gateway-bypass'] : []),
    ...(api.flags.includes('bypass') ? ['unmanaged-api', 'undocumented-operation'] : []),
    ...(api.host.startsWith('erp.') ? ['plaintext-transport'] : []),
    ...(api.name === 'accounts-api' ? ['mixed-authentication', 'declared-auth-not-enforced'] : []),
    // Without bodies there is nothing to find, and nothing to deny.
    ...(bodiesSeen
      ? []
      : ['sensitive-data-in-response', 'unauthenticated-sensitive-endpoint', 'verbose-error']),
  ];
}

export function expectedFindings(
  rows: readonly LedgerRow[],
  requests: readonly SentRequest[],
): {
  findings: ExpectedFinding[];
  absentFindings: Array<{ host: string; basePath: string; types: string[] }>;
} {
  const findings: ExpectedFinding[] = [];
  const absentFindings: Array<{ host: string; basePath: string; types: string[] }> = [];
  for (const api of KNOWN_APIS) {
    const { host, basePath } = api;
    const present = presentAt(api, rows, requests);
    const undecided = undecidedAt(api, rows);
    findings.push(...present.map((type) => ({ type, host, basePath })));
    absentFindings.push({
      host,
      basePath,
      types: DECIDABLE.filter((type) => !present.includes(type) && !undecided.includes(type)),
    });
  }
  return { findings, absentFindings };
}

/** The best letter that a finding leaves, where the rubric caps it. */
export function gradeCaps(
  findings: readonly ExpectedFinding[],
): Array<{ host: string; basePath: string; atMost: string; because: string[] }> {
  const caps: Readonly<Record<string, string>> = {
    'unauthenticated-sensitive-endpoint': 'F',
    'plaintext-transport': 'F',
    'api-key-in-url': 'D',
    'token-in-url': 'D',
    'personal-data-in-url': 'D',
    'mixed-authentication': 'C',
  };
  return KNOWN_APIS.flatMap(({ host, basePath }) => {
    const capping = findings.filter(
      (finding) => finding.host === host && finding.basePath === basePath && caps[finding.type] !== undefined,
    );
    const atMost = capping
      .map(({ type }) => caps[type] ?? '')
      .sort()
      .at(-1);
    return atMost === undefined
      ? []
      : [
          {
            host,
            basePath,
            atMost,
            because: capping.filter(({ type }) => caps[type] === atMost).map(({ type }) => type),
          },
        ];
  });
}
