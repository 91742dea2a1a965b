import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { CONNECTORS } from '../../connectors/index.ts';
import { isCron } from '../../src/agent/is-cron.ts';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { loadConnector } from '../../src/cli/load-connector.ts';
import { parseInvocation } from '../../src/cli/parse.ts';
import { loadConfigFile } from '../../src/config/index.ts';
import { SHIPPED_MAPPING_IDS } from '../../src/mapping/index.ts';
import { ROOT } from './source-files.ts';

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly secrets?: readonly string[];
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const DEPLOY = join(ROOT, 'deploy');

describe('deploy', async () => {
  const compose = parse(await readFile(join(DEPLOY, 'compose.yaml'), 'utf8'), { merge: true }) as Compose;
  const services = Object.entries(compose.services);
  const ours = services.filter(([, { image }]) => image === 'assay');

  it('has the processes that share the work', () => {
    assert.deepEqual(Object.keys(compose.services).sort(), ['agent', 'kafka', 'postgres', 'topic', 'worker']);
    assert.equal(ours.length, 2);
  });

  it('refers to nothing that is not there', () => {
    for (const [name, service] of services) {
      for (const other of Object.keys(service.depends_on ?? {}))
        assert.ok(compose.services[other], `${name}: ${other}`);
      for (const secret of service.secrets ?? []) assert.ok(compose.secrets[secret], `${name}: ${secret}`);
      for (const { source } of service.configs ?? []) {
        const file = compose.configs[source]?.file ?? '';
        assert.ok(existsSync(join(DEPLOY, file)), `${name}: ${source}`);
      }
      for (const volume of service.volumes ?? [])
        assert.ok((volume.split(':')[0] ?? '') in compose.volumes, `${name}: ${volume}`);
      if (service.build !== undefined)
        assert.ok(existsSync(join(DEPLOY, service.build.context, service.build.dockerfile)), name);
    }
  });

  for (const [name, { command = [] }] of ours) {
    it(`starts ${name} by a command and options that exist`, async () => {
      const [word = '', ...args] = command;
      const load = COMMANDS[word];
      assert.ok(load, word);
      const invocation = parseInvocation(await load(), args);
      assert.equal(invocation.text('config'), compose.services[name]?.configs?.[0]?.target);
    });
  }

  it('starts the image by a command that exists, from files that the build makes', async () => {
    const dockerfile = await readFile(join(DEPLOY, 'Dockerfile'), 'utf8');
    const [, json = '[]'] = /^CMD (.+)$/m.exec(dockerfile) ?? [];
    const [word = '', ...args] = JSON.parse(json) as string[];
    const load = COMMANDS[word];
    assert.ok(load, word);
    parseInvocation(await load(), args);
    assert.match(dockerfile, /ENTRYPOINT \["node", "\/opt\/assay\/dist\/cli\.js"\]/);
    const { bin, scripts, engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      bin: { assay: string };
      scripts: { build?: string };
      engines: { node: string };
    };
    assert.equal(bin.assay, 'dist/cli.js');
    assert.ok(scripts.build);
    assert.ok(dockerfile.includes(`node:${engines.node.replace('>=', '')}-`));
  });

  it('has a configuration that loads', async () => {
    const text = await readFile(join(DEPLOY, 'assay.yaml'), 'utf8');
    assert.ok(Object.keys(compose.secrets).every((secret) => text.includes(`/run/secrets/${secret}`)));
    const loaded = await loadConfigFile(join(DEPLOY, 'assay.yaml'), {
      env: {},
      flags: [],
      connectorIds: Object.keys(CONNECTORS),
      loadContract: async (id) => {
        const { manifest } = await loadConnector(id);
        return { id, kinds: manifest.kinds, configSchema: manifest.configSchema, mapping: manifest.mapping };
      },
      mappings: SHIPPED_MAPPING_IDS,
      isCron,
      onSecret: () => undefined,
    });
    // The only thing that is missing here is the secret, which Docker mounts.
    const problems = loaded.ok ? [] : loaded.problems.map(({ pointer }) => pointer);
    assert.deepEqual(problems, ['/store/password']);
  });
});
