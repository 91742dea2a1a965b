import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dataClass, makeWorld } from '../../../test/support/assessment-world.ts';
import { FLAWS } from '../../../test/support/grade-scenarios.ts';
import { CONTROLS, RUBRIC } from '../../../test/support/shipped-assessment-data.ts';
import type { Report } from '../../model/generated/report.ts';
import { buildReport } from '../../report/document.ts';
import { assess, NO_SETTINGS } from '../assess.ts';
import { nextActions } from './next-actions.ts';

function reportOf(plans: Parameters<typeof makeWorld>[0]): Report {
  const { inventory, correlation } = makeWorld(plans);
  const assessment = assess(inventory, correlation, RUBRIC, CONTROLS, NO_SETTINGS);
  const received = inventory.calls.analyzed;
  return buildReport({ inventory, correlation, assessment, received, dropped: {}, run: {} });
}

const INTERNAL = { external: false } as const;

describe('what to fix first', () => {
  it('is ordered by points regained, exposure and sensitivity', () => {
    const report = reportOf([
      { host: 'a.example', endpoints: [FLAWS.cors] },
      { host: 'b.example', endpoints: [{ ...FLAWS.cors, correlated: INTERNAL }], correlated: INTERNAL },
      {
        host: 'c.example',
        endpoints: [{ ...FLAWS.cors, dataClasses: [dataClass('email', 'pii', 'response.body', 5)] }],
      },
      { host: 'd.example', endpoints: [FLAWS.verbose] },
      { host: 'e.example', endpoints: [{}] },
    ]);
    const actions = nextActions(report, RUBRIC, 20);
    assert.deepEqual(
      actions.map(({ host, regained, exposure, sensitivity, priority }) => [
        host,
        regained,
        exposure,
        sensitivity,
        priority,
      ]),
      [
        ['c.example', 15, 1, 1.5, 22.5],
        ['a.example', 15, 1, 1, 15],
        ['b.example', 9, 0.6, 1, 5.4],
        ['d.example', 5, 1, 1, 5],
      ],
    );
    assert.equal(nextActions(report, RUBRIC, 2).length, 2);
    assert.equal(nextActions(report, RUBRIC, 0).length, 0);
  });

  it('shows the letter now and after', () => {
    const [first] = nextActions(reportOf([{ endpoints: [FLAWS.emailInUrl] }]), RUBRIC, 1);
    assert.deepEqual(first?.before, { letter: 'D', score: 69 });
    assert.deepEqual(first?.after, { letter: 'A', score: 100 });
    assert.equal(first?.regained, 31);
  });

  it('counts points that a cap hides', () => {
    const actions = nextActions(
      reportOf([
        {
          endpoints: [
            { ...FLAWS.injection, path: '/v1/a' },
            { ...FLAWS.cors, path: '/v1/b' },
          ],
        },
      ]),
      RUBRIC,
      5,
    );
    const cors = actions.find((one) => one.rule === 'cors-wildcard-credentials');
    assert.equal(cors?.regained, 15);
    assert.equal(cors?.after.letter, 'F');
  });
});
