import type { Exchange, Field } from '../exchange.ts';
import { classifySegment } from '../paths/segment-class.ts';
import { headerOf, type ProtocolCall } from './protocol-call.ts';

/**
 * Remote procedures whose name is no part of the path: a parameter (`method=photos.search`, `Action=ListUsers`), the
 * target header of AWS JSON services, or the `methodName` of XML-RPC.
 */
export function dispatchCall(exchange: Exchange): ProtocolCall | null {
  const { requestBody: body, query, call } = exchange;
  let name: string | null = null;
  if (body.kind === 'form') name = namedBy(body.fields, exchange);
  else if (body.kind === 'xml') name = xmlRpcMethod(body.text);
  else if (body.kind === 'json' && body.contentType !== 'application/json') name = awsTarget(exchange);
  if (name === null && query.length > 0 && (call.method === 'GET' || call.method === 'POST'))
    name = namedBy(query, exchange);
  return name === null ? null : { protocol: 'rpc', operations: [name] };
}

/** What classic interfaces call the parameter that chooses the procedure, as they write it. */
const PARAMETERS: ReadonlySet<string> = new Set(
  'method Method action Action cmd command op operation Operation OPERATION-NAME request REQUEST Request function func wsfunction'.split(
    ' ',
  ),
);
/** Words that begin the name of a procedure; anything else such a parameter holds is a value. */
const VERBS: ReadonlySet<string> = new Set(
  'abort accept activate add allocate apply approve archive assign associate attach authenticate authorize batch begin block book calculate cancel change check clear clone close commit complete compute configure confirm connect convert copy count create deactivate decline delete deny deploy deregister describe detach disable disassociate disconnect discover download echo edit enable encrypt decrypt end estimate execute export fetch find finish generate get grant import increment insert install invite invoke is issue join launch leave link list load lock login logout lookup make mark merge modify move notify open parse patch pause perform ping poll post preview print process publish purchase purge put query read reboot receive record refresh refund register reject release remove rename renew reopen replace report request reserve reset resize resolve restart restore resume retrieve revoke rotate run save scan schedule search select send set share show shutdown sign signin signout signup sort start stop store submit subscribe suspend switch sync synchronize tag terminate test track transfer translate trigger unblock unlink unlock unsubscribe untag update upload upsert use validate verify view void withdraw write'.split(
    ' ',
  ),
);
const PROCEDURE = /^[A-Za-z][A-Za-z0-9]*(?:[._][A-Za-z][A-Za-z0-9]*){0,5}$/;
const LONGEST_NAME = 80;
/** Programs behind one path, where a verb without an object is enough. */
const PROGRAM =
  /(?:\.(?:php|cgi|fcgi|aspx?|ashx|asmx|jsp|do|dll|pl|py)|^(?:rpc|xmlrpc|rest|api|services?|endpoint))$/i;

function namedBy(fields: readonly Field[], exchange: Exchange): string | null {
  for (const { name, value } of fields) {
    if (PARAMETERS.has(name) && isProcedure(value, exchange.segments)) return value;
  }
  return null;
}

function isProcedure(value: string, segments: readonly string[]): boolean {
  if (value.length > LONGEST_NAME || !PROCEDURE.test(value) || !isFixed(segments)) return false;
  const parts = value.split(/[._]/);
  const [verb = '', ...more] = words((value.includes('.') ? parts.at(-1) : parts[0]) ?? '');
  if (!value.includes('_') && more.length === 0) return VERBS.has(verb) && isProgram(segments);
  return VERBS.has(verb) || (value.includes('_') && parts.some((part) => VERBS.has(part.toLowerCase())));
}

function isProgram(segments: readonly string[]): boolean {
  const last = segments.at(-1);
  return last === undefined || PROGRAM.test(last);
}

/** Small letters of the words of `describeInstances`, `GetHTTPHeader`. */
function words(text: string): string[] {
  return (text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? []).map((word) => word.toLowerCase());
}

const VERSION = /^\d{1,3}\.\d{1,3}$/;

/** Nothing in the path chooses an item: what the parameter names is done by one program. */
function isFixed(segments: readonly string[]): boolean {
  return segments.every((segment, at) => VERSION.test(segment) || classifySegment(segments, at) === null);
}

/** The XML-RPC specification (xmlrpc.com/spec.md): the name comes first. */
const METHOD_CALL = /<methodCall>\s{0,80}<methodName>\s{0,80}([\w.:/]{1,120})\s{0,80}<\/methodName>/;
const SCAN_UNITS = 1024;

function xmlRpcMethod(text: string): string | null {
  return METHOD_CALL.exec(text.slice(0, SCAN_UNITS))?.[1] ?? null;
}

const TARGET = /^[A-Za-z_][A-Za-z0-9_.]{0,80}\.([A-Za-z][A-Za-z0-9]{0,80})$/;

/** `X-Amz-Target: DynamoDB_20120810.GetItem` (AWS JSON protocols 1.0 and 1.1 of Smithy). */
function awsTarget({ requestBody, requestHeaders }: Exchange): string | null {
  if (requestBody.kind !== 'json' || !requestBody.contentType.startsWith('application/x-amz-json-'))
    return null;
  return TARGET.exec(headerOf(requestHeaders, 'x-amz-target') ?? '')?.[1] ?? null;
}
