// Generated from har.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldMethod = new run.Dropped('missing-field', 'method');
const missingFieldPath = new run.Dropped('missing-field', 'path');
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const missingFieldScheme = new run.Dropped('missing-field', 'scheme');
const invalidFieldScheme = new run.Dropped('invalid-field', 'scheme');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

function recordsOf(unit: unknown): readonly unknown[] | run.Dropped {
  const records = run.membersOf(run.membersOf(unit).log).entries;
  return Array.isArray(records) ? records : run.MALFORMED;
}

function map(record: unknown): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const requestMembers = run.membersOf(fields.request);
  const responseMembers = run.membersOf(fields.response);
  const requestPostDataMembers = run.membersOf(requestMembers.postData);
  const responseContentMembers = run.membersOf(responseMembers.content);
  const targetParts = run.splitTarget(run.present(requestMembers.url));
  let method: string;
  const methodValue: unknown = run.present(requestMembers.method);
  if (methodValue !== undefined) {
    const methodCast = run.toMethod(methodValue);
    if (methodCast === undefined) return run.NOT_A_CALL;
    method = methodCast;
  } else {
    return missingFieldMethod;
  }
  let path: string;
  const pathValue: unknown = run.present(targetParts.path);
  if (pathValue !== undefined) {
    const pathCast = run.toPath(pathValue);
    if (pathCast === undefined) return run.NOT_A_CALL;
    path = pathCast;
  } else {
    if (targetParts === run.BROKEN_TARGET) {
      return run.NOT_A_CALL;
    } else {
      return missingFieldPath;
    }
  }
  let query: string | null;
  const queryValue: unknown = run.present(targetParts.query);
  if (queryValue !== undefined) {
    const queryCast = run.toQuery(queryValue);
    if (queryCast === undefined) return invalidFieldQuery;
    query = queryCast;
  } else {
    if (targetParts === run.BROKEN_TARGET) {
      return invalidFieldQuery;
    } else {
      query = null;
    }
  }
  let status: number | null;
  const statusValue: unknown = run.present(responseMembers.status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.present(targetParts.scheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) return invalidFieldScheme;
    scheme = schemeCast;
  } else {
    if (targetParts === run.BROKEN_TARGET) {
      return invalidFieldScheme;
    } else {
      return missingFieldScheme;
    }
  }
  let host: string;
  const hostValue: unknown = run.present(targetParts.host);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (targetParts === run.BROKEN_TARGET) {
      return invalidFieldHost;
    } else {
      return missingFieldHost;
    }
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.present(fields.time);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.present(fields.startedDateTime);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.isoTime(timeMsValue, null);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let requestBody: string | null;
  const requestBodyValue: unknown = run.present(requestPostDataMembers.text);
  if (requestBodyValue !== undefined) {
    const requestBodyCast = run.toBody(requestBodyValue);
    if (requestBodyCast === undefined) { requestBody = null; }
    else requestBody = requestBodyCast;
  } else {
    requestBody = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.present(requestMembers.bodySize);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseBody: string | null;
  const responseBodyValue: unknown = run.equalsScalar(responseContentMembers.encoding, 'base64') ? run.present(responseContentMembers.text) : undefined;
  if (responseBodyValue !== undefined) {
    const responseBodyCast2 = run.toBase64Body(responseBodyValue);
    if (responseBodyCast2 === undefined) { responseBody = null; }
    else responseBody = responseBodyCast2;
  } else {
    const responseBodyValue2: unknown = run.present(responseContentMembers.text);
    if (responseBodyValue2 !== undefined) {
      const responseBodyCast = run.toBody(responseBodyValue2);
      if (responseBodyCast === undefined) { responseBody = null; }
      else responseBody = responseBodyCast;
    } else {
      responseBody = null;
    }
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.present(responseContentMembers.size) ?? run.present(responseMembers.bodySize);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  const requestHeaders = run.toHeaders(run.present(requestMembers.headers)) ?? null;
  const responseHeaders = run.toHeaders(run.present(responseMembers.headers)) ?? null;
  return {
    id: null,
    timeMs: timeMs,
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: null, id: null },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: requestBody, sizeBytes: requestSizeBytes },
    response: { headers: responseHeaders, body: responseBody, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const har: CompiledMapping = {
  id: 'har',
  title: 'HTTP Archive (HAR 1.2)',
  framing: 'json',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
