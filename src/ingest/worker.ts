import { parentPort, workerData } from 'node:worker_threads';
import { AssayError } from '../model/errors.ts';
import { type AnalystSettings, createAnalyst } from './analyst.ts';
import type { ThreadReply, ThreadRequest } from './analyst-thread.ts';
import { type AnalysisUnit, type AnalystHarvest, releaseBytes } from './unit.ts';

const port = parentPort;
// Posted by `startAnalystThread`, which is typed; structured cloning keeps the shape.
const analyst = createAnalyst(workerData as AnalystSettings);

port?.on('message', (request: ThreadRequest) => {
  const reply = answer(request);
  const transfer = 'harvest' in reply && reply.harvest?.delta ? [reply.harvest.delta.buffer] : [];
  port.postMessage(reply, transfer);
});

function answer(request: ThreadRequest): ThreadReply {
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

function perform(request: ThreadRequest): AnalystHarvest | null {
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

function observeUnit(unit: AnalysisUnit): void {
  analyst.observe(unit);
  releaseBytes(unit);
}
