import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { importJWK, SignJWT } from 'jose';

const [partner = 'demo-exchange-1', home = '.holdfast', url = 'http://127.0.0.1:7400'] = process.argv.slice(2);
const key = JSON.parse(readFileSync(`${home}/keys/${partner}.jwk`, 'utf8'));
const cursor = `${home}/${partner}.cursor`;
/** Stands for your own systems: what lies on the addresses of your customers, in base units. */
const balances = new Map([['tron:0x2b6653dc:TJRabPrwbZy45sbavfcjinPJC18kjpRTv8', 31_900_000_000n]]);

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const jwt = new SignJWT({ iss: partner, sub: partner, aud: url, jti: randomUUID() }).setExpirationTime('50s');
  const assertion = await jwt.setProtectedHeader({ alg: 'EdDSA', kid: key.kid }).sign(await importJWK(key, 'EdDSA'));
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  const form = `grant_type=client_credentials&client_assertion_type=${type}&client_assertion=${assertion}`;
  const token = await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const authorization = `Bearer ${Object(await token.json()).access_token}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { ...init, headers });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response;
}
async function send(to: string, kind: string, reference: string, body: object): Promise<string> {
  const handling = { tlp: 'RED', code: 'H0', dataClass: 'INTEL', retention: { class: 'R5', legalHold: false } };
  const head = { kind, version: 1, reference, occurredAt: new Date().toISOString(), audience: { partners: [to] } };
  const message = { ...head, handling, language: 'en', correlates: [], exercise: false, body };
  const answer = await call('/v1/messages', { method: 'POST', body: JSON.stringify(message) });
  return Object(await answer.json()).messageIds[0];
}
async function answerFor(target: object, request: object): Promise<object> {
  const { targetId, address } = Object(target);
  const { messageId: requestId, sender, body } = Object(request);
  const balance = balances.get(address?.accountId) ?? 0n;
  const isLookup = body.requestType === 'ATTRIBUTION_LOOKUP';
  if (isLookup) return { targetId, outcome: balance ? 'CONTROLLED' : 'NOT_CONTROLLED' };
  const { cap, expiresAt } = body.requestType === 'FREEZE' ? body.freeze : {};
  if (!cap) return { targetId, outcome: 'REFUSED', reasonCode: 'SERVICE_NOT_COVERED' };
  if (balance === 0n) return { targetId, outcome: 'NO_BALANCE' };
  const [asked, some] = [BigInt(cap.amountAtomic), (amount: bigint) => ({ ...cap, amountAtomic: String(amount) })];
  const part = asked > balance ? { heldAmount: some(balance), shortfall: some(asked - balance) } : { heldAmount: cap };
  const hold = { state: 'PROVISIONAL', effectiveAt: new Date().toISOString(), expiresAt, ...part };
  const holdId = await send(sender, 'hold-event', `hold/${requestId}/${targetId}`, { requestId, targetId, ...hold });
  return { targetId, outcome: asked > balance ? 'HOLD_PLACED_PARTIAL' : 'HOLD_PLACED', hold: { holdId, ...hold } };
}
for (let after = existsSync(cursor) ? readFileSync(cursor, 'utf8') : '-1'; ;) {
  const { body: feed } = await call(`/v1/feed?after=${after}`);
  for await (const line of createInterface({ input: feed ? Readable.fromWeb(feed) : Readable.from([]) })) {
    const { position, envelope } = line.startsWith('data:') ? JSON.parse(line.slice(5)) : {};
    const { requestType, targets, requestId: earlier } = envelope?.body ?? {};
    if (envelope?.kind === 'enforcement-request' && !earlier && requestType !== 'SUBJECT_LIST') {
      const perTarget = await Promise.all(targets.map((target: object) => answerFor(target, envelope)));
      const head = { requestId: envelope.messageId, requestType, targetCount: targets.length, responder: partner };
      const [reference, body] = [`answer/${envelope.messageId}`, { ...head, final: true, perTarget }];
      console.log(requestType, await send(envelope.sender, 'enforcement-response', reference, body));
    }
    if (position !== undefined) writeFileSync(cursor, (after = String(position)));
  }
}
