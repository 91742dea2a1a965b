// Generated from caddy-json.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const words = new Map([['HTTP/1.0', 'https'], ['HTTP/1.1', 'https'], ['HTTP/2.0', 'https'], ['HTTP/3.0', 'https']]);
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const pattern = new RegExp('^[0-9.]+$');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

function recordsOf(): null {
  return null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const requestMembers = run.membersOf(fields.request);
  const requestHeadersMembers = run.membersOf(requestMembers.headers);
  const requestHeadersXForwardedProtoMembers = run.membersOf(requestHeadersMembers['X-Forwarded-Proto']);
  const targetParts = run.splitTarget(run.presentUnlessBlank(requestMembers.uri));
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(requestMembers.method);
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
    return run.NOT_A_CALL;
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
  const statusValue: unknown = run.presentUnlessBlank(fields.status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    status = null;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = (run.present(requestMembers.tls) !== undefined) ? run.lookUp(run.presentUnlessBlank(requestMembers.proto), words) : undefined;
  if (schemeValue !== undefined) {
    const schemeCast2 = run.toScheme(schemeValue);
    if (schemeCast2 === undefined) { scheme = null; }
    else scheme = schemeCast2;
  } else {
    const schemeValue2: unknown = run.presentUnlessBlank(requestHeadersXForwardedProtoMembers['0']);
    if (schemeValue2 !== undefined) {
      const schemeCast = run.toScheme(schemeValue2);
      if (schemeCast === undefined) { scheme = null; }
      else scheme = schemeCast;
    } else {
      scheme = 'http';
    }
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(requestMembers.host);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (meta.defaults.host === null) return missingFieldHost;
    host = meta.defaults.host;
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.duration);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1000);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let precise = false;
  let timeMs: number;
  const timeMsValue: unknown = run.containsMatch(fields.ts, pattern) ? run.presentUnlessBlank(fields.ts) : undefined;
  if (timeMsValue !== undefined) {
    const timeMsCast2 = run.epochTime(timeMsValue, 1000);
    if (timeMsCast2 === undefined) return invalidFieldTime;
    timeMs = timeMsCast2;
    precise = true;
  } else {
    const timeMsValue2: unknown = run.presentUnlessBlank(fields.ts);
    if (timeMsValue2 !== undefined) {
      const timeMsCast = run.isoTime(timeMsValue2, null);
      if (timeMsCast === undefined) return invalidFieldTime;
      timeMs = timeMsCast;
      precise = run.hasDecimals(timeMsValue2);
    } else {
      return missingFieldTime;
    }
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(requestMembers.client_ip) ?? run.presentUnlessBlank(requestMembers.remote_ip) ?? run.presentUnlessBlank(requestMembers.remote_addr);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(fields.user_id);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(fields.bytes_read);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.size);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  const requestHeaders = run.toHeaders(run.presentUnlessBlank(requestMembers.headers)) ?? null;
  const responseHeaders = run.toHeaders(run.presentUnlessBlank(fields.resp_headers)) ?? null;
  return {
    id: null,
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

export const caddyJson: CompiledMapping = {
  id: 'caddy-json',
  title: 'Caddy access log (JSON)',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
