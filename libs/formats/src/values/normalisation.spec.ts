import { localTimeIn, readAmount, readFloatAmount } from '@holdfast/formats';

/** The rows of the normalisation table on amounts and times; those on chains and addresses are in `libs/chain`. */
const USDT_DECIMALS = 6;
const exact = { ok: true, amountAtomic: '48250750000', decimals: 6 };
const floatSource = { path: '/amount', kind: 'FLOAT_SOURCE', note: expect.any(String) };

it.each([
  [
    '`48,250.75` USDT → `amountAtomic=48250750000`, `decimals=6`',
    readAmount('48,250.75', USDT_DECIMALS, { styles: [{ decimalSign: '.', groupSign: ',' }] }),
    { ...exact, losses: [] },
  ],
  [
    '`48250.75` as float → same, plus loss entry `FLOAT_SOURCE`',
    readFloatAmount(48250.75, USDT_DECIMALS, '/amount'),
    { ...exact, losses: [floatSource] },
  ],
  [
    '`2026-04-14 07:40` from a KST agency → `2026-04-13T22:40:00.000Z`, `sourceFormat.tz=Asia/Seoul`',
    localTimeIn('Asia/Seoul')('2026-04-14 07:40'),
    { ok: true, instant: '2026-04-13T22:40:00.000Z' },
  ],
])('%s', (_, reading, expected) => {
  expect(reading).toEqual(expected);
});
