import { createHmac } from 'node:crypto';
import { AssayError } from '../../model/errors.ts';
import { revealSecret, type Secret } from '../../model/secret.ts';
import type { HttpHost } from '../settings.ts';
import type { Authenticator, OutgoingRequest } from './authenticator.ts';

type Clocked = Pick<HttpHost, 'clock'>;

/** Headers in the order of the string to sign; Azure Storage, "Authorize with Shared Key", version 2015-02-21 on. */
const SIGNED_HEADERS = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
] as const;

/** Shared Key of Azure Storage: an HMAC over method, headers and resource under the key of the account. */
export function azureSharedKeyAuth(account: string, key: Secret, { clock }: Clocked): Authenticator {
  let current = key;
  return {
    headers: async (request) => {
      const dated = { ...request.headers, 'x-ms-date': new Date(clock.nowMs()).toUTCString() };
      const text = sharedKeyText({ ...request, headers: dated }, account);
      const secret = Buffer.from(revealSecret(current), 'base64');
      const signature = createHmac('sha256', secret).update(text, 'utf8').digest('base64');
      return { 'x-ms-date': dated['x-ms-date'], authorization: `SharedKey ${account}:${signature}` };
    },
    refresh: async () => {
      const reloaded = await current.reloaded();
      current = reloaded ?? current;
      return reloaded !== null;
    },
  };
}

/** The string to sign. A body is not expected: this client only reads from Azure Storage. */
export function sharedKeyText({ method, url, headers }: OutgoingRequest, account: string): string {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const own = [...lower].filter(([name]) => name.startsWith('x-ms-')).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = [...new Set(url.searchParams.keys())].sort();
  return [
    method,
    // With x-ms-date, the date stands there; an empty length is an empty line.
    ...SIGNED_HEADERS.map((name) => lower.get(name) ?? ''),
    ...own.map(([name, value]) => `${name}:${value.trim()}`),
    `/${account}${url.pathname}`,
    ...names.map((name) => `${name.toLowerCase()}:${url.searchParams.getAll(name).sort().join(',')}`),
  ].join('\n');
}

/** A shared access signature: a query that is a secret. It is added to what is sent and to nothing else. */
export function azureSasAuth(token: Secret): Authenticator {
  let current = token;
  return {
    headers: () => Promise.resolve({}),
    url: async (url) => {
      const sent = new URL(url);
      const query = new URLSearchParams(revealSecret(current).replace(/^\?/, ''));
      for (const [name, value] of query) sent.searchParams.set(name, value);
      return sent;
    },
    refresh: async () => {
      const reloaded = await current.reloaded();
      current = reloaded ?? current;
      return reloaded !== null;
    },
  };
}

/** Tokens are fetched anew this long before they end. */
const EARLY_MS = 5 * 60_000;

/** A token of Microsoft Entra, by environment, workload or managed identity, or a signed-in tool. */
export function azureIdentityAuth(scope: string, { clock }: Clocked): Authenticator {
  let held: { readonly token: string; readonly untilMs: number } | null = null;
  return {
    headers: async () => {
      if (held === null || held.untilMs - EARLY_MS <= clock.nowMs()) held = await fetchToken(scope);
      return { authorization: `Bearer ${held.token}` };
    },
    refresh: async () => {
      const before = held?.token;
      held = await fetchToken(scope);
      return held.token !== before;
    },
  };
}

async function fetchToken(scope: string): Promise<{ readonly token: string; readonly untilMs: number }> {
  try {
    const { DefaultAzureCredential } = await import('@azure/identity');
    const { token, expiresOnTimestamp } = await new DefaultAzureCredential().getToken(scope);
    return { token, untilMs: expiresOnTimestamp };
  } catch (cause: unknown) {
    throw new AssayError({
      code: 'HTTP_CREDENTIALS_UNAVAILABLE',
      kind: 'auth',
      message: 'No Azure credentials were found in the environment or the platform.',
      fix: 'Set accountKey or sasToken, or give the account under which the agent runs a managed identity.',
      cause,
    });
  }
}
