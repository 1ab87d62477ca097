/** Policy's answer. The rule it names is kept and shown, so that "why?" always has an answer. */
export interface Verdict {
  allowed: boolean;
  rule: string;
}

export const allow = (rule: string): Verdict => ({ allowed: true, rule });
export const refuse = (rule: string): Verdict => ({ allowed: false, rule });
