// Searches a site in headless Chromium as its readers do: served below a path, and opened from a folder. By keyboard
// alone; no request may leave the site, and the console has to stay clean.
// In: the folder of the site; a JSON file of searches, each with what has to come first; what the tool search.rs told
// of the index (JSON), where stems are to be compared. Out: what a search loads, a line per fault. Exit: 0 when there
// is none.
const { createServer } = require('node:http');
const { readFileSync, existsSync } = require('node:fs');
const { join, resolve, extname } = require('node:path');
const { pathToFileURL } = require('node:url');
const axe = require('axe-core');
const { chromium } = require('playwright-core');

const PATH = '/un/sotto-percorso/';
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };
// As in browser.cjs.
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

async function main([folder, cases, told]) {
  const server = await serve(folder);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });
  const searches = JSON.parse(readFileSync(cases, 'utf8'));
  const faults = [];
  for (const base of [`http://127.0.0.1:${server.address().port}${PATH}`, `${pathToFileURL(resolve(folder)).href}/`]) {
    const site = { browser, base, folder, fault: text => faults.push(`${new URL(base).protocol} ${text}`) };
    for (const search of searches) await judgeSearch(site, search);
    await judgeMore(site, searches.find(({ many }) => many).query);
    await judgeLoss(site, searches[0].query);
    for (const view of views()) await judgeLooks(site, view, searches[0].query);
    if (told) await judgeStems(site, JSON.parse(readFileSync(told, 'utf8')));
  }
  await browser.close();
  server.close();
  for (const fault of faults) console.log(fault);
  return faults.length ? 1 : 0;
}

function serve(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = join(folder, decodeURIComponent(pathname.slice(PATH.length)));
    if (!pathname.startsWith(PATH) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)));
}

// A page of its own, with nothing in the cache; what it asks for, in order.
async function open({ browser, base, folder, fault }, address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const asked = [];
  page.on('console', message => fault(`${address}: console ${message.type()}: ${message.text()}`));
  page.on('pageerror', error => fault(`${address}: script error: ${error.message}`));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(base)) return fault(`${address}: asks for ${url}`);
    const name = decodeURIComponent(new URL(url).pathname.slice(new URL(base).pathname.length));
    if (existsSync(join(folder, name))) asked.push({ name, bytes: readFileSync(join(folder, name)).length });
  });
  await page.goto(base + address);
  return { page, asked, close: () => context.close() };
}

const status = page => page.textContent('#status');
// The status ends with a full stop when a search has come to its end.
const done = page => page.waitForFunction(() => /[.”]$/.test(document.getElementById('status').textContent));

async function judgeSearch(site, { query, address, row, partial, suggestion, count }) {
  const fault = text => site.fault(`"${query}": ${text}`);
  const { page, asked, close } = await open(site, 'cerca.html');
  if (!await tabTo(page, '#query')) fault('the field is not reached by keyboard');
  const before = asked.length;
  await page.keyboard.type(query);
  await page.keyboard.press('Enter');
  await done(page);
  const loaded = asked.slice(before);
  const kB = loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  const cost = `${loaded.length} requests, ${kB.toFixed(0)} kB`;
  console.log(`${new URL(site.base).protocol} "${query}": ${await status(page)} ${cost}`);
  if (new URL(page.url()).searchParams.get('q') !== query) fault(`the address does not keep it: ${page.url()}`);
  if (count !== undefined && await page.locator('#results li').count() !== count) fault(`not ${count} results`);
  if (partial && !(await status(page)).includes(partial)) fault(`the status lacks "${partial}"`);
  if (suggestion) {
    if (!await tabTo(page, '.suggestion a')) fault('no suggestion is reached by keyboard');
    await page.keyboard.press('Enter');
    await page.waitForURL(url => url.searchParams.get('q') === suggestion, { timeout: 5000 })
      .catch(() => fault(`it suggests another: ${page.url()}`));
    await done(page);
  }
  if (address) await judgeFirst(site, page, address, row, fault);
  await close();
}

// The first result leads to the annex, and below it a link to the row.
async function judgeFirst(site, page, address, row, fault) {
  if (!await tabTo(page, '#results li:first-child h3 a')) return fault('no result is reached by keyboard');
  const href = await page.evaluate(() => document.activeElement.getAttribute('href'));
  if (href !== address) fault(`${href} comes first, not ${address}`);
  if (!row) return;
  if (!await tabTo(page, '#results li:first-child .found-row a')) return fault('no row is reached by keyboard');
  await page.keyboard.press('Enter');
  await page.waitForURL(url => url.href === `${site.base}${address}#${row}`, { timeout: 5000 })
    .catch(() => fault(`its row is ${page.url()}, not ${row}`));
  if (!await page.evaluate(() => document.getElementById(location.hash.slice(1)))) fault(`no ${page.url()}`);
}

async function tabTo(page, selector) {
  for (let turn = 0; turn < 60; turn++) {
    if (await page.evaluate(selector => document.activeElement?.matches(selector), selector)) return true;
    await page.keyboard.press('Tab');
  }
  return false;
}

// More results by keyboard: the first of the new ones has the focus.
async function judgeMore(site, query) {
  const { page, close } = await open(site, `cerca.html?q=${encodeURIComponent(query)}`);
  await done(page);
  if (!await tabTo(page, '#results > button')) site.fault('the button for more is not reached by keyboard');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#results li').length > 10);
  const isThere = await page.evaluate(() => document.activeElement.matches('#results li:nth-child(11) a'));
  if (!isThere) site.fault('more results, and the focus is not on them');
  await close();
}

// Where a piece of the index is missing, the page says so, and works again once it is there.
async function judgeLoss(site, query) {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  await page.route('**/search/words-*', route => route.abort());
  await page.goto(`${site.base}cerca.html?q=${encodeURIComponent(query)}`);
  await done(page);
  const lost = await status(page);
  await page.unroute('**/search/words-*');
  await page.press('#query', 'Enter');
  await page.waitForSelector('#results li').catch(() => site.fault('a lost piece is never asked for again'));
  if (lost === await status(page)) site.fault('nothing is said where the index is missing');
  await context.close();
}

const views = () => [1280, 320].flatMap(width =>
  ['light', 'dark'].map(colorScheme => ({ viewport: { width, height: 900 }, colorScheme })));

// With results: no fault that axe knows, nothing wider than the page.
async function judgeLooks(site, view, query) {
  const { page, close } = await open(site, `cerca.html?q=${encodeURIComponent(query)}`, view);
  await done(page);
  const where = `${view.viewport.width} ${view.colorScheme}`;
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  if (scrollWidth > clientWidth) site.fault(`${where}: scrolls sideways`);
  // Evaluated, not added as a script element: the page's own content security policy stays in force.
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate(rules => window.axe.run({ runOnly: rules }), RULES);
  if (!passes.length) site.fault(`${where}: axe found nothing to check`);
  for (const { id, help, nodes } of violations) {
    site.fault(`${where}: axe ${id}: ${help}: ${nodes[0].target.join(' ')}`);
  }
  await close();
}

// The script makes the same stems of all texts as the index did.
async function judgeStems(site, { stems }) {
  const { page, close } = await open(site, 'cerca.html');
  const differing = await page.evaluate(async stems => {
    const differing = [];
    for (const { text, language, stems: expected } of stems) {
      const [made, wanted] = [await window.allegatoSearch.stems(text, language), expected].map(all => all.join(' '));
      if (made !== wanted) differing.push(`${language} "${text}": ${made}; the index has ${wanted}`);
    }
    return differing;
  }, stems);
  const compared = stems.reduce((sum, { stems }) => sum + stems.length, 0);
  console.log(`${new URL(site.base).protocol} ${stems.length} texts, ${compared} stems compared`);
  if (!compared) site.fault('no stems to compare');
  differing.forEach(site.fault);
  await close();
}

main(process.argv.slice(2)).then(code => process.exit(code), error => {
  console.log(`cannot judge: ${error.message}`);
  process.exit(2);
});
