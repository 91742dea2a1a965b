import { bearerOf, verifyToken } from '../credentials.ts';
import type { Deck, DeckConsumer, DeckPlugin } from './deck.ts';

/** What an authentication plugin made of a request: a consumer, or the answer to send instead of forwarding. */
export type PluginVerdict =
  | { readonly admitted: true; readonly consumer?: DeckConsumer; readonly credentialId?: string }
  | {
      readonly admitted: false;
      readonly status: number;
      readonly challenge: string;
      readonly message: string;
    };

export interface PresentedCredentials {
  readonly authorization: string | undefined;
  readonly apiKeyHeader: string | undefined;
  readonly apiKeyQuery: string | undefined;
}

function keyAuth(deck: Deck, config: DeckPlugin['config'], presented: PresentedCredentials): PluginVerdict {
  const key =
    (config['key_in_header'] === true ? presented.apiKeyHeader : undefined) ??
    (config['key_in_query'] === true ? presented.apiKeyQuery : undefined);
  if (key === undefined)
    return { admitted: false, status: 401, challenge: 'Key', message: 'No API key found in request' };
  for (const consumer of deck.consumers) {
    const credential = consumer.keyauth_credentials?.find((one) => one.key === key);
    if (credential !== undefined) return { admitted: true, consumer, credentialId: credential.id };
  }
  return { admitted: false, status: 401, challenge: 'Key', message: 'Unauthorized' };
}

function jwt(deck: Deck, presented: PresentedCredentials): PluginVerdict {
  const token = bearerOf(presented.authorization);
  const claims = token === undefined ? undefined : verifyToken(token, Date.now());
  for (const consumer of deck.consumers) {
    const credential = consumer.jwt_secrets?.find((one) => one.key === claims?.issuer);
    if (credential !== undefined) return { admitted: true, consumer, credentialId: credential.id };
  }
  return { admitted: false, status: 401, challenge: 'Bearer', message: 'Unauthorized' };
}

function basicAuth(deck: Deck, presented: PresentedCredentials): PluginVerdict {
  const given =
    presented.authorization?.startsWith('Basic ') === true
      ? Buffer.from(presented.authorization.slice('Basic '.length), 'base64').toString('utf8')
      : '';
  for (const consumer of deck.consumers) {
    const credential = consumer.basicauth_credentials?.find(
      (one) => `${one.username}:${one.password}` === given,
    );
    if (credential !== undefined) return { admitted: true, consumer, credentialId: credential.id };
  }
  return { admitted: false, status: 401, challenge: 'Basic realm="partners"', message: 'Unauthorized' };
}

/** Runs the route's authentication plugin, if it has one; the estate never stacks two. */
export function authenticate(
  deck: Deck,
  plugins: readonly DeckPlugin[],
  presented: PresentedCredentials,
): PluginVerdict {
  for (const plugin of plugins) {
    if (plugin.name === 'key-auth') return keyAuth(deck, plugin.config, presented);
    if (plugin.name === 'jwt') return jwt(deck, presented);
    if (plugin.name === 'basic-auth') return basicAuth(deck, presented);
  }
  return { admitted: true };
}
