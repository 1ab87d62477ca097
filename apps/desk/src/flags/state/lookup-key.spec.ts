import { lookupKey } from './lookup-key.js';

it('is one for an EVM account in any case, and keeps the case where it means something', () => {
  expect(lookupKey('eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')).toBe(
    lookupKey('eip155:1:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'),
  );
  expect(lookupKey('tron:0x2b6653dc:TJRabPrwbZy45sbavfcjinPJC18kjpRTv8')).toBe(
    'tron:0x2b6653dc:TJRabPrwbZy45sbavfcjinPJC18kjpRTv8',
  );
});
