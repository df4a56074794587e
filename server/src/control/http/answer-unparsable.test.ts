import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { startControl } from '../testing/control-fixture.ts';

test('what is not HTTP is answered with a problem and the connection closed', async () => {
  const control = await startControl();
  await control.app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((control.app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  const text = Buffer.concat(chunks).toString();
  assert.match(text, /^HTTP\/1\.1 400 .*keyward-request-id: req_.*"code":"request\/malformed"/s);
  await control.close();
});
