import type { HttpClient } from '../../http/http-client.ts';
import type { Clock } from '../../model/clock.ts';
import type { Logger } from '../../model/logger.ts';
import type { Problem } from '../connector.ts';

/** What tells the time here and there. */
export interface Clocks {
  readonly clock: Clock;
  readonly http: Pick<HttpClient, 'serverNowMs'>;
  readonly logger: Logger;
}

/** Answers tell whole seconds, and take some to come. Less than every sensible lag. */
const TOLERANCE_MS = 5000;

/**
 * Now, as far as the platform has come: by its clock where the one here is ahead of it, which is told. A time that is
 * still to come there holds nothing yet, and would count as read. To be asked after an answer of the platform.
 */
export function platformNowMs({ clock, http, logger }: Clocks): number {
  const nowMs = clock.nowMs();
  const serverMs = http.serverNowMs();
  if (serverMs === null || serverMs >= nowMs - TOLERANCE_MS) return nowMs;
  logger
    .once('clock-ahead')
    .warn('The clock here is ahead of the clock of the platform, by which reading ends now.', {
      aheadMs: nowMs - serverMs,
    });
  return serverMs;
}

/** What to say when an earlier run read further than now: its clock was ahead, or this one is behind. */
export function readAhead(origin: string): Problem {
  return {
    code: 'SEARCH_READ_AHEAD',
    kind: 'config',
    message:
      'An earlier run read to a time that is still to come, so its clock was ahead: what came since is not read where it is older than the overlap. Nothing more is read until that time.',
    file: origin,
    line: null,
  };
}
