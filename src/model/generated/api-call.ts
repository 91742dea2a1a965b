// Generated from schemas/ by `npm run generate`. Do not edit.
/**
 * One observed HTTP exchange, one JSON object a line.
 */
export interface NativeCallRecord {
  /**
   * Record id for duplicate removal.
   */
  id?: string;
  /**
   * Start of the request: RFC 3339, or milliseconds since the epoch.
   */
  time: string | number;
  /**
   * HTTP method.
   */
  method: string;
  /**
   * Scheme at the client.
   */
  scheme?: 'http' | 'https';
  /**
   * Host as the client named it, port included where it is not the default.
   */
  host: string;
  /**
   * Path as sent, without the query.
   */
  path: string;
  /**
   * Query as sent, without the question mark.
   */
  query?: string;
  /**
   * Status code; null when the client left before a response.
   */
  status: number | null;
  /**
   * Who called.
   */
  client?: {
    /**
     * IPv4 or IPv6 address.
     */
    address?: string;
    /**
     * Consumer or application that the gateway authenticated.
     */
    id?: string;
  };
  /**
   * Time to the last byte of the response.
   */
  latencyMs?: number;
  /**
   * The request message.
   */
  request?: {
    /**
     * Header names in any case; null or absent: not captured.
     */
    headers?: {
      [k: string]: string | string[] | undefined;
    };
    /**
     * Body as text; absent: not captured.
     */
    body?: string;
  };
  /**
   * The response message.
   */
  response?: {
    /**
     * Header names in any case; null or absent: not captured.
     */
    headers?: {
      [k: string]: string | string[] | undefined;
    };
    /**
     * Body as text; absent: not captured.
     */
    body?: string;
  };
  /**
   * What the gateway says about the call.
   */
  gateway?: {
    /**
     * Gateway id.
     */
    id?: string;
    /**
     * Id of the registered API.
     */
    api?: string;
    /**
     * Id of the route.
     */
    route?: string;
  };
}
