import { HubError } from '@holdfast/contracts';

/** The hub answered with a problem; its code, detail and faults are the hub's own. */
export class HubRefused extends HubError {
  readonly code = 'hub.refused';
  override readonly retryable: boolean;

  constructor(status: number, problem: Record<string, unknown>) {
    super(`${String(problem.code ?? status)}: ${String(problem.detail ?? problem.error_description ?? '')}`, {
      ...problem,
      status,
    });
    this.retryable = status === 429 || status === 503;
  }
}

/** Nobody answers at the hub's address. */
export class HubUnreachable extends HubError {
  readonly code = 'hub.unreachable';
  override readonly retryable = true;
}

/** The problem that an answer carries, whatever its form. */
export async function refusalOf(response: Response): Promise<HubRefused> {
  const body: unknown = await response.json().catch(notJson);
  return new HubRefused(response.status, { ...Object(body) });
}

function notJson(): object {
  return { detail: 'the answer is not JSON; is this a hub?' };
}
