// Generated from gelf-http.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldPath = new run.Dropped('missing-field', 'path');
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const invalidFieldScheme = new run.Dropped('invalid-field', 'scheme');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const pattern = new RegExp('^[0-9]+(?:\\.[0-9]+)?$');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

function recordsOf(): null {
  return null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const targetParts = run.splitTarget(run.presentUnlessBlank(fields.http_url) ?? run.presentUnlessBlank(fields._http_url) ?? run.presentUnlessBlank(fields.http_path) ?? run.presentUnlessBlank(fields._http_path) ?? run.presentUnlessBlank(fields.resource) ?? run.presentUnlessBlank(fields._resource));
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(fields.http_method) ?? run.presentUnlessBlank(fields._http_method) ?? run.presentUnlessBlank(fields.http_request_method) ?? run.presentUnlessBlank(fields._http_request_method);
  if (methodValue !== undefined) {
    const methodCast = run.toMethod(methodValue);
    if (methodCast === undefined) return run.NOT_A_CALL;
    method = methodCast;
  } else {
    return run.NOT_A_CALL;
  }
  let path: string;
  const pathValue: unknown = run.presentUnlessBlank(targetParts.path);
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
  const queryValue: unknown = run.presentUnlessBlank(targetParts.query);
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
  const statusValue: unknown = run.presentUnlessBlank(fields.http_response_code) ?? run.presentUnlessBlank(fields._http_response_code) ?? run.presentUnlessBlank(fields.http_status) ?? run.presentUnlessBlank(fields._http_status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.presentUnlessBlank(targetParts.scheme);
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
  const hostValue: unknown = run.presentUnlessBlank(targetParts.host) ?? run.presentUnlessBlank(fields.http_host) ?? run.presentUnlessBlank(fields._http_host);
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
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.took_ms) ?? run.presentUnlessBlank(fields._took_ms);
  if (latencyMsValue !== undefined) {
    const latencyMsCast2 = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast2 === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast2;
  } else {
    const latencyMsValue2: unknown = run.presentUnlessBlank(fields.event_duration) ?? run.presentUnlessBlank(fields._event_duration);
    if (latencyMsValue2 !== undefined) {
      const latencyMsCast = run.toDuration(latencyMsValue2, 1000);
      if (latencyMsCast === undefined) { latencyMs = null; }
      else latencyMs = latencyMsCast;
    } else {
      latencyMs = null;
    }
  }
  let precise = false;
  let timeMs: number;
  const timeMsValue: unknown = run.containsMatch(fields.timestamp, pattern) ? run.presentUnlessBlank(fields.timestamp) : undefined;
  if (timeMsValue !== undefined) {
    const timeMsCast2 = run.epochTime(timeMsValue, 1000);
    if (timeMsCast2 === undefined) return invalidFieldTime;
    timeMs = timeMsCast2;
    precise = true;
  } else {
    const timeMsValue2: unknown = run.presentUnlessBlank(fields.timestamp);
    if (timeMsValue2 !== undefined) {
      const timeMsCast = run.isoTime(timeMsValue2, null);
      if (timeMsCast === undefined) return invalidFieldTime;
      timeMs = timeMsCast;
      precise = run.hasDecimals(timeMsValue2);
    } else {
      return missingFieldTime;
    }
  }
  let id: string | null;
  const idValue: unknown = run.presentUnlessBlank(fields.gl2_message_id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.source_ip) ?? run.presentUnlessBlank(fields._source_ip);
  const forwardedValue: unknown = run.presentUnlessBlank(fields.http_xff) ?? run.presentUnlessBlank(fields._http_xff);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.presentUnlessBlank(fields.http_xff) ?? run.presentUnlessBlank(fields._http_xff));
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(fields.user_name) ?? run.presentUnlessBlank(fields._user_name);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(fields.http_request_bytes) ?? run.presentUnlessBlank(fields._http_request_bytes);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.http_response_bytes) ?? run.presentUnlessBlank(fields._http_response_bytes) ?? run.presentUnlessBlank(fields.http_bytes) ?? run.presentUnlessBlank(fields._http_bytes);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = null;
  requestHeaders = run.addField(requestHeaders, 'user-agent', run.presentUnlessBlank(fields.http_user_agent) ?? run.presentUnlessBlank(fields._http_user_agent));
  requestHeaders = run.addField(requestHeaders, 'referer', run.presentUnlessBlank(fields.http_referrer) ?? run.presentUnlessBlank(fields._http_referrer));
  let responseHeaders: run.Headers | null = null;
  responseHeaders = run.addField(responseHeaders, 'content-type', run.presentUnlessBlank(fields.http_content_type) ?? run.presentUnlessBlank(fields._http_content_type));
  return {
    id: id,
    timeMs: run.startOf(timeMs, precise, latencyMs),
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: clientId },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: null, sizeBytes: requestSizeBytes },
    response: { headers: responseHeaders, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const gelfHttp: CompiledMapping = {
  id: 'gelf-http',
  title: 'HTTP calls in Graylog messages and GELF',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
