// Generated from ocsf-http-activity.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const words = new Map([['1', 'CONNECT'], ['2', 'DELETE'], ['3', 'GET'], ['4', 'HEAD'], ['5', 'OPTIONS'], ['6', 'POST'], ['7', 'PUT'], ['8', 'TRACE'], ['9', 'PATCH']]);
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const pattern = new RegExp('^[0-9]{13}$');
const pattern2 = new RegExp('^[0-9]{13}(?:[.][0-9]+)?$');
const pattern3 = new RegExp('^[0-9]{9,10}(?:[.][0-9]+)?$');
const pattern4 = new RegExp('^[0-9]{16}$');
const pattern5 = new RegExp('^[0-9]{19}$');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

function recordsOf(unit: unknown): readonly unknown[] | null {
  return Array.isArray(unit) ? unit : null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const httpRequestMembers = run.membersOf(fields.http_request);
  const httpRequestUrlMembers = run.membersOf(httpRequestMembers.url);
  const httpResponseMembers = run.membersOf(fields.http_response);
  const dstEndpointMembers = run.membersOf(fields.dst_endpoint);
  const metadataMembers = run.membersOf(fields.metadata);
  const srcEndpointMembers = run.membersOf(fields.src_endpoint);
  const actorMembers = run.membersOf(fields.actor);
  const actorUserMembers = run.membersOf(actorMembers.user);
  const fullParts = run.splitTarget(run.present(httpRequestUrlMembers.url_string));
  const placeParts = run.splitTarget(run.present(httpRequestUrlMembers.path));
  if (!run.equalsScalar(fields.class_uid, '4002')) return run.NOT_A_CALL;
  let method: string;
  const methodValue: unknown = run.present(httpRequestMembers.http_method);
  if (methodValue !== undefined) {
    const methodCast2 = run.toMethod(methodValue);
    if (methodCast2 === undefined) return run.NOT_A_CALL;
    method = methodCast2;
  } else {
    const methodValue2: unknown = run.lookUp(run.present(fields.activity_id), words);
    if (methodValue2 !== undefined) {
      const methodCast = run.toMethod(methodValue2);
      if (methodCast === undefined) return run.NOT_A_CALL;
      method = methodCast;
    } else {
      return run.NOT_A_CALL;
    }
  }
  let path: string;
  const pathValue: unknown = run.present(placeParts.path) ?? run.present(fullParts.path);
  if (pathValue !== undefined) {
    const pathCast = run.toPath(pathValue);
    if (pathCast === undefined) return run.NOT_A_CALL;
    path = pathCast;
  } else {
    return run.NOT_A_CALL;
  }
  let query: string | null;
  const queryValue: unknown = run.present(placeParts.query) ?? run.present(httpRequestUrlMembers.query_string) ?? run.present(httpRequestMembers.args) ?? run.present(fullParts.query);
  if (queryValue !== undefined) {
    const queryCast = run.toQuery(queryValue);
    if (queryCast === undefined) { query = null; }
    else query = queryCast;
  } else {
    query = null;
  }
  let status: number | null;
  const statusValue: unknown = run.present(httpResponseMembers.code) ?? run.present(fields.http_status) ?? run.present(fields.status_code);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.present(httpRequestUrlMembers.scheme) ?? run.present(fullParts.scheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    if (fullParts === run.BROKEN_TARGET) {
      scheme = null;
    } else {
      scheme = meta.defaults.scheme;
    }
  }
  let host: string;
  const hostValue: unknown = run.present(fullParts.host) ?? run.present(httpRequestUrlMembers.hostname) ?? run.present(dstEndpointMembers.hostname);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (fullParts === run.BROKEN_TARGET) {
      return invalidFieldHost;
    } else {
      if (meta.defaults.host === null) return missingFieldHost;
      host = meta.defaults.host;
    }
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.present(httpResponseMembers.latency) ?? run.present(fields.duration);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.containsMatch(fields.start_time, pattern) ? run.present(fields.start_time) : undefined;
  if (timeMsValue !== undefined) {
    const timeMsCast6 = run.epochTime(timeMsValue, 1);
    if (timeMsCast6 === undefined) return invalidFieldTime;
    timeMs = timeMsCast6;
  } else {
    const timeMsValue2: unknown = run.containsMatch(fields.time, pattern2) ? run.present(fields.time) : undefined;
    if (timeMsValue2 !== undefined) {
      const timeMsCast5 = run.epochTime(timeMsValue2, 1);
      if (timeMsCast5 === undefined) return invalidFieldTime;
      timeMs = timeMsCast5;
    } else {
      const timeMsValue3: unknown = run.containsMatch(fields.time, pattern3) ? run.present(fields.time) : undefined;
      if (timeMsValue3 !== undefined) {
        const timeMsCast4 = run.epochTime(timeMsValue3, 1000);
        if (timeMsCast4 === undefined) return invalidFieldTime;
        timeMs = timeMsCast4;
      } else {
        const timeMsValue4: unknown = run.containsMatch(fields.time, pattern4) ? run.present(fields.time) : undefined;
        if (timeMsValue4 !== undefined) {
          const timeMsCast3 = run.epochTime(timeMsValue4, 0.001);
          if (timeMsCast3 === undefined) return invalidFieldTime;
          timeMs = timeMsCast3;
        } else {
          const timeMsValue5: unknown = run.containsMatch(fields.time, pattern5) ? run.present(fields.time) : undefined;
          if (timeMsValue5 !== undefined) {
            const timeMsCast2 = run.epochTime(timeMsValue5, 0.000001);
            if (timeMsCast2 === undefined) return invalidFieldTime;
            timeMs = timeMsCast2;
          } else {
            const timeMsValue6: unknown = run.present(fields.start_time_dt) ?? run.present(fields.time_dt);
            if (timeMsValue6 !== undefined) {
              const timeMsCast = run.isoTime(timeMsValue6, null);
              if (timeMsCast === undefined) return invalidFieldTime;
              timeMs = timeMsCast;
            } else {
              return missingFieldTime;
            }
          }
        }
      }
    }
  }
  let id: string | null;
  const idValue: unknown = run.present(metadataMembers.uid);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.present(srcEndpointMembers.ip);
  const forwardedValue: unknown = run.present(httpRequestMembers.x_forwarded_for);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.present(httpRequestMembers.x_forwarded_for));
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.present(actorUserMembers.uid) ?? run.present(actorUserMembers.name) ?? run.present(actorMembers.app_uid);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.present(httpRequestMembers.length) ?? run.present(httpRequestMembers.body_length);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.present(httpResponseMembers.length) ?? run.present(httpResponseMembers.body_length);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  const requestHeaders = run.toHeaders(run.present(httpRequestMembers.http_headers)) ?? null;
  const responseHeaders = run.toHeaders(run.present(httpResponseMembers.http_headers)) ?? null;
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
    gateway: null,
    operation: null,
  };
}

export const ocsfHttpActivity: CompiledMapping = {
  id: 'ocsf-http-activity',
  title: 'OCSF HTTP Activity (class 4002)',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: false,
  recordsOf,
  map,
};
