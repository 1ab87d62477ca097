const GENERATOR = 0x1021;

/** CRC-16/XMODEM: x^16 + x^12 + x^5 + 1 from zero, as Stellar and TON use it, each in its own byte order. */
export function crc16(bytes: Uint8Array): number {
  let code = 0;
  for (const byte of bytes) {
    code ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) code = ((code << 1) ^ (code & 0x8000 ? GENERATOR : 0)) & 0xffff;
  }
  return code;
}
