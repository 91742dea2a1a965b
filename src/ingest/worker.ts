import { parentPort, workerData } from 'node:worker_threads';
import { AssayError } from '../model/errors.ts';
import { type AnalystSettings, createAnalyst } from './analyst.ts';
import type { ThreadAnswer, ThreadReply, ThreadRequest } from './analyst-thread.ts';
import { buffersOf, handOver } from './handover.ts';
import { type AnalysisUnit, releaseBytes } from './unit.ts';

const port = parentPort;
// Posted by `startAnalystThread`, which is typed; structured cloning keeps the shape.
const analyst = createAnalyst(workerData as AnalystSettings);

port?.on('message', (request: ThreadRequest) => {
  const reply = answer(request);
  port.postMessage(reply, 'answer' in reply ? [...transferable(reply.answer)] : []);
});

function answer(request: ThreadRequest): ThreadReply {
  try {
    return { id: request.id, answer: perform(request) };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return {
      id: request.id,
      failure: { code: error.code, kind: error.kind, message: error.message, fix: error.fix },
    };
  }
}

function perform(request: ThreadRequest): ThreadAnswer {
  switch (request.kind) {
    case 'observe':
      observeUnit(request.unit);
      return { outgrown: analyst.takePacked() };
    case 'pack':
      analyst.pack();
      return { outgrown: analyst.takePacked() };
    case 'page':
      for (const unit of request.units) observeUnit(unit);
      return analyst.harvest();
    case 'hand-over':
      return handOver(analyst, request.packs);
  }
}

function transferable(answer: ThreadAnswer): readonly ArrayBuffer[] {
  if ('outgrown' in answer) return answer.outgrown.map(({ buffer }) => buffer);
  if ('actors' in answer) return buffersOf(answer);
  return answer.delta === null ? [] : [answer.delta.buffer];
}

function observeUnit(unit: AnalysisUnit): void {
  analyst.observe(unit);
  releaseBytes(unit);
}
