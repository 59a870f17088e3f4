// Serves the fresh bundle and passes everything else on to a running server, under the same headers:
//   node dev.mjs http://127.0.0.1:8080 [port]
import { createServer, request } from 'node:http';
import { bundle } from './build.mjs';

const KINDS = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', html: 'text/html; charset=utf-8' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Starts it; gives its address and a way to end it. */
export async function develop(server, port = 0) {
  const { hostname, port: serverPort } = new URL(server);
  let files = await bundle();
  const proxy = createServer((ask, answer) => {
    const path = ask.url.split('?')[0];
    const name = path === '/' && (ask.headers.accept ?? '').includes('text/html') ? 'index.html' : path.slice(1);
    if (ask.method === 'GET' && files[name]) {
      void (async () => {
        if (name === 'index.html') files = await bundle().catch(() => files);
        answer.writeHead(200, { 'Content-Type': KINDS[name.split('.').at(-1)], 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
        answer.end(files[name]);
      })();
      return;
    }
    const headers = { ...ask.headers, host: `${hostname}:${serverPort}` };
    delete headers.origin;
    delete headers['sec-fetch-site'];
    const passed = request({ hostname, port: serverPort, path: ask.url, method: ask.method, headers }, (found) => {
      answer.writeHead(found.statusCode, found.headers);
      found.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    ask.pipe(passed);
  });
  await new Promise((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${proxy.address().port}/`, close: () => proxy.close() };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { url } = await develop(process.argv[2] ?? 'http://127.0.0.1:8080', Number(process.argv[3] ?? 8090));
  console.log(`the page, fresh: ${url}`);
}
