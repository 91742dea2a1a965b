// Generated from apache-vhost.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const combinedLine = new RegExp(
  '^([^ ]{1,255}?)(?::(80|443))? ([0-9A-Fa-f:.]{2,45}) [^ ]{1,200} ([^\\[]{1,200}) \\[([^\\]]{1,40})\\] "((?:[^"\\\\]|\\\\[^\\n])*)" ([^ ]{1,5}) ([^ ]{1,24}) "((?:[^"\\\\]|\\\\[^\\n])*)" "((?:[^"\\\\]|\\\\[^\\n])*)"',
);
const commonLine = new RegExp(
  '^([^ ]{1,255}?)(?::(80|443))? ([0-9A-Fa-f:.]{2,45}) [^ ]{1,200} ([^\\[]{1,200}) \\[([^\\]]{1,40})\\] "((?:[^"\\\\]|\\\\[^\\n])*)" ([^ ]{1,5}) ([^ ]{1,24})(?: |$)',
);
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const words = new Map([['443', 'https']]);
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

interface Fields {
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly client: string | undefined;
  readonly user: string | undefined;
  readonly time: string | undefined;
  readonly request: string | undefined;
  readonly status: string | undefined;
  readonly bytes: string | undefined;
  readonly referer: string | undefined;
  readonly agent: string | undefined;
}

function fieldsOf(line: string): Fields | null {
  let match: RegExpExecArray | null;
  match = line.includes('" "') ? combinedLine.exec(line) : null;
  if (match !== null) {
    return {
      host: match[1],
      port: match[2],
      client: match[3],
      user: match[4],
      time: match[5],
      request: match[6],
      status: match[7],
      bytes: match[8],
      referer: match[9],
      agent: match[10],
    };
  }
  match = commonLine.exec(line);
  if (match !== null) {
    return {
      host: match[1],
      port: match[2],
      client: match[3],
      user: match[4],
      time: match[5],
      request: match[6],
      status: match[7],
      bytes: match[8],
      referer: undefined,
      agent: undefined,
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
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields.time);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.clfTime(timeMsValue, null);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
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
  return {
    id: null,
    timeMs: timeMs,
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: clientId },
    latencyMs: null,
    request: { headers: requestHeaders, body: null, sizeBytes: null },
    response: { headers: null, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const apacheVhost: CompiledMapping = {
  id: 'apache-vhost',
  title: 'Apache access log with virtual hosts',
  framing: 'lines',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
