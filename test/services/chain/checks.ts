import { MANAGED_TAB, type Shown, UNMANAGED_TAB } from './shown.ts';

/** One thing that the chain must show. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was counted, or the first of what is wrong. */
  readonly detail: string;
}

/** Of `assay apis list --json`. */
export interface ListedApi {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly basePath: string;
  readonly management: string;
  readonly calls: number;
  readonly grade: { readonly letter: string };
}

/** Of `assay plan --json`. */
export interface PlanItems {
  readonly items: readonly {
    readonly registry: string;
    readonly changes: readonly { readonly kind: string; readonly action: string }[];
    readonly waiting: readonly unknown[];
  }[];
}

/** Letter of an API that cannot be judged; Amplify has none for it and shows nothing. */
const UNGRADED = 'U';

export function checkOf(name: string, wrong: readonly string[], good: string): Check {
  const [first] = wrong;
  const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
  return { name, ok: first === undefined, detail: first === undefined ? good : `${first}${more}` };
}

/** Both tabs of Amplify against our list: each API on its tab, with our letter, and none missing. */
export function amplifyCheck(apis: readonly ListedApi[], shown: readonly Shown[]): Check {
  const byId = new Map(apis.map((api) => [api.id, api]));
  const graded = new Set(shown.filter(({ letter }) => letter !== '').map(({ title }) => title));
  const wrong = [
    ...shown.filter(({ api }) => api !== '').flatMap((one) => disagreement(one, byId.get(one.api), '')),
    ...shown
      .filter(({ tab, api }) => tab === UNMANAGED_TAB && api === '')
      .map(({ title }) => `${title} is nobody's`),
    ...apis
      .filter(({ management }) => management === 'unmanaged')
      .filter(({ id }) => !shown.some(({ api }) => api === id))
      .map((api) => `${addressOf(api)} is unmanaged and not there`),
    ...apis
      .filter(({ management, grade }) => management === 'managed' && grade.letter !== UNGRADED)
      .filter((api) => shown.some(({ title }) => title === addressOf(api)) && !graded.has(addressOf(api)))
      .map((api) => `${addressOf(api)} has the letter ${api.grade.letter} here and none there`),
  ];
  const count = (tab: string): number => shown.filter((one) => one.tab === tab && one.letter !== '').length;
  return checkOf(
    'Amplify shows our letters on both tabs',
    wrong,
    `${count(MANAGED_TAB)} managed and ${count(UNMANAGED_TAB)} unmanaged with letters`,
  );
}

/** A registry that shows every API of ours, managed or not. */
export function registryCheck(platform: string, apis: readonly ListedApi[], shown: readonly Shown[]): Check {
  const byId = new Map(apis.map((api) => [api.id, api]));
  const there = new Set(shown.map(({ api }) => api));
  const wrong = [
    ...shown.flatMap((one) => disagreement(one, byId.get(one.api), UNGRADED)),
    ...apis.filter(({ id }) => !there.has(id)).map((api) => `${addressOf(api)} is not there`),
  ];
  return checkOf(`${platform} shows our letters`, wrong, `${shown.length} APIs`);
}

function disagreement(shown: Shown, api: ListedApi | undefined, ungraded: string): readonly string[] {
  if (api === undefined) return [`${shown.title} is an API that we do not know`];
  const tab = api.management === 'managed' ? MANAGED_TAB : UNMANAGED_TAB;
  if (shown.tab !== tab) return [`${shown.title} is shown as ${shown.tab}`];
  const letter = api.grade.letter === UNGRADED ? ungraded : api.grade.letter;
  return shown.letter === letter ? [] : [`${shown.title} has ${shown.letter} there and ${letter} here`];
}

/** Of the quickstart's expected.json, which the recorder wrote of what it sent, without the analyzer. */
export interface RecordedApi {
  readonly host: string;
  readonly basePath: string;
  readonly management: string;
  readonly callsByHop: Readonly<Record<string, number>>;
}

/** Every API that was called where the lake listens: found, with its calls, managed or not as it was made. */
export function recordedCheck(
  recorded: readonly RecordedApi[],
  hops: readonly string[],
  apis: readonly ListedApi[],
): Check {
  const inLake = recorded
    .map((api) => ({ api, calls: hops.reduce((sum, hop) => sum + (api.callsByHop[hop] ?? 0), 0) }))
    .filter(({ calls }) => calls > 0);
  const isFound = ({ api, calls }: (typeof inLake)[number]): boolean =>
    apis.some(
      (one) =>
        one.host === api.host &&
        one.basePath === api.basePath &&
        one.management === api.management &&
        one.calls === calls,
    );
  const called = apis.filter(({ calls }) => calls > 0);
  const wrong = [
    ...inLake
      .filter((one) => !isFound(one))
      .map(({ api, calls }) => `${api.host}${api.basePath} (${api.management}, ${calls} calls) is not found`),
    ...(called.length === inLake.length
      ? []
      : [`${called.length} APIs with calls, ${inLake.length} were recorded`]),
  ];
  return checkOf(
    'APIs, calls and management are as recorded',
    wrong,
    `${inLake.length} APIs with calls, ${inLake.filter(({ api }) => api.management === 'unmanaged').length} unmanaged`,
  );
}

export function addressOf({ host, basePath }: ListedApi): string {
  return `${host}${basePath}`;
}

export function emptyPlanCheck(name: string, { items }: PlanItems): Check {
  const wrong = items.flatMap(({ registry, changes, waiting }) =>
    changes.length + waiting.length === 0
      ? []
      : [`${registry}: ${changes.length} changes, ${waiting.length} waiting`],
  );
  return checkOf(name, wrong, `${items.length} registries, nothing to do in any`);
}

/** Every stamp that the platforms had before is the one that they have now. */
export function untouchedCheck(
  before: ReadonlyMap<string, readonly Shown[]>,
  after: ReadonlyMap<string, readonly Shown[]>,
  writes: number,
): Check {
  const stamps = (shown: readonly Shown[] = []): string =>
    JSON.stringify(shown.map(({ api, title, stamp }) => [api, title, stamp]).sort());
  const wrong = [...before]
    .filter(([platform, shown]) => stamps(shown) !== stamps(after.get(platform)))
    .map(([platform]) => `${platform} is not what it was`);
  if (writes > 0) wrong.push(`${writes} writing requests to Amplify`);
  const counted = [...before].map(([platform, shown]) => `${platform} ${shown.length}`).join(', ');
  return checkOf('the second publish writes nothing', wrong, `0 writes; untouched: ${counted}`);
}
