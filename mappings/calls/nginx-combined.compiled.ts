// Generated from nginx-combined.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const upstreaminfoLine = new RegExp(
  '^([^ ]{1,64}) [^ ]{1,200} ([^\\[]{1,200}) \\[([^\\]]{1,40})\\] "((?:[^"\\\\]|\\\\[^\\n])*)" ([^ ]{1,5}) ([^ ]{1,24}) "((?:[^"\\\\]|\\\\[^\\n])*)" "((?:[^"\\\\]|\\\\[^\\n])*)" ([0-9]+) ([0-9.]+) \\[[^\\]]*\\] \\[[^\\]]*\\] [^"]* ([^ ]{1,64})$',
);
const combinedLine = new RegExp(
  '^([^ ]{1,64}) [^ ]{1,200} ([^\\[]{1,200}) \\[([^\\]]{1,40})\\] "((?:[^"\\\\]|\\\\[^\\n])*)" ([^ ]{1,5}) ([^ ]{1,24}) "((?:[^"\\\\]|\\\\[^\\n])*)" "((?:[^"\\\\]|\\\\[^\\n])*)"(?: "((?:[^"\\\\]|\\\\[^\\n])*)")?',
);
const commonLine = new RegExp(
  '^([^ ]{1,64}) [^ ]{1,200} ([^\\[]{1,200}) \\[([^\\]]{1,40})\\] "((?:[^"\\\\]|\\\\[^\\n])*)" ([^ ]{1,5}) ([^ ]{1,24})(?: |$)',
);
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

interface Fields {
  readonly client: string | undefined;
  readonly user: string | undefined;
  readonly time: string | undefined;
  readonly request: string | undefined;
  readonly status: string | undefined;
  readonly bytes: string | undefined;
  readonly referer: string | undefined;
  readonly agent: string | undefined;
  readonly length: string | undefined;
  readonly seconds: string | undefined;
  readonly id: string | undefined;
  readonly forwarded: string | undefined;
}

function fieldsOf(line: string): Fields | null {
  let match: RegExpExecArray | null;
  match = line.includes('] [') ? upstreaminfoLine.exec(line) : null;
  if (match !== null) {
    return {
      client: match[1],
      user: match[2],
      time: match[3],
      request: match[4],
      status: match[5],
      bytes: match[6],
      referer: match[7],
      agent: match[8],
      length: match[9],
      seconds: match[10],
      id: match[11],
      forwarded: undefined,
    };
  }
  match = line.includes('" "') ? combinedLine.exec(line) : null;
  if (match !== null) {
    return {
      client: match[1],
      user: match[2],
      time: match[3],
      request: match[4],
      status: match[5],
      bytes: match[6],
      referer: match[7],
      agent: match[8],
      length: undefined,
      seconds: undefined,
      id: undefined,
      forwarded: match[9],
    };
  }
  match = commonLine.exec(line);
  if (match !== null) {
    return {
      client: match[1],
      user: match[2],
      time: match[3],
      request: match[4],
      status: match[5],
      bytes: match[6],
      referer: undefined,
      agent: undefined,
      length: undefined,
      seconds: undefined,
      id: undefined,
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
  const lineParts = run.splitRequestLine(run.unescapeBackslashHex(run.presentUnlessBlank(fields.request)));
  const targetParts = run.splitTarget(run.presentUnlessBlank(lineParts.target));
  let method: string;
  const methodValue: unknown = run.presentUnlessBlank(lineParts.method);
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
    return run.NOT_A_CALL;
  }
  let query: string | null;
  const queryValue: unknown = run.presentUnlessBlank(targetParts.query);
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
  const statusValue: unknown = run.presentUnlessBlank(fields.status);
  if (statusValue !== undefined) {
    const statusCast = run.toStatus(statusValue);
    if (statusCast === undefined) return invalidFieldStatus;
    status = statusCast;
  } else {
    status = null;
  }
  let scheme: 'http' | 'https' | null;
  scheme = meta.defaults.scheme;
  let host: string;
  if (meta.defaults.host === null) return missingFieldHost;
  host = meta.defaults.host;
  let latencyMs: number | null;
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.seconds);
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
    const timeMsCast = run.clfTime(timeMsValue, null);
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
  const forwardedValue: unknown = run.presentUnlessBlank(fields.forwarded);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.presentUnlessBlank(fields.forwarded));
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
  const requestSizeBytesValue: unknown = run.presentUnlessBlank(fields.length);
  if (requestSizeBytesValue !== undefined) {
    const requestSizeBytesCast = run.toSize(requestSizeBytesValue);
    if (requestSizeBytesCast === undefined) { requestSizeBytes = null; }
    else requestSizeBytes = requestSizeBytesCast;
  } else {
    requestSizeBytes = null;
  }
  let responseSizeBytes: number | null;
  const responseSizeBytesValue: unknown = run.presentUnlessBlank(fields.bytes);
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
    client: { address: clientAddress, id: clientId },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: null, sizeBytes: requestSizeBytes },
    response: { headers: null, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const nginxCombined: CompiledMapping = {
  id: 'nginx-combined',
  title: 'NGINX or Apache access log, combined or common',
  framing: 'lines',
  options: [],
  required: [{ option: 'host', unlessOption: null }],
  chosenHeaders: true,
  recordsOf,
  map,
};
