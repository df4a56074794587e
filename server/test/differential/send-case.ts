/** Sends bytes on a connection of their own and reads the answers that come back on it, in order. */
import { connect } from 'node:net';

/** One answer. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface Sent {
  readonly answers: readonly RawAnswer[];
  /** Whether the other side has closed the connection; otherwise it fell silent. */
  readonly isClosed: boolean;
}

export interface SendOptions {
  readonly port: number;
  /** Latin-1. */
  readonly text: string;
  /** As many answers as there are requests in the text. */
  readonly expected: number;
  /** How long nothing may come while an answer is missing. Default 1,000 ms. */
  readonly silenceMs?: number;
  /** How long one more answer is waited for, which there should not be. Default 10 ms. */
  readonly quietMs?: number;
}

/** Reads as many whole answers as there are. HEAD answers and those without a length end with the connection. */
export function parseAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = text; ; ) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return answers;
    const [line = '', ...fields] = rest.slice(0, end).split('\r\n');
    const headers = new Map(fields.map((field) => splitField(field)));
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1] ?? 0);
    rest = rest.slice(end + 4);
    if (status >= 100 && status < 200) continue;
    const length =
      headers.get('transfer-encoding') === undefined ? Number(headers.get('content-length') ?? 0) : chunkedLength(rest);
    answers.push({ status, headers, body: rest.slice(0, length) });
    rest = rest.slice(length);
  }
}

function splitField(field: string): [string, string] {
  const colon = field.indexOf(':');
  return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
}

function chunkedLength(text: string): number {
  const end = text.indexOf('0\r\n\r\n');
  return end < 0 ? text.length : end + 5;
}

/** Sends and reads until the connection is closed or quiet. */
export function sendCase({ port, text, expected, silenceMs = 1_000, quietMs = 10 }: SendOptions): Promise<Sent> {
  const { promise, resolve } = Promise.withResolvers<Sent>();
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = '';
  let isClosed = false;
  const finish = () => {
    clearTimeout(timer);
    socket.destroy();
    resolve({ answers: parseAnswers(received), isClosed });
  };
  let timer = setTimeout(finish, silenceMs);
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    clearTimeout(timer);
    timer = setTimeout(finish, parseAnswers(received).length < expected ? silenceMs : quietMs);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isClosed = true;
    finish();
  });
  socket.write(Buffer.from(text, 'latin1'));
  return promise;
}
