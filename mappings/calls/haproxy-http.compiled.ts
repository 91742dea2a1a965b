// Generated from haproxy-http.yaml by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import * as run from '../../src/mapping/runtime/index.ts';

const wholeLine = new RegExp(
  '(?:^| )([0-9A-Fa-f:.]{2,45}|unix|-):(?:[0-9]{1,5}) \\[([^ \\]]{1,40})\\] (?:[^ ~]{1,200})(~?) (?:[^ /]{1,200})/(?:[^ ]{1,200}) (?:-?[0-9]+)/(?:-?[0-9]+)/(?:-?[0-9]+)/(?:-?[0-9]+)/([^ /]{1,24}) ([^ ]{1,5}) ([^ ]{1,24}) (?:[^ ]+) (?:[^ ]+) (?:[^ ]{4}) (?:[0-9]+)/(?:[0-9]+)/(?:[0-9]+)/(?:[0-9]+)/\\+?(?:[0-9]+) (?:[0-9]+)/(?:[0-9]+) (?:\\{([^}]*)\\} )?(?:\\{([^}]*)\\} )?"([^"]*)"',
);
const cutLine = new RegExp(
  '(?:^| )([0-9A-Fa-f:.]{2,45}|unix|-):(?:[0-9]{1,5}) \\[([^ \\]]{1,40})\\] (?:[^ ~]{1,200})(~?) (?:[^ /]{1,200})/(?:[^ ]{1,200}) (?:-?[0-9]+)/(?:-?[0-9]+)/(?:-?[0-9]+)/(?:-?[0-9]+)/([^ /]{1,24}) ([^ ]{1,5}) ([^ ]{1,24}) (?:[^ ]+) (?:[^ ]+) (?:[^ ]{4}) (?:[0-9]+)/(?:[0-9]+)/(?:[0-9]+)/(?:[0-9]+)/\\+?(?:[0-9]+) (?:[0-9]+)/(?:[0-9]+) (?:\\{([^}]*)\\} )?(?:\\{([^}]*)\\} )?"([A-Za-z]{1,20} [^"? ]*\\?[^"]*)$',
);
const invalidFieldQuery = new run.Dropped('invalid-field', 'query');
const missingFieldStatus = new run.Dropped('missing-field', 'status');
const invalidFieldStatus = new run.Dropped('invalid-field', 'status');
const words = new Map([['~', 'https']]);
const missingFieldHost = new run.Dropped('missing-field', 'host');
const invalidFieldHost = new run.Dropped('invalid-field', 'host');
const missingFieldTime = new run.Dropped('missing-field', 'time');
const invalidFieldTime = new run.Dropped('invalid-field', 'time');

interface Fields {
  readonly client: string | undefined;
  readonly time: string | undefined;
  readonly tls: string | undefined;
  readonly total: string | undefined;
  readonly status: string | undefined;
  readonly bytes: string | undefined;
  readonly captures: string | undefined;
  readonly responseCaptures: string | undefined;
  readonly request: string | undefined;
}

function fieldsOf(line: string): Fields | null {
  let match: RegExpExecArray | null;
  match = wholeLine.exec(line);
  if (match !== null) {
    return {
      client: match[1],
      time: match[2],
      tls: match[3],
      total: match[4],
      status: match[5],
      bytes: match[6],
      captures: match[7],
      responseCaptures: match[8],
      request: match[9],
    };
  }
  match = cutLine.exec(line);
  if (match !== null) {
    return {
      client: match[1],
      time: match[2],
      tls: match[3],
      total: match[4],
      status: match[5],
      bytes: match[6],
      captures: match[7],
      responseCaptures: match[8],
      request: match[9],
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
  const lineParts = run.splitRequestLine(run.unescapeHashHex(run.presentUnlessBlank(fields.request)));
  const targetParts = run.splitTarget(run.presentUnlessBlank(lineParts.target));
  const sentParts = run.splitNames(run.presentUnlessBlank(fields.captures), meta.options.captureRequest, '|', run.unescapeHashHex);
  const answeredParts = run.splitNames(run.presentUnlessBlank(fields.responseCaptures), meta.options.captureResponse, '|', run.unescapeHashHex);
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
  const schemeValue: unknown = run.lookUp(run.presentUnlessBlank(fields.tls), words);
  if (schemeValue !== undefined) {
    const schemeCast = run.toScheme(schemeValue);
    if (schemeCast === undefined) { scheme = null; }
    else scheme = schemeCast;
  } else {
    scheme = 'http';
  }
  let host: string;
  const hostValue: unknown = run.presentUnlessBlank(sentParts['host']) ?? run.presentUnlessBlank(targetParts.host);
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
  const latencyMsValue: unknown = run.presentUnlessBlank(fields.total);
  if (latencyMsValue !== undefined) {
    const latencyMsCast = run.toDuration(latencyMsValue, 1);
    if (latencyMsCast === undefined) { latencyMs = null; }
    else latencyMs = latencyMsCast;
  } else {
    latencyMs = null;
  }
  let timeMs: number;
  const timeMsValue: unknown = run.presentUnlessBlank(fields.time);
  if (timeMsValue !== undefined) {
    const timeMsCast = run.clfTime(timeMsValue, meta.defaults.zone);
    if (timeMsCast === undefined) return invalidFieldTime;
    timeMs = timeMsCast;
  } else {
    return missingFieldTime;
  }
  let id: string | null;
  const idValue: unknown = run.presentUnlessBlank(sentParts['x-request-id']);
  if (idValue !== undefined) {
    const idCast = run.toName(idValue);
    if (idCast === undefined) { id = null; }
    else id = idCast;
  } else {
    id = null;
  }
  let clientAddress: string | null;
  const clientAddressValue: unknown = run.presentUnlessBlank(fields.client);
  const forwardedValue: unknown = run.presentUnlessBlank(sentParts['x-forwarded-for']);
  if (clientAddressValue !== undefined || forwardedValue !== undefined) {
    const clientAddressCast = run.toClientAddress(clientAddressValue, run.presentUnlessBlank(sentParts['x-forwarded-for']));
    if (clientAddressCast === undefined) { clientAddress = null; }
    else clientAddress = clientAddressCast;
  } else {
    clientAddress = null;
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
  const requestHeaders = run.toHeaders(run.presentUnlessBlank(sentParts)) ?? null;
  const responseHeaders = run.toHeaders(run.presentUnlessBlank(answeredParts)) ?? null;
  return {
    id: id,
    timeMs: timeMs,
    method,
    scheme: scheme,
    host,
    path,
    query: query,
    status,
    client: { address: clientAddress, id: null },
    latencyMs: latencyMs,
    request: { headers: requestHeaders, body: null, sizeBytes: null },
    response: { headers: responseHeaders, body: null, sizeBytes: responseSizeBytes },
    gateway: null,
    operation: null,
  };
}

export const haproxyHttp: CompiledMapping = {
  id: 'haproxy-http',
  title: 'HAProxy HTTP log',
  framing: 'lines',
  options: ['captureRequest', 'captureResponse'],
  required: [{ option: 'host', unlessOption: { name: 'captureRequest', word: 'host' } }, { option: 'zone', unlessOption: null }],
  chosenHeaders: true,
  recordsOf,
  map,
};
