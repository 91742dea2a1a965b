import { AssayError } from '../../model/errors.ts';
import { revealSecret, type Secret } from '../../model/secret.ts';
import type { HttpHost } from '../settings.ts';
import type { Authenticator, OutgoingRequest } from './authenticator.ts';

/** Static keys, or null for the chain of the AWS tools: environment, profile, web identity, container, instance. */
export interface SigV4Settings {
  readonly service: string;
  readonly region: string;
  readonly keys: {
    readonly accessKeyId: string;
    readonly secretAccessKey: Secret;
    readonly sessionToken: Secret | null;
  } | null;
}

interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Reads the identity; `isForced` reads it again where it may have changed. */
type Provider = (isForced: boolean) => Promise<Identity>;

/**
 * AWS Signature Version 4 in headers. Only the host and `x-amz-*` are signed: what proxies on the way may change is not
 * part of it. The chain asks its own endpoints (STS, instance metadata) outside this client.
 */
export function sigV4Auth(settings: SigV4Settings, host: Pick<HttpHost, 'clock'>): Authenticator {
  const provider = settings.keys === null ? chainProvider(settings.region) : keysProvider(settings.keys);
  let last: string | null = null;
  return {
    headers: async (request) => {
      const identity = await provider(false);
      last = fingerprint(identity);
      return signed(request, identity, settings, new Date(host.clock.nowMs()));
    },
    refresh: async () => fingerprint(await provider(true)) !== last,
  };
}

async function signed(
  request: OutgoingRequest,
  credentials: Identity,
  { service, region }: SigV4Settings,
  signingDate: Date,
): Promise<Readonly<Record<string, string>>> {
  const [{ SignatureV4 }, { Sha256 }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-crypto/sha256-js'),
  ]);
  const { url } = request;
  // The path of S3 is signed as it is sent; all other services encode it once more.
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    applyChecksum: true,
  });
  const amz = Object.entries(request.headers).filter(([name]) => name.toLowerCase().startsWith('x-amz-'));
  const result = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: url.pathname,
      query: queryOf(url),
      headers: { ...Object.fromEntries(amz), host: url.host },
      body: request.body ?? undefined,
    },
    { signingDate },
  );
  const { host: _sentAnyway, ...headers } = result.headers;
  return headers;
}

function queryOf(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

function keysProvider(keys: NonNullable<SigV4Settings['keys']>): Provider {
  let { secretAccessKey, sessionToken } = keys;
  return async (isForced) => {
    if (isForced) {
      secretAccessKey = (await secretAccessKey.reloaded()) ?? secretAccessKey;
      sessionToken = (await sessionToken?.reloaded()) ?? sessionToken;
    }
    return {
      accessKeyId: keys.accessKeyId,
      secretAccessKey: revealSecret(secretAccessKey),
      ...(sessionToken === null ? {} : { sessionToken: revealSecret(sessionToken) }),
    };
  };
}

function chainProvider(region: string): Provider {
  let chain: ((options?: { readonly forceRefresh?: boolean }) => Promise<Identity>) | null = null;
  return async (isForced) => {
    try {
      if (chain === null) {
        const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
        chain = defaultProvider({ clientConfig: { region } });
      }
      return await chain({ forceRefresh: isForced });
    } catch (cause: unknown) {
      throw new AssayError({
        code: 'HTTP_CREDENTIALS_UNAVAILABLE',
        kind: 'auth',
        message: 'No AWS credentials were found in the environment, a profile or the platform.',
        fix: 'Set accessKeyId and secretAccessKey, or give the account under which the agent runs an AWS role or profile.',
        cause,
      });
    }
  };
}

/** Only compared, never kept elsewhere: whether one more attempt could end differently. */
function fingerprint({ accessKeyId, secretAccessKey, sessionToken }: Identity): string {
  return JSON.stringify([accessKeyId, secretAccessKey, sessionToken ?? null]);
}
