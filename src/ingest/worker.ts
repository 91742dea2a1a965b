import { parentPort, workerData } from 'node:worker_threads';
import { AssayError } from '../model/errors.ts';
import { type AnalystSettings, createAnalyst } from './analyst.ts';
import type { AnalysisUnit, AnalystHarvest } from './unit.ts';
import type { WorkerReply, WorkerRequest } from './worker-pool.ts';

const port = parentPort;
// Posted by `startThread`, which is typed; structured cloning keeps the shape.
const analyst = createAnalyst(workerData as AnalystSettings);

port?.on('message', (request: WorkerRequest) => {
  const reply = answer(request);
  const transfer = 'harvest' in reply && reply.harvest?.delta ? [reply.harvest.delta.buffer] : [];
  port.postMessage(reply, transfer);
});

function answer(request: WorkerRequest): WorkerReply {
  try {
    return { id: request.id, harvest: perform(request) };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return {
      id: request.id,
      failure: { code: error.code, kind: error.kind, message: error.message, fix: error.fix },
    };
  }
}

function perform(request: WorkerRequest): AnalystHarvest | null {
  switch (request.kind) {
    case 'observe':
      observeUnit(request.unit);
      return null;
    case 'page':
      for (const unit of request.units) observeUnit(unit);
      return analyst.harvest();
    case 'harvest':
      return analyst.harvest();
  }
}

/** The page was handed over with its bytes: giving them back at once keeps the peak low, collection comes late. */
function observeUnit(unit: AnalysisUnit): void {
  analyst.observe(unit);
  if (unit.records.kind === 'lines') unit.records.chunk.buffer.transfer(0);
}
