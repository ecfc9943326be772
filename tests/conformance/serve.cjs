// Serves the folder of a site under a path, as a server that knows nothing of it: files, index.html for a folder, 404.html
// for what is not there. Where the site says that it is published (robots.txt), it is published; a browser finds it there by
// the rules that `resolver` gives, and others by `bytes`.
const { createServer } = require('node:http');
const { readFile } = require('node:fs/promises');
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

const TYPES = { '.html': 'text/html; charset=utf-8', '.pdf': 'application/pdf', '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8', '.md': 'text/markdown; charset=utf-8', '.atom': 'application/atom+xml',
  '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };

// Out: the address of the site, rules for the browser's resolver, the requests that were for nothing of the site, what an
// address has, close().
async function serve(folder) {
  const robots = path.join(folder, 'robots.txt');
  const map = existsSync(robots) && /^Sitemap: (http:\S+)sitemap\.xml$/m.exec(readFileSync(robots, 'utf8'));
  const base = new URL(map ? map[1] : 'http://site.localhost/some/sub/path/');
  const strays = [];
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, base).pathname);
    const answer = (code, type, bytes) => response.writeHead(code, { 'Content-Type': type }).end(bytes);
    // Robots ask for their file where a host begins.
    const within = asked.startsWith(base.pathname) ? asked.slice(base.pathname.length) : asked === '/robots.txt' ? 'robots.txt' : null;
    // What shows a PDF asks for this where a host begins, whatever the pages say.
    if (asked === '/favicon.ico') return response.writeHead(204).end();
    if (within === null) strays.push(request.url);
    const file = path.join(folder, within ?? '404.html', within === '' || within?.endsWith('/') ? 'index.html' : '');
    const inside = file.startsWith(path.join(folder, path.sep)) && !path.basename(file).startsWith('.');
    const bytes = within !== null && inside && await readFile(file).catch(() => null);
    if (bytes) return answer(200, TYPES[path.extname(file)] ?? 'application/octet-stream', bytes);
    answer(404, TYPES['.html'], await readFile(path.join(folder, '404.html')).catch(() => ''));
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  const port = server.address().port;
  return {
    address: base.href,
    resolver: `MAP ${base.hostname}:${base.port || 80} 127.0.0.1:${port}, MAP * ~NOTFOUND`,
    strays,
    bytes: async address => Buffer.from(await (await fetch(`http://127.0.0.1:${port}${new URL(address).pathname}`)).arrayBuffer()),
    close: () => server.close(),
  };
}

// Without a sandbox because CI runs as root; the rest keeps the browser from calling its maker.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

module.exports = { serve, FLAGS };
