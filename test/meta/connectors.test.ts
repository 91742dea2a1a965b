import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CONNECTORS } from '../../connectors/index.ts';
import { connectorPage } from '../../src/kit/docs.ts';
import { compileSchema, type JsonObject, type JsonValue } from '../../src/kit/index.ts';
import { isJsonObject } from '../../src/model/json.ts';
import { ROOT, readJson } from './source-files.ts';

const SECRET_NAME = /(?:token|password|secret|apiKey|privateKey|credential)s?$/i;

/** Every property of a schema with its path, nested ones included. */
function properties(schema: JsonObject, at = ''): readonly (readonly [string, JsonObject])[] {
  const own = schema['properties'];
  if (!isJsonObject(own)) return [];
  return Object.entries(own).flatMap(([name, value]: [string, JsonValue | undefined]) =>
    isJsonObject(value) ? [[`${at}/${name}`, value] as const, ...properties(value, `${at}/${name}`)] : [],
  );
}

describe('connectors', async () => {
  const manifestSchema = compileSchema((await readJson('schemas/connector.schema.json')) as JsonObject);

  it('are exactly the directories', async () => {
    const entries = await readdir(join(ROOT, 'connectors'), { withFileTypes: true });
    const directories = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);

    assert.deepEqual(Object.keys(CONNECTORS).sort(), directories.sort());
  });

  it('stand in alphabetical order', () => {
    const ids = Object.keys(CONNECTORS);
    assert.deepEqual(ids, [...ids].sort());
  });

  for (const [id, load] of Object.entries(CONNECTORS)) {
    it(`${id}: manifest fits its schema and carries the name of its directory`, async () => {
      const { manifest } = await load();

      assert.deepEqual(manifestSchema.check(manifest), []);
      assert.equal(manifest.id, id);
    });

    it(`${id}: every property is described, and what sounds like a secret is marked as one`, async () => {
      const { manifest } = await load();

      for (const [pointer, property] of properties(manifest.configSchema)) {
        assert.ok(typeof property['description'] === 'string', `${pointer} has no description`);
        if (SECRET_NAME.test(pointer))
          assert.equal(property['secret'], true, `${pointer} is not marked secret`);
      }
    });

    it(`${id}: its page is fresh`, async () => {
      const { manifest } = await load();
      const page = await readFile(join(ROOT, 'connectors', id, 'README.md'), 'utf8').catch(() => '');

      assert.equal(page, connectorPage(manifest), 'run npm run generate');
    });

    it(`${id}: its fixtures name reserved hosts and documentation addresses only`, async () => {
      const folder = join(ROOT, 'connectors', id, 'fixtures');
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      for (const entry of entries.filter((candidate) => candidate.isFile())) {
        const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
        for (const [, host = ''] of text.matchAll(/https?:\/\/([A-Za-z0-9.-]+)/g)) {
          assert.match(
            host,
            /(?:^|\.)example$|^localhost$|^127\.|\.(?:internal|test|invalid|local|svc)$|^[a-z0-9-]+$|json-schema\.org$/,
            `${entry.name}: ${host}`,
          );
        }
        for (const [address = ''] of text.matchAll(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g)) {
          assert.match(
            address,
            /^(?:192\.0\.2|198\.51\.100|203\.0\.113|10|127|0)\./,
            `${entry.name}: ${address}`,
          );
        }
      }
    });
  }
});
