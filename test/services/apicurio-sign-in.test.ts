import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { apicurio } from '../../connectors/apicurio/index.ts';
import type { ConnectorConfig } from '../../src/kit/index.ts';
import { SYSTEM_CLOCK } from '../../src/kit/system-clock.ts';
import { checkRegistry, openRegistry, publishAll, secret } from '../support/open-registry.ts';
import { publishedApi } from '../support/published-apis.ts';
import { startApicurio } from '../support/services/apicurio.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { startTokenIssuer } from '../support/services/token-issuer.ts';

const CLIENTS = {
  agent: { secret: 'agent-secret', roles: ['sr-developer'] },
  reader: { secret: 'reader-secret', roles: ['sr-readonly'] },
};
const issuer = await startTokenIssuer(CLIENTS);
const server = await startApicurio({
  'quarkus.oidc.tenant-enabled': 'true',
  'quarkus.oidc.auth-server-url': issuer.url,
  'quarkus.oidc.token-path': issuer.tokenUrl,
  'apicurio.auth.role-based-authorization': 'true',
  'apicurio.authn.basic-client-credentials.enabled': 'true',
});

if (server instanceof NotRun) {
  printNotRun(server);
  await issuer.stop();
} else suite(server.url, () => server.stop());

function suite(url: string, stop: () => Promise<void>): void {
  const ORDERS = publishedApi({ basePath: '/orders' });

  describe('Apicurio Registry behind OpenID Connect', () => {
    after(async () => {
      await stop();
      await issuer.stop();
    });

    const real = { clock: SYSTEM_CLOCK };
    const client = (id: keyof typeof CLIENTS): ConnectorConfig => ({
      url,
      tokenUrl: issuer.tokenUrl,
      clientId: id,
      clientSecret: secret(CLIENTS[id].secret),
    });

    it('takes client credentials, a bearer token, and Basic', async () => {
      const ways: Readonly<Record<string, ConnectorConfig>> = {
        oidc: client('agent'),
        bearer: { url, token: secret(await issuer.tokenOf('agent')) },
        basic: { url, username: 'agent', password: secret(CLIENTS.agent.secret) },
      };
      for (const [group, config] of Object.entries(ways)) {
        const registry = openRegistry(apicurio, { ...config, group }, real);
        assert.equal(await publishAll(registry, [ORDERS]), 1, group);
        assert.equal(await publishAll(registry, [ORDERS]), 0, group);
        const { ok, items } = await checkRegistry(apicurio, { ...config, group }, real);
        assert.ok(ok, `${group}: ${JSON.stringify(items)}`);
      }
    });

    it('says which role is missing', async () => {
      const { ok, items } = await checkRegistry(apicurio, client('reader'), real);
      assert.equal(ok, false);
      assert.equal(items.at(-1)?.missingPermission, 'role sr-developer');
      const registry = openRegistry(apicurio, client('reader'), real);
      const { changes } = await registry.plan([ORDERS]);
      assert.equal(changes.length, 1, 'a reader may plan');
      await assert.rejects(publishAll(registry, [ORDERS]), { kind: 'auth', code: 'HTTP_PERMISSION_MISSING' });
    });

    it('refuses who cannot sign in, by every way', async () => {
      const wrong = secret('wrong');
      for (const config of [
        { url },
        { url, token: wrong },
        { url, username: 'agent', password: wrong },
        { ...client('agent'), clientSecret: wrong },
      ])
        await assert.rejects(openRegistry(apicurio, config, real).plan([ORDERS]), { kind: 'auth' });
    });
  });
}
