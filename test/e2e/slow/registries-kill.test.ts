import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { rowsOf } from '../../contract/registries/rows.ts';
import { connectorHost } from '../../contract/registries/sample-host.ts';
import { startSampleServer } from '../../contract/registries/sample-server.ts';

const VICTIM = join(import.meta.dirname, '../../contract/registries/kill-victim.ts');

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly stderr: string;
}

function runVictim(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [VICTIM, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, stderr }));
  });
}

/** A process that is killed in the middle of a publish, by SIGKILL, and the one that comes after it. */
describe('a killed run', () => {
  for (const [moment, nth] of [
    ['before', 1],
    ['before', 2],
    ['before', 3],
    ['after', 1],
    ['after', 2],
  ] as const) {
    it(`${moment} entry ${nth} is in the store is finished by the next, and nothing is written twice`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'assay-kill-'));
      const server = await startSampleServer();
      try {
        const file = join(folder, 'assay.db');
        const { url } = server.config;
        assert.ok(typeof url === 'string');
        const token = server.env['SAMPLE_TOKEN'] ?? '';
        const args = [file, url, token];
        const killed = await runVictim([...args, moment, String(nth)]);
        assert.equal(killed.signal, 'SIGKILL', killed.stderr);
        assert.equal((await server.objects()).length, nth);

        const next = await runVictim([...args, 'after', '0']);
        assert.equal(next.code, 0, next.stderr);
        assert.equal((await server.objects()).length, 3);
        assert.equal(server.wire?.writes(), 3, 'one write per object in both runs together');
        const store = openSqliteStore(file);
        assert.equal((await store.registryObjects('shelf')).length, 3, 'the store knows all of them');
        assert.ok((await store.outbox('shelf')).every((entry) => entry.state === 'applied'));
        await store.close();
        const open = connectorHost(url, token);
        assert.deepEqual((await open.plan(rowsOf())).changes, []);
      } finally {
        await server.stop();
        await rm(folder, { recursive: true });
      }
    });
  }
});
