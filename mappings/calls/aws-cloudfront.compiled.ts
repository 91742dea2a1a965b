// Generated from aws-cloudfront.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const requestLine = new RegExp(
  '^([0-9]{4}-[0-9]{2}-[0-9]{2}\\t[0-9:]{8})\\t[^\\t]{1,60}\\t([0-9]{1,18}|-)\\t([0-9A-Fa-f:.]{2,45})\\t([^\\t]{1,40})\\t[^\\t]{1,255}\\t([^\\t]+)\\t(?:([1-9][0-9]{2})|000|-)\\t([^\\t]+)\\t([^\\t]+)\\t([^\\t]+)\\t([^\\t]+)\\t[^\\t]{1,60}\\t([^\\t]{1,120})\\t([^\\t]{1,255})\\t([a-z]{1,8}|-)\\t([0-9]{1,18}|-)\\t([0-9.]{1,18}|-)\\t([^\\t]+)(?:\\t|$)',
);
const directiveLine = new RegExp(
  '^#',
);
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

interface Fields {
  readonly time: string | undefined;
  readonly sent: string | undefined;
  readonly client: string | undefined;
  readonly method: string | undefined;
  readonly stem: string | undefined;
  readonly status: string | undefined;
  readonly referer: string | undefined;
  readonly agent: string | undefined;
  readonly query: string | undefined;
  readonly cookie: string | undefined;
  readonly id: string | undefined;
  readonly host: string | undefined;
  readonly scheme: string | undefined;
  readonly received: string | undefined;
  readonly took: string | undefined;
  readonly forwarded: string | undefined;
}

function fieldsOf(line: string): Fields | null {
  let match: RegExpExecArray | null;
  match = requestLine.exec(line);
  if (match !== null) {
    return {
      time: match[1],
      sent: match[2],
      client: match[3],
      method: match[4],
      stem: match[5],
      status: match[6],
      referer: match[7],
      agent: match[8],
      query: match[9],
      cookie: match[10],
      id: match[11],
      host: match[12],
      scheme: match[13],
      received: match[14],
      took: match[15],
      forwarded: match[16],
    };
  }
  match = directiveLine.exec(line);
  if (match !== null) {
    return {
      time: undefined,
      sent: undefined,
      client: undefined,
      method: undefined,
      stem: undefined,
      status: undefined,
      referer: undefined,
      agent: undefined,
      query: undefined,
      cookie: undefined,
      id: undefined,
      host: undefined,
      scheme: undefined,
      received: undefined,
      took: undefined,
      forwarded: undefined,
    };
  }
  return null;
}

function recordsOf(): null {
  return null;
}

function map(record: unknown, meta: run.MapMeta): run.MapOutcome {
  const fields = typeof record === 'string' ? fieldsOf(record) : null;
  if (fields === null) return run.MALFORMED;
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(fields.method);
  if (methodValue !== undefined) {
    const methodCast = run.toMethod(methodValue);
    if (methodCast === undefined) return run.NOT_A_CALL;
    method = methodCast;
  } else {
    return run.NOT_A_CALL;
  }
  let path: string;
  const pathValue: unknown = run.presentUnlessBlank(fields.stem);
  if (pathValue !== undefined) {
    const pathCast = run.toPath(pathValue);
    if (pathCast === undefined) return run.NOT_A_CALL;
    path = pathCast;
  } else {
    return run.NOT_A_CALL;
  }
  let query: string | null;
  const queryValue: unknown = run.presentUnlessBlank(fields.query);
  if (queryValue !== undefined) {
    const queryCast = run.toQuery(queryValue);
    if (queryCast === undefined) { query = null; }
    else query = queryCast;
  } else {
    query = null;
  }
  let status: number | null;
  const statusValue: unknown = run.presentUnlessBlank(fields.status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    status = null;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.presentUnlessBlank(fields.scheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = meta.defaults.scheme; }
    else scheme = schemeCast;
  } else {
    scheme = meta.defaults.scheme;
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(fields.host);
  if (hostValue !== undefined) {
    const hostCast = run.toHost(hostValue, scheme);
    if (hostCast === undefined) return invalidFieldHost;
    host = hostCast;
  } else {
    if (meta.defaults.host === null) return missingFieldHost;
    host = meta.defaults.host;
  }
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.took);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1000);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let precise = false;
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields.time);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.isoTime(timeMsValue, 'UTC');
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
    precise = run.hasDecimals(timeMsValue);
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.presentUnlessBlank(fields.id);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.client);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let requestSizeBytes: number | null;
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(fields.received);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.sent);
  if (responseSizeBytesValue !== undefined) {
    const responseSizeBytesCast = run.toSize(responseSizeBytesValue);
    if (responseSizeBytesCast === undefined) { responseSizeBytes = null; }
    else responseSizeBytes = responseSizeBytesCast;
  } else {
    responseSizeBytes = null;
  }
  let requestHeaders: run.Headers | null = null;
  requestHeaders = run.addField(requestHeaders, 'referer', run.presentUnlessBlank(fields.referer));
  requestHeaders = run.addField(requestHeaders, 'user-agent', run.presentUnlessBlank(fields.agent));
  requestHeaders = run.addField(requestHeaders, 'cookie', run.presentUnlessBlank(fields.cookie));
  requestHeaders = run.addField(requestHeaders, 'x-forwarded-for', run.presentUnlessBlank(fields.forwarded));
  return {
    id: id,
    timeMs: run.startOf(timeMs, precise, latencyMs),
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: null },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: null, sizeBytes: requestSizeBytes },
    response: { headers: null, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const awsCloudfront: CompiledMapping = {
  id: 'aws-cloudfront',
  title: 'Amazon CloudFront standard log',
  framing: 'lines',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
