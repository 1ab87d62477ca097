/** A hold as the desk tells it. */
export interface HoldNow {
  holdId: string;
  holder: string;
  state: string;
  released: boolean;
}

/** What a scenario waits for in a request as the desk tells it. */
export interface RequestNow {
  status: string;
  /** Of each recipient that answered: its leg's state. */
  answered: { recipient: string; state: string }[];
  holds: HoldNow[];
  /** Who a lookup found responsible. */
  responsible: string[];
}

/** Reads what the hub answers to `GET /v1/requests/{id}`. */
export function readRequest(answer: unknown): RequestNow {
  const { status, legs, holds, lookup } = Object(answer);
  const answered = listOf(legs).filter(({ answers }) => listOf(answers).length > 0);
  return {
    status: String(status),
    answered: answered.map(({ recipient, state }) => ({ recipient: String(recipient), state: String(state) })),
    holds: listOf(holds).map(({ holdId, holder, state, releasedAt }) => ({
      holdId: String(holdId),
      holder: String(holder),
      state: String(state),
      released: releasedAt !== undefined,
    })),
    responsible: listOf(Object(lookup).responsible).map(({ partner }) => String(partner)),
  };
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(Object) : []);
