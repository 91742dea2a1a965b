// Generated from splunk-web.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldPath = new run.Dropped('missing-field', 'path');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
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
  const lineParts = run.splitRequestLine(run.presentUnlessBlank(fields.request));
  const targetParts = run.splitTarget(run.presentUnlessBlank(fields.uri) ?? run.presentUnlessBlank(fields.url) ?? run.presentUnlessBlank(lineParts.target) ?? run.presentUnlessBlank(fields.uri_path));
  const wholeParts = run.splitTarget(run.presentUnlessBlank(fields.url));
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(fields.http_method) ?? run.presentUnlessBlank(fields.method) ?? run.presentUnlessBlank(lineParts.method);
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
  const queryValue: unknown = run.presentUnlessBlank(targetParts.query) ?? run.presentUnlessBlank(fields.uri_query);
  if (queryValue !== undefined) {
    const queryCast = run.toQuery(queryValue);
    if (queryCast === undefined) { query = null; }
    else query = queryCast;
  } else {
    query = null;
  }
  let status: number | null;
  const statusValue: unknown = run.presentUnlessBlank(fields.status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.presentUnlessBlank(targetParts.scheme) ?? run.presentUnlessBlank(wholeParts.scheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    if (targetParts === run.BROKEN_TARGET || wholeParts === run.BROKEN_TARGET) {
      scheme = null;
    } else {
      scheme = meta.defaults.scheme;
    }
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(fields.site) ?? run.presentUnlessBlank(fields.http_host) ?? run.presentUnlessBlank(targetParts.host) ?? run.presentUnlessBlank(wholeParts.host) ?? run.presentUnlessBlank(fields.url_domain);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (targetParts === run.BROKEN_TARGET || wholeParts === run.BROKEN_TARGET) {
      return invalidFieldHost;
    } else {
      if (meta.defaults.host === null) return missingFieldHost;
      host = meta.defaults.host;
    }
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.response_time) ?? run.presentUnlessBlank(fields.duration);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let precise = false;
  let timeMs: number;
  const timeMsValue: unknown = run.containsMatch(fields._time, pattern) ? run.presentUnlessBlank(fields._time) : undefined;
  if (timeMsValue !== undefined) {
    const timeMsCast2 = run.epochTime(timeMsValue, 1000);
    if (timeMsCast2 === undefined) return invalidFieldTime;
    timeMs = timeMsCast2;
    precise = true;
  } else {
    const timeMsValue2: unknown = run.presentUnlessBlank(fields._time);
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
  const idValue: unknown = run.presentUnlessBlank(fields.http_request_id) ?? run.presentUnlessBlank(fields.assay_id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.src_ip) ?? run.presentUnlessBlank(fields.clientip) ?? run.presentUnlessBlank(fields.src);
  const forwardedValue: unknown = run.presentUnlessBlank(fields.http_x_forwarded_for) ?? run.presentUnlessBlank(fields.forwarded_for);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.presentUnlessBlank(fields.http_x_forwarded_for) ?? run.presentUnlessBlank(fields.forwarded_for));
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(fields.user);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(fields.bytes_in);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.bytes_out) ?? run.presentUnlessBlank(fields.bytes);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = null;
  requestHeaders = run.addField(requestHeaders, 'user-agent', run.presentUnlessBlank(fields.http_user_agent) ?? run.presentUnlessBlank(fields.useragent));
  requestHeaders = run.addField(requestHeaders, 'referer', run.presentUnlessBlank(fields.http_referrer) ?? run.presentUnlessBlank(fields.referer));
  requestHeaders = run.addField(requestHeaders, 'cookie', run.presentUnlessBlank(fields.cookie));
  let responseHeaders: run.Headers | null = null;
  responseHeaders = run.addField(responseHeaders, 'content-type', run.presentUnlessBlank(fields.http_content_type));
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

export const splunkWeb: CompiledMapping = {
  id: 'splunk-web',
  title: 'Splunk web events (CIM Web)',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
