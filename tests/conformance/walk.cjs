// Walks through a site by keyboard alone, from home to a year, a plan, an annex and its PDF: served under a path and opened
// from its folder, with script and without. Usage:
//
//     node walk.cjs FOLDER
//
// On the way: the link over to the content works, what has the focus is seen and has a name, each page leads back up, no
// request leaves the site, nothing is said in the console. At last, the page of what is not there leads home. Out: a line
// per fault, then the ways that were walked. Exit: 0 when there is no fault.
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');
const { serve, FLAGS } = require('./serve.cjs');

// Where a reader goes next, by the address that a link leads to from the root of the site.
const STEPS = [
  ['a year', /^\d{4}\/index\.html$/],
  ['a plan', /^\d{4}\/[^/]+(\/[^/]+)*\/index\.html$/],
  ['an annex', /^\d{4}\/.+\/allegato-[^/.]+\.html$/],
  ['its PDF', /^\d{4}\/.+\/allegato-[^/]+\.pdf$/],
];
const MOST_TABS = 400;

async function main(folder) {
  const server = await serve(path.resolve(folder));
  const launch = { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...FLAGS, `--host-resolver-rules=${server.resolver}`] };
  const browser = await chromium.launch(launch);
  const faults = new Set();
  const ways = [];
  for (const root of [server.address, pathToFileURL(path.resolve(folder) + path.sep).href]) {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 800 } });
      const way = { root, server, faults: [], visited: [], served: root.startsWith('http') };
      try {
        await down(await watched(context, way), way);
        await up(await watched(context, way), way);
        if (way.served) await lost(await watched(context, way), way);
      } catch (error) {
        way.faults.push(`cannot go on: ${error.message.split('\n')[0]}`);
      }
      const how = `${way.served ? 'served' : 'from a folder'}, ${javaScriptEnabled ? 'with' : 'without'} script`;
      way.faults.forEach(fault => faults.add(`${how}: ${fault}`));
      ways.push(`${how}: ${way.visited.join(' > ')}`);
      await context.close();
    }
  }
  await browser.close();
  server.close();
  server.strays.forEach(stray => faults.add(`asks for ${stray}`));
  console.log([...(faults.size ? faults : ways)].join('\n'));
  return faults.size ? 1 : 0;
}

// A page all of whose requests and complaints count.
async function watched(context, way) {
  const page = await context.newPage();
  page.on('console', message => {
    const expected = way.lost && /status of 404/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !expected) way.faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => way.faults.push(`script error: ${error.message}`));
  page.on('request', request => {
    if (![way.root, 'data:'].some(start => request.url().startsWith(start))) way.faults.push(`asks for ${request.url()}`);
  });
  return page;
}

async function down(page, way) {
  await page.goto(`${way.root}index.html`);
  for (const [what, pattern] of STEPS) {
    const here = local(page.url(), way.root);
    await skips(page, way, here);
    const link = await tabTo(page, way, here, element => pattern.test(local(element.href, way.root)) && (element.inMain || what === 'its PDF'));
    if (!link) throw new Error(`${here}: no way to ${what} by keyboard`);
    way.visited.push(link.name);
    if (what === 'its PDF') {
      if (!/\bPDF\b/.test(link.name)) way.faults.push(`${here}: a PDF is called ${JSON.stringify(link.name)}`);
      await opensPdf(page, way, here);
    } else {
      await Promise.all([page.waitForURL(link.href), page.keyboard.press('Enter')]);
      if (!await page.title()) way.faults.push(`${link.href}: no title`);
    }
  }
}

// And all the way back, by what leads up.
async function up(page, way) {
  await page.goto(`${way.root}${way.annex}`);
  for (let depth = 0; depth < 3; depth++) {
    const here = local(page.url(), way.root);
    const link = await tabTo(page, way, here, element => element.rel === 'up');
    if (!link) throw new Error(`${here}: no way up by keyboard`);
    await Promise.all([page.waitForURL(link.href), page.keyboard.press('Enter')]);
  }
  if (page.url() !== `${way.root}index.html`) way.faults.push(`${way.annex}: three steps up are ${page.url()}`);
}

// The first thing that has the focus leads over to the content, and the next is in it or after it.
async function skips(page, way, here) {
  await page.keyboard.press('Tab');
  const first = await focused(page);
  if (!first || !first.href.endsWith('#main')) return way.faults.push(`${here}: what has the focus first is no link to the content`);
  visible(first, way, here);
  await page.keyboard.press('Enter');
  if (!page.url().endsWith('#main')) way.faults.push(`${here}: the link to the content does not lead there`);
  await page.keyboard.press('Tab');
  const next = await focused(page);
  if (next && next.beforeMain) way.faults.push(`${here}: from the content, Tab goes back to ${JSON.stringify(next.name)}`);
  // Afresh, to walk the whole page.
  await page.goto(page.url().replace('#main', ''));
}

// Presses Tab until what has the focus is what is looked for; null when it comes round to the beginning.
async function tabTo(page, way, here, isIt) {
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    await page.keyboard.press('Tab');
    const element = await focused(page);
    if (!element) return null;
    visible(element, way, here);
    if (!element.name) way.faults.push(`${here}: ${element.tag} ${element.href} has the focus but no name`);
    if (isIt(element)) return element;
  }
  return null;
}

// What has the focus, as a reader gets it.
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const main = document.querySelector('main');
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const labels = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).map(id => document.getElementById(id)?.textContent ?? '');
    const middle = [Math.min(Math.max(box.left + Math.min(box.width, innerWidth) / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 0), innerHeight - 1)];
    const onTop = [...element.getClientRects()].some(rect => {
      const there = document.elementFromPoint(rect.left + Math.min(rect.width / 2, 20), rect.top + rect.height / 2);
      return there && (element.contains(there) || there.contains(element));
    }) || element.contains(document.elementFromPoint(...middle));
    return {
      tag: element.tagName.toLowerCase(),
      href: element.href ?? '',
      rel: element.rel ?? '',
      name: (element.getAttribute('aria-label') ?? (labels.join('') || element.textContent || element.labels?.[0]?.textContent || element.value || '')).trim(),
      inMain: main.contains(element),
      beforeMain: !!(element.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING),
      marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== 'none',
      inView: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      onTop,
    };
  });
}

function visible(element, way, here) {
  const what = `${here}: ${element.tag} ${JSON.stringify(element.name)} has the focus but`;
  if (!element.marked) way.faults.push(`${what} nothing marks it`);
  if (!element.inView) way.faults.push(`${what} is not in view`);
  else if (!element.onTop) way.faults.push(`${what} is covered`);
}

// What the browser asks for then is looked at, not shown: what shows PDFs is not part of the site, and slow.
async function opensPdf(page, way, here) {
  way.annex = here;
  let asked;
  const looked = new Promise(done => asked = done);
  await page.route('**/*.pdf', async route => {
    const address = route.request().url();
    const bytes = way.served ? await way.server.bytes(address) : readFileSync(fileURLToPath(address));
    await route.abort();
    asked([address, bytes]);
  });
  await page.keyboard.press('Enter');
  const [address, bytes] = await looked;
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) way.faults.push(`${here}: ${address} is no PDF`);
}

// Wherever a reader is lost, the page that a server shows then leads home. Relative links can't know where they are.
async function lost(page, way) {
  way.lost = true;
  const response = await page.goto(`${way.root}no/such/page.html`);
  if (response.status() !== 404) way.faults.push('an unknown address is found');
  const link = await tabTo(page, way, '404.html', element => element.href === `${way.root}index.html` && element.inMain);
  if (!link) throw new Error('404.html: no way home by keyboard');
  await Promise.all([page.waitForURL(link.href), page.keyboard.press('Enter')]);
  way.visited.push(`(lost) ${link.name}`);
}

function local(address, root) {
  return address.startsWith(root) ? decodeURIComponent(address.slice(root.length)).replace(/#.*/, '') : '';
}

main(process.argv[2]).then(code => process.exit(code), error => {
  console.log(`cannot judge: ${error.message}`);
  process.exit(2);
});
