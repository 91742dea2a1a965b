import type { RegisteredApi, RegisteredRoute } from '../model/registered-api.ts';
import type { AuthScheme } from '../model/vocabulary.ts';
import type { Judgement } from './attachments.ts';

type Declared = readonly AuthScheme[] | null;

/**
 * What is declared for an endpoint: what the gateway enforces (route, else service) together with what the definition
 * requires (operation, else document). `[]`: explicitly none; null: nobody says.
 */
export function declaredSecurity(
  api: RegisteredApi,
  route: RegisteredRoute | null,
  judgement: Judgement,
): Declared {
  const enforced = route?.security ?? api.security;
  const { verdict, definition } = judgement;
  const operation = verdict.kind === 'documented' ? verdict.operation.security : null;
  const documented = operation ?? definition?.security ?? null;
  if (enforced === null) return documented;
  if (documented === null) return enforced;
  return [...new Set([...enforced, ...documented])].sort();
}
