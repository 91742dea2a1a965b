/** A request that is answered with an error. The message is ours and safe to show; it never quotes the request. */
export class RequestFault extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'RequestFault';
    this.status = status;
    this.code = code;
  }
}
