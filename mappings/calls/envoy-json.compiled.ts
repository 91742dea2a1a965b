// Generated from envoy-json.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldPath = new run.Dropped('missing-field', 'path');
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
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
  const targetParts = run.splitTarget(run.presentUnlessBlank(fields.x_envoy_original_path) ?? run.presentUnlessBlank(fields['x-envoy-original-path']) ?? run.presentUnlessBlank(fields['x-envoy-origin-path']) ?? run.presentUnlessBlank(fields.original_path) ?? run.presentUnlessBlank(fields.path) ?? run.presentUnlessBlank(fields[':path']));
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(fields.method) ?? run.presentUnlessBlank(fields[':method']) ?? run.presentUnlessBlank(fields.request_method);
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
  const statusValue: unknown = run.presentUnlessBlank(fields.response_code) ?? run.presentUnlessBlank(fields.status) ?? run.presentUnlessBlank(fields.code);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.presentUnlessBlank(fields.scheme) ?? run.presentUnlessBlank(fields[':scheme']) ?? run.presentUnlessBlank(fields.x_forwarded_proto) ?? run.presentUnlessBlank(fields['x-forwarded-proto']);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    scheme = meta.defaults.scheme;
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(fields.authority) ?? run.presentUnlessBlank(fields[':authority']) ?? run.presentUnlessBlank(fields.host);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (meta.defaults.host === null) return missingFieldHost;
    host = meta.defaults.host;
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.duration) ?? run.presentUnlessBlank(fields.duration_ms) ?? run.presentUnlessBlank(fields.response_duration);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields.start_time) ?? run.presentUnlessBlank(fields.timestamp) ?? run.presentUnlessBlank(fields.time) ?? run.presentUnlessBlank(fields['@timestamp']);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.isoTime(timeMsValue, null);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.presentUnlessBlank(fields.request_id) ?? run.presentUnlessBlank(fields.x_request_id) ?? run.presentUnlessBlank(fields['x-request-id']);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.downstream_remote_address) ?? run.presentUnlessBlank(fields.downstream_direct_remote_address) ?? run.presentUnlessBlank(fields.downstream_remote_address_without_port) ?? run.presentUnlessBlank(fields.client_ip);
  const forwardedValue: unknown = run.presentUnlessBlank(fields.x_forwarded_for) ?? run.presentUnlessBlank(fields['x-forwarded-for']) ?? run.presentUnlessBlank(fields.forwarded_for);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.presentUnlessBlank(fields.x_forwarded_for) ?? run.presentUnlessBlank(fields['x-forwarded-for']) ?? run.presentUnlessBlank(fields.forwarded_for));
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(fields.bytes_received);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.bytes_sent);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = null;
  requestHeaders = run.addField(requestHeaders, 'user-agent', run.presentUnlessBlank(fields.user_agent) ?? run.presentUnlessBlank(fields['user-agent']));
  requestHeaders = run.addField(requestHeaders, 'x-forwarded-for', run.presentUnlessBlank(fields.x_forwarded_for) ?? run.presentUnlessBlank(fields['x-forwarded-for']) ?? run.presentUnlessBlank(fields.forwarded_for));
  requestHeaders = run.addField(requestHeaders, 'content-type', run.presentUnlessBlank(fields.content_type) ?? run.presentUnlessBlank(fields.request_content_type));
  requestHeaders = run.addField(requestHeaders, 'authorization', run.presentUnlessBlank(fields.authorization));
  let responseHeaders: run.Headers | null = null;
  responseHeaders = run.addField(responseHeaders, 'content-type', run.presentUnlessBlank(fields.response_content_type));
  responseHeaders = run.addField(responseHeaders, 'grpc-status', run.presentUnlessBlank(fields.grpc_status_number) ?? run.presentUnlessBlank(fields.grpc_status));
  return {
    id: id,
    timeMs: timeMs,
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: null },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: null, sizeBytes: requestSizeBytes },
    response: { headers: responseHeaders, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const envoyJson: CompiledMapping = {
  id: 'envoy-json',
  title: 'Envoy access log as JSON',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
