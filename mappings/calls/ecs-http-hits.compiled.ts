// Generated from ecs-http-hits.yaml by `npm run generate`. Do not edit.
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
  const sourceMembers = run.membersOf(fields._source);
  const sourceUrlMembers = run.membersOf(sourceMembers.url);
  const sourceHttpMembers = run.membersOf(sourceMembers.http);
  const sourceHttpRequestMembers = run.membersOf(sourceHttpMembers.request);
  const sourceHttpResponseMembers = run.membersOf(sourceHttpMembers.response);
  const sourceDestinationMembers = run.membersOf(sourceMembers.destination);
  const sourceEventMembers = run.membersOf(sourceMembers.event);
  const sourceClientMembers = run.membersOf(sourceMembers.client);
  const sourceSourceMembers = run.membersOf(sourceMembers.source);
  const sourceUserMembers = run.membersOf(sourceMembers.user);
  const sourceHttpRequestBodyMembers = run.membersOf(sourceHttpRequestMembers.body);
  const sourceHttpResponseBodyMembers = run.membersOf(sourceHttpResponseMembers.body);
  const sourceUserAgentMembers = run.membersOf(sourceMembers.user_agent);
  const targetParts = run.splitTarget(run.presentUnlessBlank(sourceUrlMembers.original) ?? run.presentUnlessBlank(sourceMembers['url.original']) ?? run.presentUnlessBlank(sourceUrlMembers.full) ?? run.presentUnlessBlank(sourceMembers['url.full']) ?? run.presentUnlessBlank(sourceUrlMembers.path) ?? run.presentUnlessBlank(sourceMembers['url.path']));
  const wholeParts = run.splitTarget(run.presentUnlessBlank(sourceUrlMembers.full) ?? run.presentUnlessBlank(sourceMembers['url.full']));
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(sourceHttpRequestMembers.method) ?? run.presentUnlessBlank(sourceMembers['http.request.method']);
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
  const queryValue: unknown = run.presentUnlessBlank(targetParts.query) ?? run.presentUnlessBlank(sourceUrlMembers.query) ?? run.presentUnlessBlank(sourceMembers['url.query']);
  if (queryValue !== undefined) {
    const queryCast = run.toQuery(queryValue);
    if (queryCast === undefined) { query = null; }
    else query = queryCast;
  } else {
    query = null;
  }
  let status: number | null;
  const statusValue: unknown = run.presentUnlessBlank(sourceHttpResponseMembers.status_code) ?? run.presentUnlessBlank(sourceMembers['http.response.status_code']);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.presentUnlessBlank(targetParts.scheme) ?? run.presentUnlessBlank(wholeParts.scheme) ?? run.presentUnlessBlank(sourceUrlMembers.scheme) ?? run.presentUnlessBlank(sourceMembers['url.scheme']);
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
  const hostValue: unknown = run.presentUnlessBlank(sourceUrlMembers.domain) ?? run.presentUnlessBlank(sourceMembers['url.domain']) ?? run.presentUnlessBlank(targetParts.host) ?? run.presentUnlessBlank(wholeParts.host) ?? run.presentUnlessBlank(sourceDestinationMembers.domain) ?? run.presentUnlessBlank(sourceMembers['destination.domain']);
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
  const latencyMsValue: unknown = run.presentUnlessBlank(sourceEventMembers.duration) ?? run.presentUnlessBlank(sourceMembers['event.duration']);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 0.000001);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(sourceMembers['@timestamp']);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.isoOrEpochTime(timeMsValue, null);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.presentUnlessBlank(sourceHttpRequestMembers.id) ?? run.presentUnlessBlank(sourceMembers['http.request.id']) ?? run.presentUnlessBlank(sourceEventMembers.id) ?? run.presentUnlessBlank(sourceMembers['event.id']) ?? run.presentUnlessBlank(fields._id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(sourceClientMembers.ip) ?? run.presentUnlessBlank(sourceMembers['client.ip']) ?? run.presentUnlessBlank(sourceSourceMembers.ip) ?? run.presentUnlessBlank(sourceMembers['source.ip']) ?? run.presentUnlessBlank(sourceClientMembers.address) ?? run.presentUnlessBlank(sourceSourceMembers.address);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(sourceUserMembers.name) ?? run.presentUnlessBlank(sourceMembers['user.name']) ?? run.presentUnlessBlank(sourceUserMembers.id);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestBody: string | null;
  const requestBodyValue: unknown = run.presentUnlessBlank(sourceHttpRequestBodyMembers.content) ?? run.presentUnlessBlank(sourceMembers['http.request.body.content']);
  if (requestBodyValue !== undefined) {
    const requestBodyCast = run.toBody(requestBodyValue);
    if (requestBodyCast === undefined) { requestBody = null; }
    else requestBody = requestBodyCast;
  } else {
    requestBody = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(sourceHttpRequestMembers.bytes) ?? run.presentUnlessBlank(sourceMembers['http.request.bytes']) ?? run.presentUnlessBlank(sourceHttpRequestBodyMembers.bytes) ?? run.presentUnlessBlank(sourceMembers['http.request.body.bytes']);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseBody: string | null;
  const responseBodyValue: unknown = run.presentUnlessBlank(sourceHttpResponseBodyMembers.content) ?? run.presentUnlessBlank(sourceMembers['http.response.body.content']);
  if (responseBodyValue !== undefined) {
    const responseBodyCast = run.toBody(responseBodyValue);
    if (responseBodyCast === undefined) { responseBody = null; }
    else responseBody = responseBodyCast;
  } else {
    responseBody = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(sourceHttpResponseMembers.bytes) ?? run.presentUnlessBlank(sourceMembers['http.response.bytes']) ?? run.presentUnlessBlank(sourceHttpResponseBodyMembers.bytes) ?? run.presentUnlessBlank(sourceMembers['http.response.body.bytes']);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = null;
  requestHeaders = run.addField(requestHeaders, 'user-agent', run.presentUnlessBlank(sourceUserAgentMembers.original) ?? run.presentUnlessBlank(sourceMembers['user_agent.original']));
  requestHeaders = run.addField(requestHeaders, 'referer', run.presentUnlessBlank(sourceHttpRequestMembers.referrer) ?? run.presentUnlessBlank(sourceMembers['http.request.referrer']));
  requestHeaders = run.addField(requestHeaders, 'content-type', run.presentUnlessBlank(sourceHttpRequestMembers.mime_type) ?? run.presentUnlessBlank(sourceMembers['http.request.mime_type']));
  let responseHeaders: run.Headers | null = null;
  responseHeaders = run.addField(responseHeaders, 'content-type', run.presentUnlessBlank(sourceHttpResponseMembers.mime_type) ?? run.presentUnlessBlank(sourceMembers['http.response.mime_type']));
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

export const ecsHttpHits: CompiledMapping = {
  id: 'ecs-http-hits',
  title: 'Exports of Elasticsearch and OpenSearch (hits) in the Elastic Common Schema',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
