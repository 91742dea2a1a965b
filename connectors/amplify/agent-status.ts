import type { AgentStatus } from '../../src/kit/index.ts';
import { type Context, openCentral } from './central.ts';
import { registrySettings } from './config.ts';
import { textAt, timestamp } from './resource.ts';

/** The platform takes an agent for stopped when its activity is old; sooner than this nothing has to be written. */
const HEARTBEAT_MS = 5 * 60_000;
const MAX_MESSAGE = 350;

/** The state that the platform shows of the agent. Without an agent there, nothing has been published yet: no status. */
export async function reportAgentStatus(context: Context, status: AgentStatus): Promise<void> {
  const central = await openCentral(context);
  const { environment, agent } = registrySettings(context.config);
  const path = `/environments/${environment}/complianceagents/${agent}`;
  const live = await central.get(path);
  if (live === null) return;
  const { version, state, message, lastActivityMs } = status;
  const shown = {
    version: textAt(live, 'status', 'version'),
    state: textAt(live, 'status', 'state'),
    message: textAt(live, 'status', 'message'),
  };
  const text = message.slice(0, MAX_MESSAGE);
  const isSame = shown.version === version && shown.state === state && shown.message === text;
  const lastMs = parseTime(textAt(live, 'status', 'lastActivityTime'));
  if (isSame && lastActivityMs - lastMs < HEARTBEAT_MS) return;
  await central.putSub(path, 'status', {
    version,
    state,
    ...(shown.state === null ? {} : { previousState: shown.state }),
    message: text,
    lastActivityTime: timestamp(lastActivityMs),
    sdkVersion: '',
  });
}

/** `+0000` as the server writes it, `+00:00` or `Z` as it might; 0 where there is no time. */
function parseTime(text: string | null): number {
  const ms = Date.parse((text ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? 0 : ms;
}
