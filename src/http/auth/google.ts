import { AssayError } from '../../model/errors.ts';
import { revealSecret, type Secret } from '../../model/secret.ts';
import type { Authenticator } from './authenticator.ts';

/** Key file of a service account, or null for application default credentials. */
export interface GoogleSettings {
  readonly serviceAccount: Secret | null;
  readonly scope: string;
}

/** The part of the vendor's client that is used. */
interface TokenSource {
  getAccessToken(): Promise<string | null | undefined>;
}

/** A bearer token of Google, fetched and kept by the vendor's library. It asks Google's endpoints outside this client. */
export function googleAuth(settings: GoogleSettings): Authenticator {
  let { serviceAccount } = settings;
  let source: Promise<TokenSource> | null = null;
  let last: string | null = null;
  const fetchToken = async (): Promise<string> => {
    source ??= openSource(serviceAccount, settings.scope);
    try {
      const token = await (await source).getAccessToken();
      if (typeof token === 'string' && token !== '') return token;
    } catch (cause: unknown) {
      source = null;
      throw unavailable(cause);
    }
    throw unavailable(null);
  };
  return {
    headers: async () => {
      last = await fetchToken();
      return { authorization: `Bearer ${last}` };
    },
    refresh: async () => {
      serviceAccount = (await serviceAccount?.reloaded()) ?? serviceAccount;
      source = null;
      return (await fetchToken()) !== last;
    },
  };
}

async function openSource(serviceAccount: Secret | null, scope: string): Promise<TokenSource> {
  const { GoogleAuth, JWT } = await import('google-auth-library');
  if (serviceAccount === null) return new GoogleAuth({ scopes: [scope] });
  const { client_email: email, private_key: key } = parseKeyFile(revealSecret(serviceAccount));
  const client = new JWT({ email, key, scopes: [scope] });
  return { getAccessToken: async () => (await client.getAccessToken()).token };
}

/** Only a service account: other kinds of key files name URLs that the library would ask. */
function parseKeyFile(text: string): { readonly client_email: string; readonly private_key: string } {
  try {
    const file: unknown = JSON.parse(text);
    if (isKeyFile(file)) return { client_email: file.client_email, private_key: file.private_key };
  } catch {
    // The same error as for a file of another kind: its text must not be quoted.
  }
  throw new AssayError({
    code: 'HTTP_KEY_FILE_INVALID',
    kind: 'config',
    message: 'The service account key is not the JSON key file of a service account.',
    fix: 'Refer to the file that Google Cloud made for the key: ${file:/run/secrets/service-account.json}.',
  });
}

function isKeyFile(file: unknown): file is { readonly client_email: string; readonly private_key: string } {
  return (
    typeof file === 'object' &&
    file !== null &&
    'client_email' in file &&
    typeof file.client_email === 'string' &&
    'private_key' in file &&
    typeof file.private_key === 'string'
  );
}

function unavailable(cause: unknown): AssayError {
  if (cause instanceof AssayError) return cause;
  return new AssayError({
    code: 'HTTP_CREDENTIALS_UNAVAILABLE',
    kind: 'auth',
    message: 'No Google Cloud token could be had.',
    fix: 'Set serviceAccountKey, or give the account under which the agent runs application default credentials.',
    cause,
  });
}
