import { once } from 'node:events';
import { connect } from 'node:net';

const METADATA_V1_NO_TOPICS = Buffer.from([0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 1, 0xff, 0xff, 0, 0, 0, 0]);
const TIMEOUT_MS = 1_000;

/**
 * Whether the cluster behind the port answers a Metadata request (version 1) with a broker and a controller. An open
 * port says less: a starting broker accepts connections before it can serve.
 */
export async function clusterAnswers(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  const answer = once(socket, 'data', { signal: AbortSignal.timeout(TIMEOUT_MS) });
  socket.write(METADATA_V1_NO_TOPICS);
  try {
    const [data] = await answer;
    return Buffer.isBuffer(data) && hasBrokerAndController(data);
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/**
 * size int32, correlation int32, brokers [id int32, host string, port int32, rack nullable string], controller int32
 */
function hasBrokerAndController(answer: Buffer): boolean {
  const brokers = answer.readInt32BE(8);
  let at = 12;
  for (let broker = 0; broker < brokers; broker++) {
    at += 4;
    at += 2 + answer.readInt16BE(at);
    at += 4;
    at += 2 + Math.max(answer.readInt16BE(at), 0);
  }
  return brokers > 0 && answer.readInt32BE(at) >= 0;
}
