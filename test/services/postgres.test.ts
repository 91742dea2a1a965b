import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { startPostgres } from '../support/services/postgres.ts';

const server = await startPostgres();

if (server instanceof NotRun) printNotRun(server);
else
  describe(`PostgreSQL ${server.version}`, () => {
    after(() => server.stop());

    it('answers its owner, and nobody without the password', async () => {
      assert.equal(await server.query('select 1 + 1'), '2\n');
      const wrong = server.url.replace(server.password, 'wrong');
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: wrong });
      await assert.rejects(client.connect(), { code: '28P01' });
    });

    it('keeps what was committed when it is killed and started again', async () => {
      await server.query('create table kept (id int); insert into kept values (7)');
      await server.query('checkpoint');
      await server.kill();
      await server.restart();
      assert.equal(await server.query('select id from kept'), '7\n');
    });
  });
