import type { JsonObject } from '../../src/kit/index.ts';
import { member } from './attributes.ts';
import { kindOf, logRecord, type SpanKind, spanRecord } from './call-record.ts';

/** What of a file is read. */
export interface Wanted {
  readonly signals: readonly ('spans' | 'logs')[];
  readonly spanKinds: readonly SpanKind[];
}

export interface Expanded {
  readonly records: readonly JsonObject[];
  /** Spans and records that are not wanted, and metrics. */
  readonly passedOver: number;
}

/** One line of OTLP/JSON: the spans or log records of an export request. Null for another form. */
export function expandLine(line: string, wanted: Wanted): Expanded | null {
  const request = parsed(line);
  const [spans, logs] = [member(request, 'resourceSpans'), member(request, 'resourceLogs')];
  if (Array.isArray(spans)) return spansOf(spans, wanted);
  if (Array.isArray(logs)) return logsOf(logs, wanted);
  return Array.isArray(member(request, 'resourceMetrics')) ? { records: [], passedOver: 1 } : null;
}

function parsed(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch {
    return null;
  }
}

function spansOf(resources: readonly unknown[], { signals, spanKinds }: Wanted): Expanded {
  const spans = inner(resources, 'scopeSpans', 'instrumentationLibrarySpans').flatMap((scope) =>
    listAt(scope, 'spans'),
  );
  const chosen = signals.includes('spans') ? spans.filter((span) => spanKinds.includes(kindOf(span))) : [];
  return { records: chosen.map(spanRecord), passedOver: spans.length - chosen.length };
}

function logsOf(resources: readonly unknown[], { signals }: Wanted): Expanded {
  const logs = inner(resources, 'scopeLogs', 'instrumentationLibraryLogs').flatMap((scope) => [
    ...listAt(scope, 'logRecords'),
    ...listAt(scope, 'logs'),
  ]);
  const chosen = signals.includes('logs') ? logs : [];
  return { records: chosen.map(logRecord), passedOver: logs.length - chosen.length };
}

/** Scopes, by their name of today or that of before version 0.15. */
function inner(resources: readonly unknown[], name: string, formerName: string): readonly unknown[] {
  return resources.flatMap((resource) => [...listAt(resource, name), ...listAt(resource, formerName)]);
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name);
  return Array.isArray(list) ? list : [];
}
