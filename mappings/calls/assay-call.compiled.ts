// Generated from assay-call.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldMethod = new run.Dropped('missing-field', 'method');
const invalidFieldMethod = new run.Dropped('invalid-field', 'method');
const missingFieldPath = new run.Dropped('missing-field', 'path');
const invalidFieldPath = new run.Dropped('invalid-field', 'path');
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const invalidFieldScheme = new run.Dropped('invalid-field', 'scheme');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const invalidFieldLatencyMs = new run.Dropped('invalid-field', 'latencyMs');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');
const invalidFieldId = new run.Dropped('invalid-field', 'id');

function recordsOf(): null {
  return null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const clientMembers = run.membersOf(fields.client);
  const requestMembers = run.membersOf(fields.request);
  const responseMembers = run.membersOf(fields.response);
  const gatewayMembers = run.membersOf(fields.gateway);
  let method: string;
  const methodValue: unknown = run.present(fields.method);
  if (methodValue !== undefined) {
    const methodCast = run.toMethod(methodValue);
    if (methodCast === undefined) return invalidFieldMethod;
    method = methodCast;
  } else {
    return missingFieldMethod;
  }
  let path: string;
  const pathValue: unknown = run.present(fields.path);
  if (pathValue !== undefined) {
    const pathCast = run.toPath(pathValue);
    if (pathCast === undefined) return invalidFieldPath;
    path = pathCast;
  } else {
    return missingFieldPath;
  }
  let query: string | null;
  const queryValue: unknown = run.present(fields.query);
  if (queryValue !== undefined) {
    const queryCast = run.toQuery(queryValue);
    if (queryCast === undefined) return invalidFieldQuery;
    query = queryCast;
  } else {
    query = null;
  }
  let status: number | null;
  const statusValue: unknown = run.present(fields.status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    if (fields.status === null) {
      status = null;
    } else {
      return missingFieldStatus;
    }
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.present(fields.scheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) return invalidFieldScheme;
    scheme = schemeCast;
  } else {
    scheme = meta.defaults.scheme;
  }
  let host: string;
  const hostValue: unknown = run.present(fields.host);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (meta.defaults.host === null) return missingFieldHost;
    host = meta.defaults.host;
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.present(fields.latencyMs);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) return invalidFieldLatencyMs;
    latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.present(fields.time);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.isoOrEpochTime(timeMsValue, null);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.present(fields.id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) return invalidFieldId;
    id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.present(clientMembers.address);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.present(clientMembers.id);
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
  let responseBody: string | null;
  const responseBodyValue: unknown = run.present(responseMembers.body);
  if (responseBodyValue !== undefined) {
    const responseBodyCast = run.toBody(responseBodyValue);
    if (responseBodyCast === undefined) { responseBody = null; }
    else responseBody = responseBodyCast;
  } else {
    responseBody = null;
  }
  let gatewayId: string | null;
  const gatewayIdValue: unknown = run.present(gatewayMembers.id);
  if (gatewayIdValue !== undefined) {
    const gatewayIdCast = run.toName(gatewayIdValue);
    if (gatewayIdCast === undefined) { gatewayId = null; }
    else gatewayId = gatewayIdCast;
  } else {
    gatewayId = null;
  }
  let gatewayApi: string | null;
  const gatewayApiValue: unknown = run.present(gatewayMembers.api);
  if (gatewayApiValue !== undefined) {
    const gatewayApiCast = run.toName(gatewayApiValue);
    if (gatewayApiCast === undefined) { gatewayApi = null; }
    else gatewayApi = gatewayApiCast;
  } else {
    gatewayApi = null;
  }
  let gatewayRoute: string | null;
  const gatewayRouteValue: unknown = run.present(gatewayMembers.route);
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
    request: { headers: requestHeaders, body: requestBody, sizeBytes: null },
    response: { headers: responseHeaders, body: responseBody, sizeBytes: null },
    gateway: run.gatewayRef(gatewayId, gatewayApi, gatewayRoute, false),
    operation: null,
  };
}

export const assayCall: CompiledMapping = {
  id: 'assay-call',
  title: 'Assay native call record',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
