// server.mjs: the marketplaces on this machine. A proxy takes every connection that a browser tries
// to make, notes its host, and hands it to one TLS server, which answers with the pages that a test
// put up. Nothing reaches the network.
import {execFileSync} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** @typedef {{body: Buffer | string, headers?: Record<string, string>}} Page */

/** A certificate of this run, for any host: the browsers are told not to look at it. */
async function makeCertificate() {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'touchstone-tls-'));
  const [key, cert] = [path.join(dir, 'key.pem'), path.join(dir, 'cert.pem')];
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days',
    '2', '-subj', '/CN=touchstone.test', '-keyout', key, '-out', cert,
  ], {stdio: 'pipe'});
  const certificate = {key: await readFile(key), cert: await readFile(cert)};
  await rm(dir, {recursive: true});
  return certificate;
}

/** @param {net.Server} server @returns {Promise<number>} */
const listen = (server) => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    resolve(/** @type {net.AddressInfo} */ (server.address()).port);
  });
});

export class LocalWeb {
  /** @type {Map<string, Page>} */ #pages = new Map();
  /** @type {Set<net.Socket>} */ #sockets = new Set();
  /** @type {net.Server[]} */ #servers = [];
  /** Hosts that a browser tried to reach. @type {string[]} */ hosts = [];
  /** Addresses that were asked for. @type {string[]} */ requests = [];
  proxyPort = 0;

  static async start() {
    const web = new LocalWeb();
    const site = https.createServer(await makeCertificate(), (request, response) => {
      const url = `https://${request.headers.host}${request.url}`;
      web.requests.push(url);
      const page = web.#pages.get(url);
      response.writeHead(page ? 200 : 404, {
        'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...page?.headers,
      });
      response.end(page?.body ?? '<!doctype html><title>404</title>');
    });
    const sitePort = await listen(site);
    const proxy = http.createServer((request, response) => {
      web.hosts.push(new URL(request.url ?? '', 'http://unknown').hostname);
      response.writeHead(404).end();
    });
    proxy.on('connect', (request, client, head) => {
      web.hosts.push((request.url ?? '').replace(/:\d+$/, ''));
      const upstream = net.connect(sitePort, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      // A browser that closes a tab drops its connections; that is no failure of a test.
      for (const socket of [client, upstream]) socket.on('error', () => upstream.destroy());
    });
    web.#servers = [site, proxy];
    for (const server of web.#servers) {
      server.on('connection', (socket) => {
        web.#sockets.add(socket);
        socket.on('close', () => web.#sockets.delete(socket));
      });
    }
    web.proxyPort = await listen(proxy);
    return web;
  }

  /** @param {string} url @param {Buffer | string} body @param {Record<string, string>} [headers] */
  put(url, body, headers) {
    this.#pages.set(new URL(url).href, {body, headers});
  }

  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((done) => server.close(done))));
  }
}
