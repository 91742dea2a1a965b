import type { Overflow, Report } from '../model/generated/report.ts';

/** What there was more of than is kept apart, as a person calls it. */
const SETS: Readonly<Record<Overflow['cap'], string>> = {
  hosts: 'hosts',
  pathsPerHost: 'paths',
  childrenPerNode: 'path segments',
  operationsPerPath: 'operations',
  fieldsPerLocation: 'parameters, headers and cookies',
  pointersPerBody: 'nested members of bodies (kept as maps)',
  actors: 'clients (rules of behaviour were not evaluated)',
};
const OTHER_HOSTS = '*';

/** One line for each kind of set that traffic made larger than is kept apart. */
export function overruns({ overflows }: Report): readonly string[] {
  const byCap = Map.groupBy(overflows ?? [], ({ cap }) => cap);
  return [...byCap].map(
    ([cap, places]) =>
      `${SETS[cap]} ${placeOf(
        cap,
        places.map(({ host }) => host),
      )}`,
  );
}

function placeOf(cap: Overflow['cap'], hosts: readonly string[]): string {
  if (cap === 'hosts') return 'in all';
  const [only = OTHER_HOSTS] = hosts;
  if (hosts.length > 1) return `of ${hosts.length} hosts`;
  return only === OTHER_HOSTS ? 'of other hosts' : `of ${only}`;
}
