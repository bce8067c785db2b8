/** A runner that reaches GitHub by a proxy only. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';

const servers: Server[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Tunnels everything to one port, and tells where it was asked to go. */
async function startProxy(port: number): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, client) => {
    asked.push(request.url ?? '');
    const server = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    for (const end of [server, client]) end.on('error', () => end.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(proxy)}`, asked };
}

test('requests go by the proxy of the environment', async () => {
  const api = createServer((_, response) => response.setHeader('content-type', 'application/json').end('{"full_name":"octo/infra"}'));
  const { url, asked } = await startProxy(await listen(api));
  const apiUrl = 'http://github.example';
  vi.stubEnv('GITHUB_API_URL', apiUrl);
  vi.stubEnv('http_proxy', url);
  vi.stubEnv('no_proxy', '');
  const { createClient } = await import('../../src/github/client.ts');
  const client = createClient({ token: 'ghs_test', apiUrl, graphqlUrl: `${apiUrl}/graphql` });
  const { data } = await client.rest.repos.get({ owner: 'octo', repo: 'infra' });
  expect([data.full_name, asked]).toEqual(['octo/infra', ['github.example:80']]);
});
