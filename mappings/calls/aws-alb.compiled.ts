// Generated from aws-alb.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const requestLine = new RegExp(
  '^(?:http|https|h2|grpcs|ws|wss) (?:[^ ]{1,40}) (?:[^ ]{1,200}) ([0-9A-Fa-f:.]{2,45}|\\[[0-9A-Fa-f:.]{2,45}\\]):(?:[0-9]{1,5}) (?:[^ ]{1,60}) (?:[^ ]{1,24}) (?:[^ ]{1,24}) (?:[^ ]{1,24}) ([0-9]{3}|-) (?:[^ ]{1,4}) (-?[0-9]{1,18}|-) (-?[0-9]{1,18}|-) "((?:[^"\\\\]|\\\\[^\\n])*)" "((?:[^"\\\\]|\\\\[^\\n])*)" (?:[^ ]{1,100}) (?:[^ ]{1,40}) (?:[^ ]{1,400}) "(?:[^"\\\\]|\\\\[^\\n])*" "(?:[^"\\\\]|\\\\[^\\n])*" "(?:[^"\\\\]|\\\\[^\\n])*" (?:[^ ]{1,10}) ([^ ]{1,40})(?: |$)',
);
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const invalidFieldScheme = new run.Dropped('invalid-field', 'scheme');
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

interface Fields {
  readonly client: string | undefined;
  readonly status: string | undefined;
  readonly received: string | undefined;
  readonly sent: string | undefined;
  readonly request: string | undefined;
  readonly agent: string | undefined;
  readonly created: string | undefined;
}

function fieldsOf(line: string): Fields | null {
  let match: RegExpExecArray | null;
  match = requestLine.exec(line);
  if (match !== null) {
    return {
      client: match[1],
      status: match[2],
      received: match[3],
      sent: match[4],
      request: match[5],
      agent: match[6],
      created: match[7],
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
  const lineParts = run.splitRequestLine(run.presentUnlessBlank(fields.request));
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
    return missingFieldStatus;
  }
  let scheme: 'http' | 'https' | null;
  const schemeValue: unknown = run.presentUnlessBlank(targetParts.scheme);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) return invalidFieldScheme;
    scheme = schemeCast;
  } else {
    if (targetParts === run.BROKEN_TARGET) {
      return invalidFieldScheme;
    } else {
      scheme = meta.defaults.scheme;
    }
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(targetParts.host);
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
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields.created);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.isoTime(timeMsValue, null);
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
    client: { address: clientAddress, id: null },
    latencyMs: null,
    request: { headers: requestHeaders, body: null, sizeBytes: requestSizeBytes },
    response: { headers: null, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const awsAlb: CompiledMapping = {
  id: 'aws-alb',
  title: 'AWS Application Load Balancer access log',
  framing: 'lines',
  options: [],
  required: [],
  chosenHeaders: true,
  recordsOf,
  map,
};
