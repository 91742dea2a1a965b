import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Report } from '../../../src/model/generated/report.ts';
import { runCli } from '../../support/cli.ts';
import { hostileExport, SHOP_CALLS, SHOP_HOST, shopCall } from '../../support/hostile-export.ts';

const DECK = `_format_version: "3.0"
services:
  - name: shop
    url: http://shop.internal.example:8080
    routes:
      - { name: shop, hosts: [${SHOP_HOST}], paths: [/v1], strip_path: false }
`;

describe('the export of a trap for scanners', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-trap-'));
    await writeFile(join(folder, 'kong.yaml'), DECK);
  });
  after(() => rm(folder, { recursive: true }));

  async function analyze(
    lines: readonly string[],
    observes: string,
  ): Promise<{ report: Report; text: string }> {
    const file = join(folder, 'export.ndjson');
    await writeFile(file, `${lines.join('\n')}\n`);
    const { stdout } = await runCli([
      'analyze',
      file,
      '--json',
      '-q',
      '--observes',
      observes,
      '--gateway',
      join(folder, 'kong.yaml'),
    ]);
    return { report: JSON.parse(stdout) as Report, text: stdout };
  }

  const shopOf = ({ apis }: Report) => apis.find(({ name }) => name === 'shop');

  for (const observes of ['edge', 'behind:kong']) {
    for (const { masked, apis } of [
      { masked: false, apis: 10 },
      { masked: true, apis: 60 },
    ]) {
      it(`does not become a hundred unmanaged APIs: ${observes}, ${masked ? 'masked' : 'captured'}`, async () => {
        const { lines, forgedHosts } = hostileExport({ scans: 9_000, hosts: 2_500, masked });
        const { report, text } = await analyze(lines, observes);
        assert.equal(report.calls.received, 9_000 + SHOP_CALLS);
        assert.equal(report.calls.analyzed, report.calls.received);
        const unmanaged = report.apis.filter(({ management }) => management === 'unmanaged');
        assert.ok(unmanaged.length <= apis, `${unmanaged.length} unmanaged APIs`);
        const named = forgedHosts.filter((host) => text.includes(`"${host}"`));
        assert.ok(named.length <= 6, `${named.length} forged hosts are named`);

        const clean = await analyze(
          Array.from({ length: SHOP_CALLS }, (_, at) => shopCall(at)),
          observes,
        );
        assert.equal(shopOf(report)?.calls, SHOP_CALLS);
        assert.deepEqual(
          shopOf(report)?.grade,
          shopOf(clean.report)?.grade,
          'the grade of the real API is its own',
        );
      });
    }
  }
});
