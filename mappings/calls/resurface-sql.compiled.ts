// Generated from resurface-sql.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldMethod = new run.Dropped('missing-field', 'method');
const missingFieldPath = new run.Dropped('missing-field', 'path');
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const invalidFieldScheme = new run.Dropped('invalid-field', 'scheme');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

function recordsOf(): null {
  return null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const targetParts = run.splitTarget(run.present(fields.request_url));
  let method: string;
  const methodValue: unknown = run.present(fields.request_method);
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
  const statusValue: unknown = run.present(fields.response_code);
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
      scheme = meta.defaults.scheme;
    }
  }
  let host: string;
  const hostValue: unknown = run.present(targetParts.host) ?? run.present(fields.host);
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
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.present(fields.interval_millis);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let precise = false;
  let timeMs: number;
  const timeMsValue: unknown = run.present(fields.response_time_millis);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.epochTime(timeMsValue, 1);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
    precise = true;
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.present(fields.id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = undefined;
  const forwardedValue: unknown = run.present(fields.request_address);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.present(fields.request_address));
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let requestBody: string | null;
  const requestBodyValue: unknown = run.present(fields.request_body);
  if (requestBodyValue !== undefined) {
    const requestBodyCast = run.toBody(requestBodyValue);
    if (requestBodyCast === undefined) { requestBody = null; }
    else requestBody = requestBodyCast;
  } else {
    requestBody = null;
  }
  let responseBody: string | null;
  const responseBodyValue: unknown = run.present(fields.response_body);
  if (responseBodyValue !== undefined) {
    const responseBodyCast = run.toBody(responseBodyValue);
    if (responseBodyCast === undefined) { responseBody = null; }
    else responseBody = responseBodyCast;
  } else {
    responseBody = null;
  }
  const requestHeaders = run.toHeaders(run.present(fields.request_headers)) ?? null;
  const responseHeaders = run.toHeaders(run.present(fields.response_headers)) ?? null;
  return {
    id: id,
    timeMs: run.startOf(timeMs, precise, latencyMs),
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: null },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: requestBody, sizeBytes: null },
    response: { headers: responseHeaders, body: responseBody, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

export const resurfaceSql: CompiledMapping = {
  id: 'resurface-sql',
  title: 'Graylog API Security by SQL (rows of data.message)',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
