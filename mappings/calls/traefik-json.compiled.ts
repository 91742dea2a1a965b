// Generated from traefik-json.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldPath = new run.Dropped('missing-field', 'path');
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
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
  const targetParts = run.splitTarget(run.presentUnlessBlank(fields.RequestPath));
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(fields.RequestMethod);
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
  const statusValue: unknown = run.presentUnlessBlank(fields.DownstreamStatus);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    status = null;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.presentUnlessBlank(fields.RequestScheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    scheme = meta.defaults.scheme;
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(fields.RequestAddr) ?? run.presentUnlessBlank(fields.RequestHost);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (meta.defaults.host === null) return missingFieldHost;
    host = meta.defaults.host;
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.Duration);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 0.000001);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields.StartUTC) ?? run.presentUnlessBlank(fields.StartLocal) ?? run.presentUnlessBlank(fields.time);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.isoTime(timeMsValue, null);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.ClientHost) ?? run.presentUnlessBlank(fields.ClientAddr);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(fields.ClientUsername);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(fields.RequestContentSize);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.DownstreamContentSize);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = run.prefixedHeaders(fields, 'request_', run.presentUnlessBlank);
  let responseHeaders: run.Headers | null = run.prefixedHeaders(fields, 'downstream_', run.presentUnlessBlank);
  return {
    id: null,
    timeMs: timeMs,
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

export const traefikJson: CompiledMapping = {
  id: 'traefik-json',
  title: 'Traefik access log (JSON)',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
