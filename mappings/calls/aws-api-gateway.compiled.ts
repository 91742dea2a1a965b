// Generated from aws-api-gateway.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const words = new Set(['CONNECT', 'MESSAGE', 'DISCONNECT']);
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
  const identityMembers = run.membersOf(fields.identity);
  const routeParts = run.splitRequestLine(run.presentUnlessBlank(fields.routeKey));
  const targetParts = run.splitTarget(run.presentUnlessBlank(fields.path) ?? run.presentUnlessBlank(fields.resourcePath) ?? run.presentUnlessBlank(routeParts.target));
  if (run.isOneOf(fields.eventType, words)) return run.NOT_A_CALL;
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(fields.httpMethod) ?? run.presentUnlessBlank(routeParts.method);
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
  const schemeValue: unknown = run.presentUnlessBlank(fields.scheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    scheme = 'https';
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(fields.domainName);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (meta.defaults.host === null) return missingFieldHost;
    host = meta.defaults.host;
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.responseLatency);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields.requestTimeEpoch);
  if (timeMsValue !== undefined) {
    const timeMsCast2 = run.epochTime(timeMsValue, 1);
    if (timeMsCast2 === undefined) return invalidFieldTime;
    timeMs = timeMsCast2;
  } else {
    const timeMsValue2: unknown = run.presentUnlessBlank(fields.requestTime);
    if (timeMsValue2 !== undefined) {
      const timeMsCast = run.clfTime(timeMsValue2, null);
      if (timeMsCast === undefined) return invalidFieldTime;
      timeMs = timeMsCast;
    } else {
      return missingFieldTime;
    }
  }
  let id: string | null;
  const idValue: unknown = run.presentUnlessBlank(fields.extendedRequestId);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.ip) ?? run.presentUnlessBlank(fields.sourceIp) ?? run.presentUnlessBlank(fields['identity.sourceIp']) ?? run.presentUnlessBlank(identityMembers.sourceIp);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(fields.user) ?? run.presentUnlessBlank(fields.caller);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.responseLength);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = null;
  requestHeaders = run.addField(requestHeaders, 'user-agent', run.presentUnlessBlank(fields.userAgent) ?? run.presentUnlessBlank(fields['identity.userAgent']) ?? run.presentUnlessBlank(identityMembers.userAgent));
  return {
    id: id,
    timeMs: timeMs,
    method,
    scheme: scheme,
    host,
    path,
    query: null,
    status,
    client: { address: clientAddress, id: clientId },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: null, sizeBytes: null },
    response: { headers: null, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const awsApiGateway: CompiledMapping = {
  id: 'aws-api-gateway',
  title: 'AWS API Gateway access log as JSON',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
