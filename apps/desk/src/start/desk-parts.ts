import { Outages } from '../clocks/outages.js';
import { Flags } from '../flags/flags.js';
import type { DeskPart } from '../fold/desk-part.js';
import { Requests } from '../requests/requests.js';

/** The parts of the desk, in the order in which they fold: an outage before what it excuses. */
export const deskParts = (): readonly DeskPart[] => [new Outages(), new Requests(), new Flags()];
