import { Counter } from 'prom-client';

export const screened = new Counter({
  name: 'holdfast_desk_screened_total',
  help: 'Accounts that partners screened; which ones is kept nowhere',
  labelNames: ['result'],
});
