import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { HUB_ITSELF } from '../../publishers.js';
import { uniqueFaults } from '../../shapes/faults.js';
import { JurisdictionProfileV1 } from './jurisdiction-profile.v1.js';

export const jurisdictionProfile = kind({
  name: 'jurisdiction-profile',
  version: 1,
  plural: 'jurisdiction-profiles',
  about: 'What the law of a jurisdiction sets: deadlines, approvals, instruments, limits of holds, retention, notice.',
  body: JurisdictionProfileV1,
  publishers: HUB_ITSELF,
  officers: () => 1,
  roles: ['OPERATOR'],
  paired: true,
  gated: false,
  directoryKey: ({ body }) => `jurisdiction-profile/${body.jurisdiction}`,
  rules: ({ body }) => [
    ...body.clocks.flatMap(limitFaults),
    ...repeats(body),
    ...extensionFaults(body.holdLimits),
    ...noticeFaults(body.notice),
  ],
});

function limitFaults({ duration, businessDays }: JurisdictionProfileV1['clocks'][number], at: number): Fault[] {
  if ((duration === undefined) !== (businessDays === undefined)) return [];
  const message = 'give either a duration or business days';
  return [{ pointer: `/body/clocks/${at}`, rule: 'jurisdiction-clock', message }];
}

/** Two answers to one question would be none. */
function repeats({ clocks, approvals, instruments, retention }: JurisdictionProfileV1): Fault[] {
  const asked = {
    clocks: clocks.map(({ clock, priority }) => `${clock} ${priority}`),
    approvals: approvals.map(({ requestType }) => requestType),
    instruments: instruments.map(({ requestType }) => requestType),
    retention: retention.map((period) => period.class),
  };
  return Object.entries(asked).flatMap(([list, questions]) =>
    uniqueFaults(questions, (at) => `/body/${list}/${at}`, 'jurisdiction-repeat'),
  );
}

function extensionFaults({ extensions, extension }: JurisdictionProfileV1['holdLimits']): Fault[] {
  if (extensions > 0 === (extension !== undefined)) return [];
  const message = 'says how long an extension may be where there may be one, and only there';
  return [{ pointer: '/body/holdLimits/extension', rule: 'jurisdiction-extension', message }];
}

function noticeFaults({ allowed, maxDelay }: JurisdictionProfileV1['notice']): Fault[] {
  if (allowed || maxDelay === undefined) return [];
  const message = 'is for notice that is allowed; remove it';
  return [{ pointer: '/body/notice/maxDelay', rule: 'jurisdiction-notice', message }];
}
