import { parentPort, workerData } from 'node:worker_threads';
import { AssayError } from '../model/errors.ts';
import { type AnalystSettings, createAnalyst } from './analyst.ts';
import type { AnalystHarvest } from './unit.ts';
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
      analyst.observe(request.unit);
      return null;
    case 'page':
      for (const unit of request.units) analyst.observe(unit);
      return analyst.harvest();
    case 'harvest':
      return analyst.harvest();
  }
}
