// Generated from akto-kafka.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldMethod = new run.Dropped('missing-field', 'method');
const missingFieldPath = new run.Dropped('missing-field', 'path');
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const pattern = new RegExp('^[0-9]{1,11}$');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');
const words = new Map([['', 'unix:'], ['0.0.0.0', 'unix:']]);

function recordsOf(): null {
  return null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const requestHeadersParts = run.splitHeaders(run.present(fields.requestHeaders));
  const responseHeadersParts = run.splitHeaders(run.present(fields.responseHeaders));
  const targetParts = run.splitTarget(run.present(fields.path));
  if (run.equalsScalar(fields.direction, '2')) return run.NOT_A_CALL;
  if (((run.present(fields.method) === undefined) && (run.present(fields.path) === undefined))) return run.NOT_A_CALL;
  let method: string;
  const methodValue: unknown = run.present(fields.method);
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
  const statusValue: unknown = run.present(fields.statusCode);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.present(targetParts.scheme) ?? run.present(requestHeadersParts['x-forwarded-proto']);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    if (targetParts === run.BROKEN_TARGET) {
      scheme = null;
    } else {
      scheme = meta.defaults.scheme;
    }
  }
  let host: string;
  const hostValue: unknown = run.present(requestHeadersParts['host']) ?? run.present(requestHeadersParts['authority']) ?? run.present(targetParts.host);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (targetParts === run.BROKEN_TARGET) {
      return invalidFieldHost;
    } else {
      if (meta.defaults.host === null) return missingFieldHost;
      host = meta.defaults.host;
    }
  }
  let timeMs: number;
  const timeMsValue: unknown = run.containsMatch(fields.time, pattern) ? run.present(fields.time) : undefined;
  if (timeMsValue !== undefined) {
    const timeMsCast2 = run.epochTime(timeMsValue, 1000);
    if (timeMsCast2 === undefined) return invalidFieldTime;
    timeMs = timeMsCast2;
  } else {
    const timeMsValue2: unknown = run.present(fields.time);
    if (timeMsValue2 !== undefined) {
      const timeMsCast = run.isoOrEpochTime(timeMsValue2, null);
      if (timeMsCast === undefined) return invalidFieldTime;
      timeMs = timeMsCast;
    } else {
      return missingFieldTime;
    }
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.lookUp(run.present(fields.ip), words);
  const forwardedValue: unknown = run.present(requestHeadersParts['x-forwarded-for']);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.present(requestHeadersParts['x-forwarded-for']));
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let requestBody: string | null;
  const requestBodyValue: unknown = run.present(fields.requestPayload);
  if (requestBodyValue !== undefined) {
    const requestBodyCast = run.toBody(requestBodyValue);
    if (requestBodyCast === undefined) { requestBody = null; }
    else requestBody = requestBodyCast;
  } else {
    requestBody = null;
  }
  let responseBody: string | null;
  const responseBodyValue: unknown = run.present(fields.responsePayload);
  if (responseBodyValue !== undefined) {
    const responseBodyCast = run.toBody(responseBodyValue);
    if (responseBodyCast === undefined) { responseBody = null; }
    else responseBody = responseBodyCast;
  } else {
    responseBody = null;
  }
  const requestHeaders = run.toHeaders(run.present(requestHeadersParts)) ?? null;
  const responseHeaders = run.toHeaders(run.present(responseHeadersParts)) ?? null;
  return {
    id: null,
    timeMs: timeMs,
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: null },
    latencyMs: null,
    request: { headers: requestHeaders, body: requestBody, sizeBytes: null },
    response: { headers: responseHeaders, body: responseBody, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

export const aktoKafka: CompiledMapping = {
  id: 'akto-kafka',
  title: 'Akto collector message',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
