import { AssayError } from '../model/errors.ts';
import type { HttpResponse } from './http-client.ts';
import { describeUrl } from './origins.ts';

/** The parsed body; throws `HTTP_BODY_NOT_JSON` without a word of what the parser said, since that quotes the body. */
export function parseJson(response: HttpResponse): unknown {
  try {
    const body: unknown = JSON.parse(response.text);
    return body;
  } catch {
    throw new AssayError({
      code: 'HTTP_BODY_NOT_JSON',
      kind: 'sourceContract',
      message: 'The response is not JSON.',
      fix: 'Check that the URL is that of the API and not of a login page or proxy.',
      context: { url: describeUrl(new URL(response.url)), chars: response.text.length },
    });
  }
}
