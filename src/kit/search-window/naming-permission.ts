import { AssayError } from '../../model/errors.ts';

/** Runs a request whose refusal (403) is told with the name of the permission that it needs. */
export async function namingPermission<T>(permission: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error: unknown) {
    if (!(error instanceof AssayError) || error.code !== 'HTTP_PERMISSION_MISSING') throw error;
    throw new AssayError({
      code: error.code,
      kind: error.kind,
      message: `The credentials lack a permission: ${permission}.`,
      fix: 'Grant it to the account of this entry; the page of the connector lists all that it needs.',
      context: error.context,
    });
  }
}
