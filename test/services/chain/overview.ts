import { addressOf, type Check, type ListedApi } from './checks.ts';
import { table } from './printed.ts';
import { type ChainServers, IN_AMPLIFY, MANAGED } from './servers.ts';
import type { Shown } from './shown.ts';

const ABSENT = 'not run';

export function serversTable({ lake, central, apicurio, backstage }: ChainServers): string {
  const messages = Object.entries(lake.messages)
    .map(([logger, count]) => `${count} ${logger}`)
    .join(', ');
  return table(
    ['SERVER', 'STATE', 'WHAT'],
    [
      [
        'Graylog API Security',
        lake.server === null ? ABSENT : `Trino ${lake.server.version}`,
        lake.server === null ? `its recordings as files: ${messages}` : `messages in its table: ${messages}`,
      ],
      [
        'Amplify Central',
        'strict fake',
        `environment ${MANAGED} with ${IN_AMPLIFY.length} instances; organization ${central.organizationId}`,
      ],
      ['Apicurio Registry', ...standing(apicurio, 'empty')],
      ['Backstage catalog', ...standing(backstage, 'empty, on PostgreSQL')],
    ],
  );
}

function standing(server: { readonly version: string } | null, what: string): readonly string[] {
  return server === null ? [ABSENT, 'left out'] : [server.version, what];
}

export function amplifyTable(shown: readonly Shown[]): string {
  return table(
    ['TAB', 'GRADE', 'RISK', 'API'],
    shown.map(({ tab, letter, score, title }) => [tab, letter === '' ? '-' : letter, score, title]),
  );
}

/** Each API once, with its letter here and there; `-` where a platform has nothing of it. */
export function lettersTable(
  apis: readonly ListedApi[],
  shown: ReadonlyMap<string, readonly Shown[]>,
): string {
  const letters = [...shown.values()].map((rows) => new Map(rows.map(({ api, letter }) => [api, letter])));
  const rows = apis.map((api) => [
    api.management,
    api.grade.letter,
    ...letters.map((byApi) => byApi.get(api.id) ?? '-'),
    String(api.calls),
    addressOf(api) + (api.name === addressOf(api) ? '' : ` (${api.name})`),
  ]);
  return table(
    ['MANAGEMENT', 'ASSAY', ...[...shown.keys()].map((name) => name.toUpperCase()), 'CALLS', 'API'],
    rows,
  );
}

export function checksTable(checks: readonly Check[]): string {
  return table(
    ['CHECK', '', 'WHAT'],
    checks.map(({ name, ok, detail }) => [name, ok ? 'holds' : 'FAILED', detail]),
  );
}
