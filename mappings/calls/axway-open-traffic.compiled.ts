// Generated from axway-open-traffic.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const missingFieldMethod = new run.Dropped('missing-field', 'method');
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
  const transactionElementMembers = run.membersOf(fields.transactionElement);
  const transactionElementProtocolInfoMembers = run.membersOf(transactionElementMembers.protocolInfo);
  const transactionElementProtocolInfoHttpMembers = run.membersOf(transactionElementProtocolInfoMembers.http);
  const receivedParts = run.splitHeaders(run.present(transactionElementProtocolInfoMembers.recvHeader));
  const sentParts = run.splitHeaders(run.present(transactionElementProtocolInfoMembers.sentHeader));
  const lineParts = run.splitRequestLine(run.present(receivedParts[':start-line']));
  const targetParts = run.splitTarget(run.present(lineParts.target) ?? run.present(transactionElementProtocolInfoHttpMembers.uri));
  if (!run.equalsScalar(transactionElementMembers.leg, '0')) return run.NOT_A_CALL;
  if ((run.present(transactionElementProtocolInfoMembers.http) === undefined)) return run.NOT_A_CALL;
  let method: string;
  const methodValue: unknown = run.present(transactionElementProtocolInfoHttpMembers.method);
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
  const statusValue: unknown = run.present(transactionElementProtocolInfoHttpMembers.status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    status = null;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.present(receivedParts['x-forwarded-proto']);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    scheme = meta.defaults.scheme;
  }
  let host: string;
  const hostValue: unknown = run.present(receivedParts['host']) ?? run.present(transactionElementProtocolInfoHttpMembers.vhost);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (meta.defaults.host === null) return missingFieldHost;
    host = meta.defaults.host;
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.present(transactionElementMembers.duration);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.present(fields.timestamp);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.epochTime(timeMsValue, 1);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.present(fields.correlationId);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.present(transactionElementProtocolInfoHttpMembers.remoteAddr);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = !run.equalsScalar(transactionElementProtocolInfoHttpMembers.authSubjectId, 'Pass Through') ? run.present(transactionElementProtocolInfoHttpMembers.authSubjectId) : undefined;
  if (clientIdValue !== undefined) {
    const clientIdCast2 = run.toName(clientIdValue);
    if (clientIdCast2 === undefined) { clientId = null; }
    else clientId = clientIdCast2;
  } else {
    const clientIdValue2: unknown = run.present(transactionElementProtocolInfoHttpMembers.sslSubject);
    if (clientIdValue2 !== undefined) {
      const clientIdCast = run.toName(clientIdValue2);
      if (clientIdCast === undefined) { clientId = null; }
      else clientId = clientIdCast;
    } else {
      clientId = null;
    }
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.present(transactionElementProtocolInfoHttpMembers.bytesReceived);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.present(transactionElementProtocolInfoHttpMembers.bytesSent);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let gatewayApi: string | null;
  const gatewayApiValue: unknown = run.present(transactionElementMembers.serviceName);
  if (gatewayApiValue !== undefined) {
    const gatewayApiCast = run.toName(gatewayApiValue);
    if (gatewayApiCast === undefined) { gatewayApi = null; }
    else gatewayApi = gatewayApiCast;
  } else {
    gatewayApi = null;
  }
  const requestHeaders = run.toHeaders(run.present(receivedParts)) ?? null;
  const responseHeaders = run.toHeaders(run.present(sentParts)) ?? null;
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
    request: { headers: requestHeaders, body: null, sizeBytes: requestSizeBytes },
    response: { headers: responseHeaders, body: null, sizeBytes: responseSizeBytes },
    gateway: run.gatewayRef(null, gatewayApi, null, ((run.present(transactionElementMembers.serviceName) === undefined) && run.equalsScalar(transactionElementProtocolInfoHttpMembers.status, '404'))),
    operation: null,
  };
}

export const axwayOpenTraffic: CompiledMapping = {
  id: 'axway-open-traffic',
  title: 'Axway API Gateway 7 open traffic event log',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
