import { hash } from 'node:crypto';
import { broken } from '../../../../test/examples.js';

const whole = (bytes: Buffer) => ({ originalSha256: hash('sha256', bytes), bytes: bytes.toString('base64') });
const largest = Buffer.alloc(512 * 1024, 0xfb);

it.each([
  ['has 512 KiB in one part', { body: whole(largest) }, []],
  ['has a byte more', { body: whole(Buffer.alloc(512 * 1024 + 1)) }, ['/body/bytes original-bytes']],
  ['is longer still', { body: whole(Buffer.alloc(512 * 1024 + 2)) }, ['/body/bytes maxLength']],
  ['is spelled in another way', { body: { bytes: 'YQ' } }, ['/body/bytes minLength']],
  ['lacks its padding', { body: { bytes: 'YWJjZA' } }, ['/body/bytes original-bytes']],
  ['hides bits in its last character', { body: { bytes: 'YWJjZB==' } }, ['/body/bytes original-bytes']],
  ['is base64 for URLs', { body: { bytes: '-_-_' } }, ['/body/bytes pattern']],
  ['is not what was sent', { body: { bytes: 'YWJj' } }, ['/body/originalSha256 original-hash']],
  ['is a part of what was sent', { body: { bytes: 'YWJj', parts: 2 } }, []],
  ['is the last part', { body: { part: 3, parts: 3 } }, []],
  ['is one part too many', { body: { part: 4, parts: 3 } }, ['/body/part original-part']],
  ['is for all', { envelope: { audience: { groups: ['members'] } } }, ['/audience original-audience']],
  [
    'is for somebody else',
    { envelope: { audience: { partners: ['demo-exchange-1', 'x'] } } },
    ['/audience original-audience'],
  ],
])('judges an original that %s', (_, change, faults) => {
  expect(broken('original', change)).toEqual(faults);
});
