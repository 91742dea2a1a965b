/** What a signature may cover: the request as it will be sent. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Adds credentials to a request. Its results are the only place outside Secret where their values stand. */
export interface Authenticator {
  /** The headers to add; those of the same name are replaced. */
  headers(request: OutgoingRequest): Promise<Readonly<Record<string, string>>>;
  /** The URL to ask, for credentials that stand in the query. It is sent and nothing else: no answer or error names it. */
  url?(url: URL): Promise<URL>;
  /** Reads or fetches the credentials again; true when they changed, so one more attempt makes sense. */
  refresh(): Promise<boolean>;
}
