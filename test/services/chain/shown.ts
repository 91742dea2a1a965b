import { setTimeout as delay } from 'node:timers/promises';
import { isJsonArray, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import type { FakeCentral } from '../../support/amplify-central/central-server.ts';
import { TARGET } from '../../support/amplify-central/estate.ts';
import { at, textOf } from '../../support/amplify-central/resource.ts';
import type { ApicurioServer } from '../../support/services/apicurio.ts';
import type { BackstageServer } from '../../support/services/backstage.ts';
import { MANAGED } from './servers.ts';

/** What a platform says of one API, read from the platform itself. */
export interface Shown {
  /** Id that we gave the API; empty where the platform shows something that we did not grade. */
  readonly api: string;
  readonly tab: string;
  readonly title: string;
  /** Empty where there is none. */
  readonly letter: string;
  readonly score: string;
  /** Changes with every write. */
  readonly stamp: string;
}

export const MANAGED_TAB = 'Runtime Managed';
export const UNMANAGED_TAB = 'Runtime Unmanaged';

/** Services of the environment that references managed ones are unmanaged; those of the managed one are managed. */
export function shownInAmplify(central: FakeCentral, target: string = TARGET): readonly Shown[] {
  const apiOfResult = new Map(
    central
      .dump('complianceruntimeresults', target)
      .map((result) => [`${target}/${textOf(result['name'])}`, textOf(at(result, 'attributes', 'assayApi'))]),
  );
  const row = (tab: string, resource: JsonObject, title: string, api: string): Shown => {
    const result = at(resource, 'compliance', 'runtime', 'result');
    const score = at(result, 'riskScore');
    return {
      api,
      tab,
      title,
      letter: textOf(at(result, 'grade')),
      score: typeof score === 'number' ? score.toFixed(2) : '',
      stamp: textOf(at(resource, 'metadata', 'resourceVersion')),
    };
  };
  const managed = central
    .dump('apiserviceinstances', MANAGED)
    .map((instance) =>
      row(
        MANAGED_TAB,
        instance,
        addressOf(instance),
        apiOfResult.get(textOf(instance['complianceruntimeresult'])) ?? '',
      ),
    );
  const unmanaged = central
    .dump('apiservices', target)
    .map((service) =>
      row(UNMANAGED_TAB, service, textOf(service['title']), textOf(at(service, 'attributes', 'assayApi'))),
    );
  return [...managed, ...unmanaged].sort(byTabAndTitle);
}

function addressOf(instance: JsonObject): string {
  const endpoints = at(instance, 'spec', 'endpoint');
  const [first] = isJsonArray(endpoints) ? endpoints : [];
  return `${textOf(at(first, 'host'))}${textOf(at(first, 'routing', 'basePath'))}`;
}

function byTabAndTitle(a: Shown, b: Shown): number {
  const [left, right] = [`${a.tab}\n${a.title}`, `${b.tab}\n${b.title}`];
  return left < right ? -1 : Number(left > right);
}

export async function shownInApicurio({ url }: ApicurioServer): Promise<readonly Shown[]> {
  const artifacts = at(
    await getJson(`${url}/apis/registry/v3/search/artifacts?groupId=assay&limit=500`),
    'artifacts',
  );
  return listOf(artifacts).map((artifact) => ({
    api: textOf(at(artifact, 'labels', 'assay-api')),
    tab: tabOf(textOf(at(artifact, 'labels', 'assay-management'))),
    title: textOf(at(artifact, 'name')),
    letter: textOf(at(artifact, 'labels', 'assay-grade')),
    score: '',
    stamp: textOf(at(artifact, 'modifiedOn')),
  }));
}

/** How long the catalog may take to process what it was given. */
const PROCESSED_WITHIN_MS = 120_000;

/** Waits until the catalog shows that many APIs, which it takes at once and processes later; or for two minutes. */
export async function shownInBackstage(
  { url, token }: BackstageServer,
  count: number,
): Promise<readonly Shown[]> {
  const read = async (): Promise<readonly JsonValue[]> =>
    listOf(
      at(await getJson(`${url}/api/catalog/entities/by-query?filter=kind=api&limit=500`, token), 'items'),
    );
  let items = await read();
  for (const endMs = Date.now() + PROCESSED_WITHIN_MS; items.length < count && Date.now() < endMs; ) {
    await delay(250);
    items = await read();
  }
  return items.map((entity) => ({
    api: textOf(at(entity, 'metadata', 'annotations', 'assay/api-id')),
    tab: tabOf(textOf(at(entity, 'metadata', 'labels', 'assay/management'))),
    title: textOf(at(entity, 'metadata', 'title')),
    letter: textOf(at(entity, 'metadata', 'labels', 'assay/grade')),
    score: '',
    stamp: textOf(at(entity, 'metadata', 'etag')),
  }));
}

function tabOf(management: string): string {
  return management === 'managed' ? MANAGED_TAB : UNMANAGED_TAB;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

async function getJson(url: string, token?: string): Promise<JsonValue> {
  const answer = await fetch(
    url,
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  );
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as JsonValue;
}
