import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AssayError, type HttpRequest, type HttpResponse, type JsonValue } from '../../src/kit/index.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import { Secret } from '../../src/model/secret.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { publishedApi } from '../../test/support/published-apis.ts';
import { type Context, openCentral } from './central.ts';
import { type AmplifyConfig, httpSettings, type RegistrySettings, registrySettings } from './config.ts';
import { definitionFor } from './definition.ts';
import { endpointsOf, readEndpoints } from './endpoints.ts';
import { personalFields, withMarks } from './marks.ts';
import { plainText, resourceName, revisionName, slugOf } from './names.ts';
import { centralRefusal } from './refusals.ts';

const CONFIG: AmplifyConfig = {
  organizationId: '100200300',
  clientId: 'assay_1',
  managedEnvironments: ['v7-prod'],
  targetEnvironment: 'graylog-env',
};

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

describe('names in Central', () => {
  it('fit the rule of the platform whatever the title is', () => {
    for (const title of ['', '---', 'Ünïcode ☃', 'a'.repeat(400), 'api.shop.example/v1/', '../..', 'X--Y']) {
      const name = revisionName(resourceName('gl', title, 'api_x', 16), 'abcdef0123');
      assert.match(name, NAME, title);
      assert.ok(name.length < 100, title);
    }
    assert.equal(slugOf('api.shop.example/Orders'), 'api-shop-example-orders');
  });

  it('are the same for the same API, and differ for namesakes', () => {
    assert.equal(resourceName('gl', 'orders', 'api_a', 8), resourceName('gl', 'orders', 'api_a', 8));
    assert.notEqual(resourceName('gl', 'orders', 'api_a', 8), resourceName('gl', 'orders', 'api_b', 8));
  });

  it('texts are one line without hidden characters, cut to what the server takes', () => {
    assert.equal(plainText('a\u202eb\n\tc\u200b', 350), 'a b c');
    const cut = plainText('😀'.repeat(400), 350);
    assert.equal([...cut].length, 350);
    assert.ok(cut.endsWith('...') && !cut.includes('\ufffd'));
  });
});

describe('endpoints', () => {
  it('are made of hosts as correlation writes them', () => {
    assert.deepEqual(endpointsOf(['api.shop.example', 'api.shop.example:8443'], '/v1', 'https'), [
      { protocol: 'https', host: 'api.shop.example', port: 443, basePath: '/v1' },
      { protocol: 'https', host: 'api.shop.example', port: 8443, basePath: '/v1' },
    ]);
    assert.equal(endpointsOf(['192.0.2.7'], '', 'http')[0]?.basePath, '/');
    assert.equal(endpointsOf(['[2001:db8::1]:8443'], '/', 'https')[0]?.host, '[2001:db8::1]');
    for (const host of ['', '-', 'a b', 'https://x.example', 'x.example/', 'x.example:123456'])
      assert.deepEqual(endpointsOf([host], '/', 'https'), [], host);
  });

  it('are read with the defaults of the platform', () => {
    const spec = {
      endpoint: [
        { host: 'API.shop.example', protocol: 'HTTPS', port: 0, routing: { basePath: '/v1/' } },
        { host: 'x.example', protocol: 'http' },
        { protocol: 'https' },
      ],
    };
    assert.deepEqual(readEndpoints({ name: 'i', spec }), [
      { protocol: 'https', host: 'api.shop.example', port: 443, basePath: '/v1' },
      { protocol: 'http', host: 'x.example', port: 80, basePath: '/' },
    ]);
  });
});

describe('definitions', () => {
  const settings = (more: Partial<RegistrySettings> = {}): RegistrySettings => ({
    ...registrySettings({ ...CONFIG, ...credentials() }),
    ...more,
  });
  const endpoints = endpointsOf(['api.shop.example'], '/v1', 'https');

  it('get servers where they have none, and keep those that they have', () => {
    const bare = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} };
    const made = definitionFor(publishedApi({ definition: bare }), 't', endpoints, settings());
    assert.deepEqual(parsed(made.text)['servers'], [{ url: 'https://api.shop.example/v1' }]);
    const own = { ...bare, servers: [{ url: 'http://own.example' }] };
    const kept = definitionFor(publishedApi({ definition: own }), 't', endpoints, settings());
    assert.deepEqual(parsed(kept.text)['servers'], own.servers);
  });

  it('are cut where they are too large, by the bytes that are sent', () => {
    const large = { openapi: '3.1.0', info: { title: 'ü'.repeat(60), version: '1' }, paths: {} };
    const api = publishedApi({ definition: large });
    assert.equal(definitionFor(api, 't', endpoints, settings({ maxDefinitionBytes: 150 })).isCut, true);
    assert.equal(definitionFor(api, 't', endpoints, settings({ maxDefinitionBytes: 1000 })).isCut, false);
  });

  it('of the same content have the same hash, and those of another kind another', () => {
    const text = definitionFor(publishedApi(), 't', endpoints, settings());
    const document = definitionFor(publishedApi(), 't', endpoints, settings({ withoutDefinition: 'oas3' }));
    assert.equal(text.hash, definitionFor(publishedApi(), 'other', endpoints, settings()).hash);
    assert.notEqual(text.hash, document.hash);
    assert.deepEqual(parsed(document.text)['paths'], {});
  });
});

function parsed(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

describe('marks', () => {
  const marked = (title: string) => {
    const { attributes, tags } = withMarks(null, {
      agent: 'ca',
      attributes: {},
      tags: ['assay-x'],
      written: { title },
    });
    return { name: 'x', title, attributes, tags };
  };

  it('tell a person’s edit from what was written', () => {
    const resource = marked('ours');
    assert.deepEqual([...personalFields(resource, { title: 'ours' })], []);
    assert.deepEqual([...personalFields(resource, { title: 'theirs' })], ['title']);
    const kept = withMarks({ ...resource, title: 'theirs' }, { agent: 'ca', attributes: {}, tags: [] });
    const again = { ...resource, title: 'theirs', attributes: kept.attributes };
    assert.deepEqual([...personalFields(again, { title: 'theirs' })], ['title'], 'it stays theirs');
  });

  it('leave what others wrote as it is', () => {
    const live = { name: 'x', attributes: { team: 'a', assayOld: '1' }, tags: ['gold', 'assay-old'] };
    const { attributes, tags } = withMarks(live, {
      agent: 'ca',
      attributes: { assayNew: '2' },
      tags: ['assay-new'],
    });
    assert.deepEqual(attributes, { team: 'a', assayNew: '2', assayAgent: 'ca' });
    assert.deepEqual(tags, ['gold', 'assay-new']);
  });
});

describe('configuration', () => {
  it('knows the hosts of every region, and takes others in their place', () => {
    const tokenUrl = (config: Partial<AmplifyConfig>): readonly unknown[] => {
      const { baseUrl, auth } = httpSettings({ ...CONFIG, ...credentials(), ...config });
      return [baseUrl, auth.kind === 'oauth2-client' ? auth.tokenUrl : null];
    };
    const path = '/realms/Broker/protocol/openid-connect/token';
    assert.deepEqual(tokenUrl({}), ['https://apicentral.axway.com', `https://login.axway.com/auth${path}`]);
    assert.deepEqual(tokenUrl({ region: 'EU' }), [
      'https://central.eu-fr.axway.com',
      `https://login.axway.com/auth${path}`,
    ]);
    assert.deepEqual(tokenUrl({ region: 'AP' })[0], 'https://central.ap-sg.axway.com');
    assert.deepEqual(tokenUrl({ region: 'EU2' }), [
      'https://engage.eu-fr.axway.com',
      `https://login.eu-fr.axway.com/auth${path}`,
    ]);
    const own = { url: 'https://central.example', authUrl: 'https://login.example/auth/', realm: 'R' };
    assert.deepEqual(tokenUrl(own), [
      'https://central.example',
      'https://login.example/auth/realms/R/protocol/openid-connect/token',
    ]);
  });

  it('without key and secret is refused before anything is sent', () => {
    assert.throws(
      () => registrySettings(CONFIG),
      (error: unknown) => error instanceof AssayError && error.code === 'AMPLIFY_CREDENTIALS_MISSING',
    );
  });
});

describe('listing', () => {
  it('asks for smaller pages where a page takes too long, and for no smaller ones than ten', async () => {
    const asked: number[] = [];
    const central = await openCentral(
      context(({ query = {} }) => {
        const size = Number(query['pageSize']);
        asked.push(size);
        if (size > 20) throw timeout();
        return answer([{ name: 'a' }], 1);
      }),
    );
    assert.equal(central.version, 'v1');
    assert.deepEqual(asked, [100, 50, 25, 12]);
    const always = context(() => {
      throw timeout();
    });
    await assert.rejects(openCentral(always), { code: 'HTTP_TIMEOUT' });
  });

  it('is complete by the total of the server, and refused where it falls short of it', async () => {
    const items = Array.from({ length: 23 }, (_, index) => ({ name: `n${index}` }));
    const paged = (total: number | null) =>
      context(({ query = {} }) => {
        const [page, size] = [Number(query['page']), 10];
        return answer(items.slice((page - 1) * size, page * size), total);
      });
    for (const total of [23, null])
      assert.equal((await (await openCentral(paged(total))).list('/environments', ['name']))?.length, 23);
    await assert.rejects(openCentral(paged(24)), { code: 'AMPLIFY_LIST_INCOMPLETE' });
  });

  it('is refused where something was deleted meanwhile: an item behind it was stepped over', async () => {
    let items = Array.from({ length: 23 }, (_, index) => ({ name: `n${index}` }));
    let asked = 0;
    const shrinking = context(({ query = {} }) => {
      asked += 1;
      if (asked % 3 === 2) items = items.slice(1);
      const [page, size] = [Number(query['page']), 10];
      return answer(items.slice((page - 1) * size, page * size), items.length);
    });
    await assert.rejects(openCentral(shrinking), { code: 'AMPLIFY_LIST_INCOMPLETE' });
  });

  it('keeps namesakes of two environments apart, and takes what moved between pages once', async () => {
    const item = (name: string, id: string, scope: string): JsonValue => ({
      name,
      metadata: { id, scope: { name: scope } },
    });
    const pages = [
      [item('a', '1', 'x'), item('a', '2', 'y')],
      [item('a', '2', 'y'), item('b', '3', 'y')],
    ];
    const open = context(({ query = {} }) => answer(pages[Number(query['page']) - 1] ?? [], 4));
    assert.equal((await (await openCentral(open)).list('/apiservices', ['name']))?.length, 3);
  });
});

describe('a refusal', () => {
  it('names the transaction and never the text of the server', () => {
    const body = {
      errors: [{ status: 400, detail: 'secret text', meta: { transactionId: '0f8c-11aa-22bb' } }],
    };
    const { message, fix, context } = centralRefusal(answer(body, null, 400), '/environments/x', 'PUT');
    assert.equal(context['transactionId'], '0f8c-11aa-22bb');
    assert.ok(!JSON.stringify([message, fix, context]).includes('secret'));
  });
});

function credentials(): { readonly clientSecret: Secret } {
  return { clientSecret: new Secret({ value: 's', reference: '${env:S}' }) };
}

function timeout(): AssayError {
  return new AssayError({ code: 'HTTP_TIMEOUT', kind: 'transient', message: 'Too slow.' });
}

function answer(body: JsonValue, total: number | null, status = 200): HttpResponse {
  const headers = total === null ? {} : { 'x-axway-total-count': String(total) };
  return { status, headers, text: JSON.stringify(body), url: 'https://central.example/' };
}

/** A connector whose client answers as told. */
function context(send: (request: HttpRequest) => HttpResponse): Context {
  const refuse = (): never => assert.fail('not used');
  return {
    id: 'amplify',
    config: { ...CONFIG, ...credentials() },
    http: {
      send: (request) => Promise.resolve().then(() => send(request)),
      download: refuse,
      getJson: refuse,
      paginate: refuse,
      serverNowMs: () => null,
    },
    logger: SILENT_LOGGER,
    clock: fakeClock(),
    signal: new AbortController().signal,
    stdin: null,
    report: () => undefined,
  };
}
