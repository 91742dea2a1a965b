// Generated from kong-http-log.yaml by `npm run generate`. Do not edit.
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
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

function recordsOf(unit: unknown): readonly unknown[] | null {
  return Array.isArray(unit) ? unit : null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const requestMembers = run.membersOf(fields.request);
  const responseMembers = run.membersOf(fields.response);
  const requestHeadersMembers = run.membersOf(requestMembers.headers);
  const latenciesMembers = run.membersOf(fields.latencies);
  const consumerMembers = run.membersOf(fields.consumer);
  const authenticatedEntityMembers = run.membersOf(fields.authenticated_entity);
  const serviceMembers = run.membersOf(fields.service);
  const routeMembers = run.membersOf(fields.route);
  const targetParts = run.splitTarget(run.present(requestMembers.uri) ?? run.present(requestMembers.url));
  const listenerParts = run.splitTarget(run.present(requestMembers.url));
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
  const schemeValue: unknown = run.present(listenerParts.scheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    if (listenerParts === run.BROKEN_TARGET) {
      scheme = null;
    } else {
      scheme = meta.defaults.scheme;
    }
  }
  let host: string;
  const hostValue: unknown = run.present(requestHeadersMembers.host) ?? run.present(listenerParts.host);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (listenerParts === run.BROKEN_TARGET) {
      return invalidFieldHost;
    } else {
      if (meta.defaults.host === null) return missingFieldHost;
      host = meta.defaults.host;
    }
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.present(latenciesMembers.request);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.present(fields.started_at);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.epochTime(timeMsValue, 1);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.present(requestMembers.id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.present(fields.client_ip);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.present(consumerMembers.username) ?? run.present(consumerMembers.custom_id) ?? run.present(consumerMembers.id) ?? run.present(authenticatedEntityMembers.consumer_id);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestBody: string | null;
  const requestBodyValue: unknown = run.present(requestMembers.body);
  if (requestBodyValue !== undefined) {
    const requestBodyCast = run.toBody(requestBodyValue);
    if (requestBodyCast === undefined) { requestBody = null; }
    else requestBody = requestBodyCast;
  } else {
    requestBody = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.present(requestMembers.size);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseBody: string | null;
  const responseBodyValue: unknown = run.present(responseMembers.body);
  if (responseBodyValue !== undefined) {
    const responseBodyCast = run.toBody(responseBodyValue);
    if (responseBodyCast === undefined) { responseBody = null; }
    else responseBody = responseBodyCast;
  } else {
    responseBody = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.present(responseMembers.size);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let gatewayApi: string | null;
  const gatewayApiValue: unknown = run.present(serviceMembers.id) ?? run.present(serviceMembers.name);
  if (gatewayApiValue !== undefined) {
    const gatewayApiCast = run.toName(gatewayApiValue);
    if (gatewayApiCast === undefined) { gatewayApi = null; }
    else gatewayApi = gatewayApiCast;
  } else {
    gatewayApi = null;
  }
  let gatewayRoute: string | null;
  const gatewayRouteValue: unknown = run.present(routeMembers.id) ?? run.present(routeMembers.name);
  if (gatewayRouteValue !== undefined) {
    const gatewayRouteCast = run.toName(gatewayRouteValue);
    if (gatewayRouteCast === undefined) { gatewayRoute = null; }
    else gatewayRoute = gatewayRouteCast;
  } else {
    gatewayRoute = null;
  }
  const requestHeaders = run.toHeaders(run.present(requestMembers.headers)) ?? null;
  const responseHeaders = run.toHeaders(run.present(responseMembers.headers)) ?? null;
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
    gateway: run.gatewayRef(null, gatewayApi, gatewayRoute, ((run.present(fields.route) === undefined) && run.equalsScalar(responseMembers.status, '404') && (run.equalsScalar(fields.source, 'kong') || (run.present(fields.source) === undefined)))),
    operation: null,
  };
}

export const kongHttpLog: CompiledMapping = {
  id: 'kong-http-log',
  title: 'Kong Gateway log (http-log, file-log, tcp-log and the like)',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
