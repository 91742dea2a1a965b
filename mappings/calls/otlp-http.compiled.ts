// Generated from otlp-http.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldPath = new run.Dropped('missing-field', 'path');
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
  const attributesMembers = run.membersOf(fields.attributes);
  const targetParts = run.splitTarget(run.present(attributesMembers['url.full']) ?? run.present(attributesMembers['url.path']) ?? run.present(attributesMembers['http.url']) ?? run.present(attributesMembers['http.target']));
  const wholeParts = run.splitTarget(run.present(attributesMembers['http.url']));
  let method: string;
  const methodValue: unknown = run.present(attributesMembers['http.request.method_original']) ?? run.present(attributesMembers['http.request.method']) ?? run.present(attributesMembers['http.method']);
  if (methodValue !== undefined) {
    const methodCast = run.toMethod(methodValue);
    if (methodCast === undefined) return run.NOT_A_CALL;
    method = methodCast;
  } else {
    return run.NOT_A_CALL;
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
  const queryValue: unknown = run.present(targetParts.query) ?? run.present(attributesMembers['url.query']);
  if (queryValue !== undefined) {
    const queryCast = run.toQuery(queryValue);
    if (queryCast === undefined) { query = null; }
    else query = queryCast;
  } else {
    query = null;
  }
  let status: number | null;
  const statusValue: unknown = run.present(attributesMembers['http.response.status_code']) ?? run.present(attributesMembers['http.status_code']);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    status = null;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.present(targetParts.scheme) ?? run.present(wholeParts.scheme) ?? run.present(attributesMembers['url.scheme']) ?? run.present(attributesMembers['http.scheme']);
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
  const hostValue: unknown = run.present(fields.host) ?? run.present(targetParts.host) ?? run.present(wholeParts.host);
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
  const latencyMsValue: unknown = run.present(fields.durationNanos);
  if (latencyMsValue !== undefined) {
    const latencyMsCast2 = run.toDuration(latencyMsValue, 0.000001);
    if (latencyMsCast2 === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast2;
  } else {
    const latencyMsValue2: unknown = run.present(attributesMembers['http.server.request.duration']);
    if (latencyMsValue2 !== undefined) {
      const latencyMsCast = run.toDuration(latencyMsValue2, 1000);
      if (latencyMsCast === undefined) { latencyMs = null; }
      else latencyMs = latencyMsCast;
    } else {
      latencyMs = null;
    }
  }
  let timeMs: number;
  const timeMsValue: unknown = run.present(fields.timeUnixNano);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.epochTime(timeMsValue, 0.000001);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
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
  const clientAddressValue: unknown = run.present(attributesMembers['client.address']) ?? run.present(attributesMembers['http.client_ip']) ?? run.present(attributesMembers['network.peer.address']) ?? run.present(attributesMembers['net.sock.peer.addr']) ?? run.present(attributesMembers['net.peer.ip']);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.present(attributesMembers['enduser.id']) ?? run.present(attributesMembers['user.id']);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestBody: string | null;
  const requestBodyValue: unknown = run.present(attributesMembers['http.request.body.content']);
  if (requestBodyValue !== undefined) {
    const requestBodyCast = run.toBody(requestBodyValue);
    if (requestBodyCast === undefined) { requestBody = null; }
    else requestBody = requestBodyCast;
  } else {
    requestBody = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.present(attributesMembers['http.request.body.size']) ?? run.present(attributesMembers['http.request.size']) ?? run.present(attributesMembers['http.request_content_length']);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseBody: string | null;
  const responseBodyValue: unknown = run.present(attributesMembers['http.response.body.content']);
  if (responseBodyValue !== undefined) {
    const responseBodyCast = run.toBody(responseBodyValue);
    if (responseBodyCast === undefined) { responseBody = null; }
    else responseBody = responseBodyCast;
  } else {
    responseBody = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.present(attributesMembers['http.response.body.size']) ?? run.present(attributesMembers['http.response.size']) ?? run.present(attributesMembers['http.response_content_length']);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  const requestHeaders = run.toHeaders(run.present(fields.requestHeaders)) ?? null;
  const responseHeaders = run.toHeaders(run.present(fields.responseHeaders)) ?? null;
  return {
    id: id,
    timeMs: timeMs,
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: clientId },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: requestBody, sizeBytes: requestSizeBytes },
    response: { headers: responseHeaders, body: responseBody, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const otlpHttp: CompiledMapping = {
  id: 'otlp-http',
  title: 'OpenTelemetry HTTP spans and log records',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
