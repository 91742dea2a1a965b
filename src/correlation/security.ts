import type { RegisteredApi, RegisteredRoute } from '../model/registered-api.ts';
import type { AuthScheme } from '../model/vocabulary.ts';
import type { Judgement } from './attachments.ts';

type Declared = readonly AuthScheme[] | null;

/**
 * What is declared for an endpoint: what the gateway enforces (route, else service) together with what the definition
 * requires (operation, else document). `[]`: explicitly none; null: nobody says. A definition that registers by itself
 * enforces nothing: what it says of the whole document holds only where an operation says nothing else (OpenAPI:
 * "this definition overrides any declared top-level security").
 */
export function declaredSecurity(
  api: RegisteredApi,
  route: RegisteredRoute | null,
  judgement: Judgement,
): Declared {
  const { verdict, definition } = judgement;
  const operation = verdict.kind === 'documented' ? verdict.operation.security : null;
  if (api.kind === 'definition') return operation ?? definition?.security ?? api.security;
  const enforced = route?.security ?? api.security;
  const documented = operation ?? definition?.security ?? null;
  if (enforced === null) return documented;
  if (documented === null) return enforced;
  return [...new Set([...enforced, ...documented])].sort();
}
