// Lighthouse over pages of a site that is served under a path: accessibility and best practices 100, performance and what
// search engines want 95 or more. Usage:
//
//     node lighthouse.cjs FOLDER PAGE...
//
// In: a folder with a site, and pages by their path in it. Out: the scores of each page, and of each score that is too low the
// audits that cost it. Exit: 0 when none is. Its slow phone and network are simulated, the browser reaches no host but the
// site. What else runs on a machine slows it down: a page that is too slow is measured up to three times.
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { serve, FLAGS } = require('./serve.cjs');

const LEAST = { accessibility: 1, 'best-practices': 1, performance: 0.95, seo: 0.95 };
const TRIES = 3;

async function main(folder, pages) {
  // Modules of the newer kind are not looked for in NODE_PATH.
  const load = name => import(pathToFileURL(require.resolve(name)));
  const [{ default: lighthouse }, { launch }] = await Promise.all([load('lighthouse'), load('chrome-launcher')]);
  const server = await serve(path.resolve(folder));
  const chrome = await launch({
    chromePath: process.env.CHROMIUM || '/usr/bin/chromium',
    chromeFlags: ['--headless=new', ...FLAGS, `--host-resolver-rules=${server.resolver}`],
  });
  let faults = pages.length ? 0 : 1;
  try {
    for (const page of pages) {
      let result;
      for (let tries = 0; tries < TRIES && (!result || isTooSlow(result)); tries++) {
        const options = { port: chrome.port, output: 'json', logLevel: 'silent', onlyCategories: Object.keys(LEAST) };
        result = (await lighthouse(server.address + page, options)).lhr;
      }
      faults += tell(page, result);
    }
  } finally {
    await chrome.kill();
    server.close();
  }
  for (const stray of server.strays) console.log(`asks for ${stray}`);
  return faults + server.strays.length ? 1 : 0;
}

// Whether a page falls short in nothing but what depends on the machine.
function isTooSlow({ runtimeError, categories }) {
  return !runtimeError && categories.performance.score < LEAST.performance;
}

// Tells how a page did; how many of its scores are too low.
function tell(page, { runtimeError, categories, audits }) {
  if (runtimeError) {
    console.log(`${page}: ${runtimeError.message}`);
    return 1;
  }
  const low = Object.keys(LEAST).filter(name => !(categories[name].score >= LEAST[name]));
  const scores = Object.keys(LEAST).map(name => `${name} ${Math.round(categories[name].score * 100)}`);
  console.log(`${page}: ${scores.join(', ')}`);
  for (const name of low) {
    for (const { id, weight } of categories[name].auditRefs) {
      const { score, title, explanation, displayValue } = audits[id];
      if (weight && score !== null && score < 1) console.log(`  ${name}: ${[title, displayValue, explanation].filter(Boolean).join(': ')}`);
    }
  }
  return low.length;
}

main(process.argv[2], process.argv.slice(3)).then(code => process.exit(code), error => {
  console.log(`cannot judge: ${error.message}`);
  process.exit(2);
});
