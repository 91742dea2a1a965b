import { parentPort } from 'node:worker_threads';
import { AssayError } from '../model/errors.ts';
import { type Analyst, createAnalyst } from './analyst.ts';
import type { AnalystSettings } from './analyst-settings.ts';
import type { AnsweredRequest, ThreadAnswer, ThreadReply, ThreadRequest } from './analyst-thread.ts';
import { buffersOf, handOver } from './handover.ts';
import { type AnalysisUnit, releaseBytes } from './unit.ts';

const port = parentPort;
let settings: AnalystSettings | null = null;
let analyst: Analyst | null = null;

port?.on('message', (request: ThreadRequest) => {
  if (request.kind === 'begin') {
    settings = request.settings;
    analyst = createAnalyst(settings);
    return;
  }
  if (settings === null || analyst === null)
    throw new TypeError('A thread is told its settings before anything else.');
  const reply = answer(analyst, request);
  // What came of a page that failed must not go into the next one.
  if ('failure' in reply) analyst = createAnalyst(settings);
  port.postMessage(reply, 'answer' in reply ? [...transferable(reply.answer)] : []);
});

function answer(by: Analyst, request: AnsweredRequest): ThreadReply {
  try {
    return { id: request.id, answer: perform(by, request) };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return {
      id: request.id,
      failure: { code: error.code, kind: error.kind, message: error.message, fix: error.fix },
    };
  }
}

function perform(by: Analyst, request: AnsweredRequest): ThreadAnswer {
  switch (request.kind) {
    case 'observe':
      observeUnit(by, request.unit);
      return { outgrown: by.takePacked() };
    case 'pack':
      by.pack();
      return { outgrown: by.takePacked() };
    case 'page':
      for (const unit of request.units) observeUnit(by, unit);
      return by.harvest();
    case 'hand-over':
      return handOver(by, request.packs);
  }
}

function transferable(answer: ThreadAnswer): readonly ArrayBuffer[] {
  if ('outgrown' in answer) return answer.outgrown.map(({ buffer }) => buffer);
  if ('actors' in answer) return buffersOf(answer);
  return answer.delta === null ? [] : [answer.delta.buffer];
}

function observeUnit(by: Analyst, unit: AnalysisUnit): void {
  by.observe(unit);
  releaseBytes(unit);
}
