import { HubError } from '@holdfast/contracts';

const TRIES = 3;

/**
 * Starts a server whose port was free when it was chosen. When it ends because somebody else has taken the port since,
 * it is started anew, a stated number of times: `start` chooses again.
 */
export async function untilBound<Started>(start: () => Promise<Started>): Promise<Started> {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof HubError && error.details.portTaken === true) || tries === TRIES) throw error;
    }
  }
}

/** Whether a server has written that it could not have its port: PostgreSQL and Kafka say it in the system's words. */
export const saysPortTaken = (written: string): boolean => /address already in use|BindException/i.test(written);
