// Generated from axway-transaction-event.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const words = new Set(['http', 'https']);
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
  const legsMembers = run.membersOf(fields.legs);
  const legs0Members = run.membersOf(legsMembers['0']);
  const serviceContextsMembers = run.membersOf(fields.serviceContexts);
  const serviceContexts0Members = run.membersOf(serviceContextsMembers['0']);
  const targetParts = run.splitTarget(run.present(legs0Members.uri) ?? run.present(fields.path));
  if (!run.equalsScalar(fields.type, 'transaction')) return run.NOT_A_CALL;
  if (!run.isOneOf(legs0Members.type, words)) return run.NOT_A_CALL;
  let method: string;
  const methodValue: unknown = run.present(legs0Members.method);
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
  const statusValue: unknown = run.present(legs0Members.status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    status = null;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.present(fields.protocol);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    scheme = meta.defaults.scheme;
  }
  let host: string;
  const hostValue: unknown = run.present(legs0Members.vhost);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (meta.defaults.host === null) return missingFieldHost;
    host = meta.defaults.host;
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.present(legs0Members.duration) ?? run.present(fields.duration);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.present(legs0Members.timestamp);
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
  const clientAddressValue: unknown = run.present(legs0Members.remoteAddr);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.present(serviceContexts0Members.app) ?? run.present(serviceContexts0Members.client);
  if (clientIdValue !== undefined) {
    const clientIdCast3 = run.toName(clientIdValue);
    if (clientIdCast3 === undefined) { clientId = null; }
    else clientId = clientIdCast3;
  } else {
    const clientIdValue2: unknown = !run.equalsScalar(legs0Members.subject, 'Pass Through') ? run.present(legs0Members.subject) : undefined;
    if (clientIdValue2 !== undefined) {
      const clientIdCast2 = run.toName(clientIdValue2);
      if (clientIdCast2 === undefined) { clientId = null; }
      else clientId = clientIdCast2;
    } else {
      const clientIdValue3: unknown = run.present(legs0Members.sslsubject);
      if (clientIdValue3 !== undefined) {
        const clientIdCast = run.toName(clientIdValue3);
        if (clientIdCast === undefined) { clientId = null; }
        else clientId = clientIdCast;
      } else {
        clientId = null;
      }
    }
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.present(legs0Members.bytesReceived);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.present(legs0Members.bytesSent);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let gatewayApi: string | null;
  const gatewayApiValue: unknown = run.present(serviceContexts0Members.service) ?? run.present(legs0Members.serviceName);
  if (gatewayApiValue !== undefined) {
    const gatewayApiCast = run.toName(gatewayApiValue);
    if (gatewayApiCast === undefined) { gatewayApi = null; }
    else gatewayApi = gatewayApiCast;
  } else {
    gatewayApi = null;
  }
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
    request: { headers: null, body: null, sizeBytes: requestSizeBytes },
    response: { headers: null, body: null, sizeBytes: responseSizeBytes },
    gateway: run.gatewayRef(null, gatewayApi, null, (run.equalsScalar(legs0Members.status, '404') && (run.present(serviceContextsMembers['0']) === undefined) && (run.present(legs0Members.serviceName) === undefined))),
    operation: null,
  };
}

export const axwayTransactionEvent: CompiledMapping = {
  id: 'axway-transaction-event',
  title: 'Axway API Gateway 7 transaction event log',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
