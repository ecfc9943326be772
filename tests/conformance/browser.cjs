// Opens each page in headless Chromium as its readers may: wide and at 320 CSS pixels (WCAG 1.4.10), light and
// dark. In each of the four it must pass axe, not scroll sideways, ask for nothing but itself and files of its site, and
// log no error.
// In: paths of HTML files; in the environment SITE, the folder of their site. Out: a line per fault, with the views that
// show it. Exit: 0 when there is none.
const { pathToFileURL } = require('node:url');
const SITE = process.env.SITE && pathToFileURL(`${require('node:path').resolve(process.env.SITE)}/`).href;
const axe = require('axe-core');
const { chromium } = require('playwright-core');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [1280, 320];
const COLOR_SCHEMES = ['light', 'dark'];

// Without a sandbox because CI runs as root; the rest keeps the browser from calling its maker.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

async function main(files) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });
  const seen = new Map(); // fault -> the views that show it: most faults show in all four and are told once
  for (const width of WIDTHS) {
    for (const colorScheme of COLOR_SCHEMES) {
      // Offline, so that a page which asks for more than itself fails at once and everywhere.
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, offline: true });
      for (const file of files) {
        for (const fault of await judge(context, pathToFileURL(file).href)) {
          const line = `${file}: ${fault}`;
          seen.set(line, [...(seen.get(line) ?? []), `${width} ${colorScheme}`]);
        }
      }
      await context.close();
    }
  }
  await browser.close();
  for (const [line, views] of seen) console.log(`${line} [${[...new Set(views)].join(', ')}]`);
  return seen.size || !files.length ? 1 : 0;
}

async function judge(context, url) {
  const page = await context.newPage();
  const faults = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => faults.push(`script error: ${error.message}`));
  page.on('request', request => {
    // The page of the search has a script, and loads its index piece by piece.
    if (request.url() !== url && !isOwn(request) && !request.url().startsWith(new URL('search/', url).href)) {
      faults.push(`asks for ${request.url()}`);
    }
  });
  await page.goto(url, { waitUntil: 'load' });
  faults.push(...await reflowFaults(page), ...await axeFaults(page));
  await page.close();
  return faults;
}

// Whether a request is for a part of a page's looks that lies in its own site.
function isOwn(request) {
  const parts = ['image', 'stylesheet', 'font'];
  // What is written into a stylesheet is no request to anybody.
  return request.url().startsWith('data:') || (SITE && request.url().startsWith(SITE) && parts.includes(request.resourceType()));
}

// A table may scroll inside a region of its own; that does not widen the document.
async function reflowFaults(page) {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  return scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} px of content in ${clientWidth} px`] : [];
}

async function axeFaults(page) {
  // Evaluated, not added as a script element: the page's own content security policy stays in force.
  await page.evaluate(axe.source);
  // Without reading stylesheets by itself, which the policy forbids as it should.
  const result = await page.evaluate(rules => window.axe.run({ runOnly: rules, preload: false }), RULES);
  if (!result.passes.length) return ['axe found nothing to check'];
  return result.violations.map(({ id, impact, help, nodes }) =>
    `axe ${id} (${impact}): ${help}: ${nodes.length} of them, first ${nodes[0].target.join(' ')}`);
}

main(process.argv.slice(2)).then(code => process.exit(code), error => {
  console.log(`cannot judge: ${error.message}`);
  process.exit(2);
});
