import { AssayError, type HttpResponse } from '../../src/kit/index.ts';

/** True for success and for statuses that the caller has its own meaning for. */
export function isUnderstood(status: number, understood: readonly number[]): boolean {
  return (status >= 200 && status <= 299) || understood.includes(status);
}

/** What a refusal of Central means. Its text is not repeated; its transaction id is what support asks for. */
export function centralRefusal(response: HttpResponse, path: string, method: string): AssayError {
  const { status } = response;
  const context = { status, path, transactionId: transactionIdOf(response) };
  if (status === 403) return forbidden(path, method, context);
  if (status === 413 || status === 414) {
    return new AssayError({
      code: 'AMPLIFY_TOO_LARGE',
      kind: 'rejected',
      message: 'Central refused a body as too large.',
      fix: 'Lower maxDefinitionSize, or do not publish definitions to this registry.',
      context,
    });
  }
  if (status === 404) {
    // No refusal of what was sent: in quarantine it would wait for other content, which does not come.
    return new AssayError({
      code: 'AMPLIFY_NOT_FOUND',
      kind: 'conflict',
      message: 'Central does not know what was to be written, or does not show it to this account.',
      fix: 'If it was deleted meanwhile, the next plan makes it anew.',
      context,
    });
  }
  return new AssayError({
    code: 'AMPLIFY_REJECTED',
    kind: 'rejected',
    message: 'Central refused what was sent as invalid.',
    fix: 'Look up the transaction id with the support of the vendor; the rest of the plan goes on.',
    context,
  });
}

type Facts = Readonly<Record<string, string | number | null>>;

/** Results have an entitlement of their own; writing and reading are different roles. */
function forbidden(path: string, method: string, context: Facts): AssayError {
  if (path.includes('/complianceruntimeresults')) {
    return new AssayError({
      code: 'AMPLIFY_ENTITLEMENT_MISSING',
      kind: 'auth',
      message:
        'Central refuses compliance results: the organisation lacks the entitlement for runtime compliance, or the account its role.',
      fix: 'Have the vendor enable runtime compliance for the organisation; the service account needs Engage Admin.',
      context,
    });
  }
  if (method === 'GET') {
    return new AssayError({
      code: 'AMPLIFY_READ_FORBIDDEN',
      kind: 'auth',
      message: 'Central does not let this account read; organizationId or its role does not fit.',
      fix: 'Check organizationId, and give the service account the role Engage Admin or a team of the environment.',
      context,
    });
  }
  return new AssayError({
    code: 'AMPLIFY_WRITE_FORBIDDEN',
    kind: 'auth',
    message: 'Central does not let this account write here.',
    fix: 'Give the service account the role Engage Admin, or the team that owns the environment.',
    context,
  });
}

/** Ids are of a closed form; anything else could be text from outside. */
function transactionIdOf({ text }: HttpResponse): string | null {
  return /"transactionId"\s*:\s*"([0-9A-Za-z-]{8,64})"/.exec(text)?.[1] ?? null;
}
