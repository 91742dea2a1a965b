// Generated from ecs-http.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldPath = new run.Dropped('missing-field', 'path');
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
  const urlMembers = run.membersOf(fields.url);
  const httpMembers = run.membersOf(fields.http);
  const httpRequestMembers = run.membersOf(httpMembers.request);
  const httpResponseMembers = run.membersOf(httpMembers.response);
  const destinationMembers = run.membersOf(fields.destination);
  const eventMembers = run.membersOf(fields.event);
  const clientMembers = run.membersOf(fields.client);
  const sourceMembers = run.membersOf(fields.source);
  const communicationMembers = run.membersOf(fields.communication);
  const communicationSourceMembers = run.membersOf(communicationMembers.source);
  const userMembers = run.membersOf(fields.user);
  const httpRequestBodyMembers = run.membersOf(httpRequestMembers.body);
  const httpResponseBodyMembers = run.membersOf(httpResponseMembers.body);
  const userAgentMembers = run.membersOf(fields.user_agent);
  const httpUserAgentMembers = run.membersOf(httpMembers.user_agent);
  const targetParts = run.splitTarget(run.presentUnlessBlank(urlMembers.original) ?? run.presentUnlessBlank(fields['url.original']) ?? run.presentUnlessBlank(urlMembers.full) ?? run.presentUnlessBlank(fields['url.full']) ?? run.presentUnlessBlank(urlMembers.path) ?? run.presentUnlessBlank(fields['url.path']) ?? run.presentUnlessBlank(httpMembers.url));
  const wholeParts = run.splitTarget(run.presentUnlessBlank(urlMembers.full) ?? run.presentUnlessBlank(fields['url.full']));
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(httpRequestMembers.method) ?? run.presentUnlessBlank(fields['http.request.method']);
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
  const queryValue: unknown = run.presentUnlessBlank(targetParts.query) ?? run.presentUnlessBlank(urlMembers.query) ?? run.presentUnlessBlank(fields['url.query']);
  if (queryValue !== undefined) {
    const queryCast = run.toQuery(queryValue);
    if (queryCast === undefined) { query = null; }
    else query = queryCast;
  } else {
    query = null;
  }
  let status: number | null;
  const statusValue: unknown = run.presentUnlessBlank(httpResponseMembers.status_code) ?? run.presentUnlessBlank(fields['http.response.status_code']);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.presentUnlessBlank(targetParts.scheme) ?? run.presentUnlessBlank(wholeParts.scheme) ?? run.presentUnlessBlank(urlMembers.scheme) ?? run.presentUnlessBlank(fields['url.scheme']);
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
  const hostValue: unknown = run.presentUnlessBlank(urlMembers.domain) ?? run.presentUnlessBlank(fields['url.domain']) ?? run.presentUnlessBlank(targetParts.host) ?? run.presentUnlessBlank(wholeParts.host) ?? run.presentUnlessBlank(destinationMembers.domain) ?? run.presentUnlessBlank(fields['destination.domain']);
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
  const latencyMsValue: unknown = run.presentUnlessBlank(eventMembers.duration) ?? run.presentUnlessBlank(fields['event.duration']);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 0.000001);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields['@timestamp']);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.isoOrEpochTime(timeMsValue, null);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.presentUnlessBlank(httpRequestMembers.id) ?? run.presentUnlessBlank(fields['http.request.id']) ?? run.presentUnlessBlank(eventMembers.id) ?? run.presentUnlessBlank(fields['event.id']) ?? run.presentUnlessBlank(fields._id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(clientMembers.ip) ?? run.presentUnlessBlank(fields['client.ip']) ?? run.presentUnlessBlank(sourceMembers.ip) ?? run.presentUnlessBlank(fields['source.ip']) ?? run.presentUnlessBlank(clientMembers.address) ?? run.presentUnlessBlank(sourceMembers.address) ?? run.presentUnlessBlank(communicationSourceMembers.ip);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(userMembers.name) ?? run.presentUnlessBlank(fields['user.name']) ?? run.presentUnlessBlank(userMembers.id);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestBody: string | null;
  const requestBodyValue: unknown = run.presentUnlessBlank(httpRequestBodyMembers.content) ?? run.presentUnlessBlank(fields['http.request.body.content']);
  if (requestBodyValue !== undefined) {
    const requestBodyCast = run.toBody(requestBodyValue);
    if (requestBodyCast === undefined) { requestBody = null; }
    else requestBody = requestBodyCast;
  } else {
    requestBody = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(httpRequestMembers.bytes) ?? run.presentUnlessBlank(fields['http.request.bytes']) ?? run.presentUnlessBlank(httpRequestBodyMembers.bytes) ?? run.presentUnlessBlank(fields['http.request.body.bytes']);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseBody: string | null;
  const responseBodyValue: unknown = run.presentUnlessBlank(httpResponseBodyMembers.content) ?? run.presentUnlessBlank(fields['http.response.body.content']);
  if (responseBodyValue !== undefined) {
    const responseBodyCast = run.toBody(responseBodyValue);
    if (responseBodyCast === undefined) { responseBody = null; }
    else responseBody = responseBodyCast;
  } else {
    responseBody = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(httpResponseMembers.bytes) ?? run.presentUnlessBlank(fields['http.response.bytes']) ?? run.presentUnlessBlank(httpResponseBodyMembers.bytes) ?? run.presentUnlessBlank(fields['http.response.body.bytes']);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = null;
  requestHeaders = run.addField(requestHeaders, 'user-agent', run.presentUnlessBlank(userAgentMembers.original) ?? run.presentUnlessBlank(fields['user_agent.original']) ?? run.presentUnlessBlank(httpUserAgentMembers.original));
  requestHeaders = run.addField(requestHeaders, 'referer', run.presentUnlessBlank(httpRequestMembers.referrer) ?? run.presentUnlessBlank(fields['http.request.referrer']));
  requestHeaders = run.addField(requestHeaders, 'content-type', run.presentUnlessBlank(httpRequestMembers.mime_type) ?? run.presentUnlessBlank(fields['http.request.mime_type']));
  let responseHeaders: run.Headers | null = null;
  responseHeaders = run.addField(responseHeaders, 'content-type', run.presentUnlessBlank(httpResponseMembers.mime_type) ?? run.presentUnlessBlank(fields['http.response.mime_type']));
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

export const ecsHttp: CompiledMapping = {
  id: 'ecs-http',
  title: 'Elastic Common Schema (ECS), HTTP fields',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
