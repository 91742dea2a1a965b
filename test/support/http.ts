import assert from 'node:assert/strict';
import { afterEach, beforeEach } from 'node:test';
import nock from 'nock';

/** The only import of nock. */
export { nock };

/**
 * Call inside a `describe`: for its tests the network is off; a request that no mock expects and a mock that no request
 * used both fail the test, each naming what it was.
 */
export function mockHttp(): void {
  const unexpected: string[] = [];
  const note = (request: { readonly method?: string; readonly path?: string }): void => {
    unexpected.push(`${request.method ?? 'GET'} ${(request.path ?? '').split('?')[0] ?? ''}`);
  };
  beforeEach(() => {
    unexpected.length = 0;
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.emitter.on('no match', note);
  });
  afterEach(() => {
    nock.emitter.removeListener('no match', note);
    const unused = nock.pendingMocks();
    nock.abortPendingRequests();
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
    assert.deepEqual(unexpected, [], 'requests that no mock expects: mock them, or stop sending them');
    assert.deepEqual(unused, [], 'mocks that no request used: remove them, or find out why nothing asks');
  });
}
