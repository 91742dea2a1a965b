// Generated from iis-w3c.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const agentLine = new RegExp(
  '^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,16})(?: [^ ]{1,255}){0,3} ([^ ]{1,40}) ([^ ]+) ([^ ]+) ([0-9]{1,5}) ([^ ]+) ([0-9A-Fa-f:.]{2,45})(?:%[0-9a-z]{1,16})?(?: HTTP/[0-9.]{1,5})? ([^ ]+) ([0-9]{3}) [0-9]+ [0-9]+(?: ([0-9]+) ([0-9]+))?(?: ([0-9]+))?$',
);
const refererLine = new RegExp(
  '^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,16})(?: [^ ]{1,255}){0,3} ([^ ]{1,40}) ([^ ]+) ([^ ]+) ([0-9]{1,5}) ([^ ]+) ([0-9A-Fa-f:.]{2,45})(?:%[0-9a-z]{1,16})?(?: HTTP/[0-9.]{1,5})? ([^ ]+) ([^ ]+) ([0-9]{3}) [0-9]+ [0-9]+(?: ([0-9]+) ([0-9]+))?(?: ([0-9]+))?$',
);
const siteLine = new RegExp(
  '^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,16})(?: [^ ]{1,255}){0,3} ([^ ]{1,40}) ([^ ]+) ([^ ]+) ([0-9]{1,5}) ([^ ]+) ([0-9A-Fa-f:.]{2,45})(?:%[0-9a-z]{1,16})?(?: HTTP/[0-9.]{1,5})? ([^ ]+) (-|https?://[^ ]*) ([^ ]+) ([0-9]{3}) [0-9]+ [0-9]+(?: ([0-9]+) ([0-9]+))?(?: ([0-9]+))?$',
);
const cookieLine = new RegExp(
  '^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,16})(?: [^ ]{1,255}){0,3} ([^ ]{1,40}) ([^ ]+) ([^ ]+) ([0-9]{1,5}) ([^ ]+) ([0-9A-Fa-f:.]{2,45})(?:%[0-9a-z]{1,16})?(?: HTTP/[0-9.]{1,5})? ([^ ]+) ([^ ]+) (-|https?://[^ ]*) ([0-9]{3}) [0-9]+ [0-9]+(?: ([0-9]+) ([0-9]+))?(?: ([0-9]+))?$',
);
const hostLine = new RegExp(
  '^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,16})(?: [^ ]{1,255}){0,3} ([^ ]{1,40}) ([^ ]+) ([^ ]+) ([0-9]{1,5}) ([^ ]+) ([0-9A-Fa-f:.]{2,45})(?:%[0-9a-z]{1,16})?(?: HTTP/[0-9.]{1,5})? ([^ ]+) ([^ ]+) ([^ ]+) ([^ ]+) ([0-9]{3}) [0-9]+ [0-9]+(?: ([0-9]+) ([0-9]+))?(?: ([0-9]+))?$',
);
const directiveLine = new RegExp(
  '^#',
);
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const words = new Map([['443', 'https']]);
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

interface Fields {
  readonly time: string | undefined;
  readonly method: string | undefined;
  readonly stem: string | undefined;
  readonly query: string | undefined;
  readonly port: string | undefined;
  readonly user: string | undefined;
  readonly client: string | undefined;
  readonly agent: string | undefined;
  readonly status: string | undefined;
  readonly sent: string | undefined;
  readonly received: string | undefined;
  readonly took: string | undefined;
  readonly referer: string | undefined;
  readonly host: string | undefined;
  readonly cookie: string | undefined;
}

function fieldsOf(line: string): Fields | null {
  let match: RegExpExecArray | null;
  match = agentLine.exec(line);
  if (match !== null) {
    return {
      time: match[1],
      method: match[2],
      stem: match[3],
      query: match[4],
      port: match[5],
      user: match[6],
      client: match[7],
      agent: match[8],
      status: match[9],
      sent: match[10],
      received: match[11],
      took: match[12],
      referer: undefined,
      host: undefined,
      cookie: undefined,
    };
  }
  match = refererLine.exec(line);
  if (match !== null) {
    return {
      time: match[1],
      method: match[2],
      stem: match[3],
      query: match[4],
      port: match[5],
      user: match[6],
      client: match[7],
      agent: match[8],
      status: match[10],
      sent: match[11],
      received: match[12],
      took: match[13],
      referer: match[9],
      host: undefined,
      cookie: undefined,
    };
  }
  match = siteLine.exec(line);
  if (match !== null) {
    return {
      time: match[1],
      method: match[2],
      stem: match[3],
      query: match[4],
      port: match[5],
      user: match[6],
      client: match[7],
      agent: match[8],
      status: match[11],
      sent: match[12],
      received: match[13],
      took: match[14],
      referer: match[9],
      host: match[10],
      cookie: undefined,
    };
  }
  match = cookieLine.exec(line);
  if (match !== null) {
    return {
      time: match[1],
      method: match[2],
      stem: match[3],
      query: match[4],
      port: match[5],
      user: match[6],
      client: match[7],
      agent: match[8],
      status: match[11],
      sent: match[12],
      received: match[13],
      took: match[14],
      referer: match[10],
      host: undefined,
      cookie: match[9],
    };
  }
  match = hostLine.exec(line);
  if (match !== null) {
    return {
      time: match[1],
      method: match[2],
      stem: match[3],
      query: match[4],
      port: match[5],
      user: match[6],
      client: match[7],
      agent: match[8],
      status: match[12],
      sent: match[13],
      received: match[14],
      took: match[15],
      referer: match[10],
      host: match[11],
      cookie: match[9],
    };
  }
  match = directiveLine.exec(line);
  if (match !== null) {
    return {
      time: undefined,
      method: undefined,
      stem: undefined,
      query: undefined,
      port: undefined,
      user: undefined,
      client: undefined,
      agent: undefined,
      status: undefined,
      sent: undefined,
      received: undefined,
      took: undefined,
      referer: undefined,
      host: undefined,
      cookie: undefined,
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
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.lookUp(run.presentUnlessBlank(fields.port), words);
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
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
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
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.client);
  if (clientAddressValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, undefined);
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
  }
  let clientId: string | null;
  const clientIdValue: unknown = run.presentUnlessBlank(fields.user);
  if (clientIdValue !== undefined) {
    const clientIdCast = run.toName(clientIdValue);
    if (clientIdCast === undefined) { clientId = null; }
    else clientId = clientIdCast;
  } else {
    clientId = null;
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
  return {
    id: null,
    timeMs: run.startOf(timeMs, precise, latencyMs),
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: clientId },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: null, sizeBytes: requestSizeBytes },
    response: { headers: null, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const iisW3c: CompiledMapping = {
  id: 'iis-w3c',
  title: 'IIS log in the W3C format',
  framing: 'lines',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
