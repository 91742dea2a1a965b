import { AssayError } from '../model/errors.ts';
import type { Decode, HttpRequest, HttpResponse, ListPage } from './http-client.ts';
import { parseJson } from './json-body.ts';

export interface Listing<T> {
  readonly request: HttpRequest;
  readonly decode: Decode<ListPage<T>>;
  readonly maxPages: number;
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  /** Absolute URL of a link; throws for an origin that the client may not ask. */
  readonly resolve: (url: string) => URL;
}

/**
 * Follows the next links of a listing. A link to another origin, a link that was followed before, and more pages than
 * the bound end the listing with an error, never in silence: a truncated listing would look complete.
 */
export async function* paginate<T>(listing: Listing<T>): AsyncIterable<readonly T[]> {
  const seen = new Set<string>();
  let request = listing.request;
  for (let page = 1; page <= listing.maxPages; page += 1) {
    const response = await listing.send(request);
    const { items, next } = listing.decode(parseJson(response));
    yield items;
    if (next === null) return;
    const url = nextUrl(listing, response, next);
    if (seen.has(url)) throw refused('HTTP_PAGES_LOOP', 'A next link repeats; the listing would never end.');
    seen.add(url);
    const { query: _firstPageOnly, ...rest } = request;
    request = { ...rest, url };
  }
  throw refused('HTTP_PAGES_TOO_MANY', 'The listing has more pages than allowed.');
}

function nextUrl<T>(listing: Listing<T>, response: HttpResponse, next: string): string {
  const url = listing.resolve(next);
  if (url.origin === new URL(response.url).origin) return url.href;
  throw refused('HTTP_NEXT_LINK_REFUSED', 'A next link to another origin was refused.');
}

function refused(code: string, message: string): AssayError {
  return new AssayError({ code, kind: 'sourceContract', message });
}
