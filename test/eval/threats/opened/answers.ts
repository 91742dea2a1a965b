import type { ThreatType } from '../../../../src/model/vocabulary.ts';
import { type LabelledAttack, type TrueOutcome } from '../attack.ts';
import type { Exchange } from '../call-record.ts';

type Answer = Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders' | 'latencyMs'>;

export function asked(
  family: ThreatType,
  host: string,
  path: string,
  name: string,
  text: string,
  also: readonly ThreatType[] = [],
) {
  return (technique: string, outcome: TrueOutcome, answer: Answer): LabelledAttack => ({
    family,
    accepted: [family, ...also],
    technique,
    outcome,
    shown: text,
    location: 'request.query',
    exchange: { method: 'GET', host, path, query: `${name}=${encodeURIComponent(text)}`, ...answer },
  });
}

export const page = (inner: string, status = 200): Answer => ({
  status,
  responseHeaders: { 'content-type': 'text/html' },
  responseBody: `<html><head><title>Press</title></head><body><main>${inner}</main></body></html>`,
});

export const text = (responseBody: string): Answer => ({
  status: 200,
  responseHeaders: { 'content-type': 'text/plain; charset=utf-8' },
  responseBody,
});
