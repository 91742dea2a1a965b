import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTextDesign } from './text-design.ts';

test('choices are spelled out, weights and shapes stay with each of them, comments say nothing', () => {
  const design = parseTextDesign(
    [
      '# (this|that) is a comment',
      'name mill',
      'half dev',
      'host mill.example',
      'base /v1',
      'slot batch int',
      'shape done object state,at',
      'POST /runs/(start|stop)/(now|later) =done *4',
      'GET,PUT /runs/{batch} ?page,size',
    ].join('\n'),
  );

  const done = { type: 'object', fields: ['state', 'at'] };
  assert.equal(design.source, 'own');
  assert.deepEqual(design.templates, [
    ...['start/now', 'start/later', 'stop/now', 'stop/later'].map((path) => ({
      methods: ['POST'],
      path: `/runs/${path}`,
      response: done,
      weight: 4,
    })),
    { methods: ['GET', 'PUT'], path: '/runs/{batch}', query: ['page', 'size'] },
  ]);
});
