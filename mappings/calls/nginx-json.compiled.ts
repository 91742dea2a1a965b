// Generated from nginx-json.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const words = new Set(['', '-']);
const words2 = new Set(['', '-']);
const missingFieldMethod = new run.Dropped('missing-field', 'method');
const missingFieldPath = new run.Dropped('missing-field', 'path');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const words3 = new Map([['on', 'https']]);
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const pattern = new RegExp('^[0-9]{2}/[A-Z][a-z]{2}/');
const pattern2 = new RegExp('^[0-9]{2}/[A-Z][a-z]{2}/');
const pattern3 = new RegExp('^[0-9]{9,10}(?:\\.[0-9]{1,3})?$');
const pattern4 = new RegExp('^[0-9]{9,10}(?:\\.[0-9]{1,3})?$');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

function recordsOf(): null {
  return null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = run.objectRecord(record);
  if (run.isDropped(fields)) return fields;
  const lineParts = run.splitRequestLine(run.presentUnlessBlank(fields.request));
  const targetParts = run.splitTarget(run.unescapeBackslashHex(run.presentUnlessBlank(fields.request_uri) ?? run.presentUnlessBlank(lineParts.target) ?? run.presentUnlessBlank(fields.uri) ?? run.presentUnlessBlank(fields.request_path) ?? run.presentUnlessBlank(fields.url) ?? run.presentUnlessBlank(fields.path)));
  if (run.isOneOf(fields.request_method, words)) return run.NOT_A_CALL;
  if (((run.present(fields.request_method) === undefined) && run.isOneOf(fields.request, words2))) return run.NOT_A_CALL;
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(fields.request_method) ?? run.presentUnlessBlank(lineParts.method) ?? run.presentUnlessBlank(fields.method);
  if (methodValue !== undefined) {
    const methodCast = run.toMethod(methodValue);
    if (methodCast === undefined) return run.NOT_A_CALL;
    method = methodCast;
  } else {
    if (lineParts === run.BROKEN_REQUEST_LINE) {
      return run.NOT_A_CALL;
    } else {
      return missingFieldMethod;
    }
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
    const queryCast2 = run.toQuery(queryValue);
    if (queryCast2 === undefined) { query = null; }
    else query = queryCast2;
  } else {
    const queryValue2: unknown = run.unescapeBackslashHex(run.presentUnlessBlank(fields.args) ?? run.presentUnlessBlank(fields.query_string));
    if (queryValue2 !== undefined) {
      const queryCast = run.toQuery(queryValue2);
      if (queryCast === undefined) { query = null; }
      else query = queryCast;
    } else {
      query = null;
    }
  }
  let status: number | null;
  const statusValue: unknown = run.presentUnlessBlank(fields.status) ?? run.presentUnlessBlank(fields.response_code) ?? run.presentUnlessBlank(fields.status_code) ?? run.presentUnlessBlank(fields.response);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.lookUp(run.presentUnlessBlank(fields.scheme) ?? run.presentUnlessBlank(fields.request_scheme) ?? run.presentUnlessBlank(fields.http_x_forwarded_proto) ?? run.presentUnlessBlank(fields.https), words3);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    scheme = meta.defaults.scheme;
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(fields.http_host) ?? run.presentUnlessBlank(fields.domain) ?? run.presentUnlessBlank(fields.host) ?? run.presentUnlessBlank(fields.server_name) ?? run.presentUnlessBlank(targetParts.host);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (targetParts === run.BROKEN_TARGET) {
      return invalidFieldHost;
    } else {
      if (meta.defaults.host === null) return missingFieldHost;
      host = meta.defaults.host;
    }
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.request_time) ?? run.presentUnlessBlank(fields.responsetime);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1000);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let precise = false;
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields.msec);
  if (timeMsValue !== undefined) {
    const timeMsCast8 = run.epochTime(timeMsValue, 1000);
    if (timeMsCast8 === undefined) return invalidFieldTime;
    timeMs = timeMsCast8;
    precise = true;
  } else {
    const timeMsValue2: unknown = run.presentUnlessBlank(fields.time_iso8601) ?? run.presentUnlessBlank(fields['@timestamp']);
    if (timeMsValue2 !== undefined) {
      const timeMsCast7 = run.isoTime(timeMsValue2, null);
      if (timeMsCast7 === undefined) return invalidFieldTime;
      timeMs = timeMsCast7;
      precise = run.hasDecimals(timeMsValue2);
    } else {
      const timeMsValue3: unknown = run.containsMatch(fields.time, pattern) ? run.presentUnlessBlank(fields.time) : undefined;
      if (timeMsValue3 !== undefined) {
        const timeMsCast6 = run.clfTime(timeMsValue3, null);
        if (timeMsCast6 === undefined) return invalidFieldTime;
        timeMs = timeMsCast6;
        precise = run.hasDecimals(timeMsValue3);
      } else {
        const timeMsValue4: unknown = run.containsMatch(fields.timestamp, pattern2) ? run.presentUnlessBlank(fields.timestamp) : undefined;
        if (timeMsValue4 !== undefined) {
          const timeMsCast5 = run.clfTime(timeMsValue4, null);
          if (timeMsCast5 === undefined) return invalidFieldTime;
          timeMs = timeMsCast5;
          precise = run.hasDecimals(timeMsValue4);
        } else {
          const timeMsValue5: unknown = run.containsMatch(fields.time, pattern3) ? run.presentUnlessBlank(fields.time) : undefined;
          if (timeMsValue5 !== undefined) {
            const timeMsCast4 = run.epochTime(timeMsValue5, 1000);
            if (timeMsCast4 === undefined) return invalidFieldTime;
            timeMs = timeMsCast4;
            precise = true;
          } else {
            const timeMsValue6: unknown = run.containsMatch(fields.timestamp, pattern4) ? run.presentUnlessBlank(fields.timestamp) : undefined;
            if (timeMsValue6 !== undefined) {
              const timeMsCast3 = run.epochTime(timeMsValue6, 1000);
              if (timeMsCast3 === undefined) return invalidFieldTime;
              timeMs = timeMsCast3;
              precise = true;
            } else {
              const timeMsValue7: unknown = run.presentUnlessBlank(fields.timestamp) ?? run.presentUnlessBlank(fields.time);
              if (timeMsValue7 !== undefined) {
                const timeMsCast2 = run.isoTime(timeMsValue7, null);
                if (timeMsCast2 === undefined) return invalidFieldTime;
                timeMs = timeMsCast2;
                precise = run.hasDecimals(timeMsValue7);
              } else {
                const timeMsValue8: unknown = run.presentUnlessBlank(fields.time_local);
                if (timeMsValue8 !== undefined) {
                  const timeMsCast = run.clfTime(timeMsValue8, null);
                  if (timeMsCast === undefined) return invalidFieldTime;
                  timeMs = timeMsCast;
                  precise = run.hasDecimals(timeMsValue8);
                } else {
                  return missingFieldTime;
                }
              }
            }
          }
        }
      }
    }
  }
  let id: string | null;
  const idValue: unknown = run.presentUnlessBlank(fields.request_id) ?? run.presentUnlessBlank(fields.req_id) ?? run.presentUnlessBlank(fields.http_x_request_id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.remote_addr) ?? run.presentUnlessBlank(fields.realip_remote_addr) ?? run.presentUnlessBlank(fields.client_ip) ?? run.presentUnlessBlank(fields.remote_ip) ?? run.presentUnlessBlank(fields.clientip);
  const forwardedValue: unknown = run.presentUnlessBlank(fields.http_x_forwarded_for) ?? run.presentUnlessBlank(fields.x_forwarded_for) ?? run.presentUnlessBlank(fields.proxy_add_x_forwarded_for) ?? run.presentUnlessBlank(fields.xff);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.presentUnlessBlank(fields.http_x_forwarded_for) ?? run.presentUnlessBlank(fields.x_forwarded_for) ?? run.presentUnlessBlank(fields.proxy_add_x_forwarded_for) ?? run.presentUnlessBlank(fields.xff));
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(fields.remote_user);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
  }
  let requestBody: string | null;
  const requestBodyValue: unknown = run.unescapeBackslashHex(run.presentUnlessBlank(fields.request_body));
  if (requestBodyValue !== undefined) {
    const requestBodyCast = run.toBody(requestBodyValue);
    if (requestBodyCast === undefined) { requestBody = null; }
    else requestBody = requestBodyCast;
  } else {
    requestBody = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(fields.request_length);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.bytes_sent) ?? run.presentUnlessBlank(fields.body_bytes_sent) ?? run.presentUnlessBlank(fields.bytes) ?? run.presentUnlessBlank(fields.size);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = run.prefixedHeaders(fields, 'http_', run.presentUnlessBlank);
  requestHeaders = run.addField(requestHeaders, 'content-type', run.presentUnlessBlank(fields.content_type));
  requestHeaders = run.addField(requestHeaders, 'referer', run.presentUnlessBlank(fields.referer) ?? run.presentUnlessBlank(fields.referrer) ?? run.presentUnlessBlank(fields.http_referrer));
  requestHeaders = run.addField(requestHeaders, 'user-agent', run.presentUnlessBlank(fields.user_agent) ?? run.presentUnlessBlank(fields.agent) ?? run.presentUnlessBlank(fields.useragent));
  let responseHeaders: run.Headers | null = run.prefixedHeaders(fields, 'sent_http_', run.presentUnlessBlank);
  return {
    id: id,
    timeMs: run.startOf(timeMs, precise, latencyMs),
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: clientId },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: requestBody, sizeBytes: requestSizeBytes },
    response: { headers: responseHeaders, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const nginxJson: CompiledMapping = {
  id: 'nginx-json',
  title: 'NGINX access log as JSON',
  framing: 'ndjson',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
