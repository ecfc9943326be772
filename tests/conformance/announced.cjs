// What a screen reader says of the figures in a page: each as Chromium's accessibility tree has it, with the headers that
// are read before it, in the order of the page. In: path of an HTML file. Out: a line per figure, `figure <- header | …`.
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');

async function main(file) {
  const args = ['--no-sandbox', '--disable-gpu'];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args });
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('Accessibility.enable');
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map(node => [node.nodeId, node]));
  // Bullets and line ends are of no use here.
  const said = node => node.name?.value || (node.childIds ?? []).map(id => said(byId.get(id))).join('');
  for (const cell of nodes.filter(node => /^(grid)?cell$/i.test(node.role?.value))) {
    const name = said(cell).trim();
    if (!/\d,\d\d|^\d+$/.test(name)) continue;
    // The tree names no headers: those that the cell itself names are looked up in it, as header cells and by their names.
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: cell.backendDOMNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId, returnByValue: true, functionDeclaration: 'function () { return this.headers.split(" ") }',
    });
    const headers = [];
    for (const id of result.value.filter(Boolean)) {
      const { result: header } = await session.send('Runtime.evaluate', { expression: `document.getElementById(${JSON.stringify(id)})` });
      const { node } = await session.send('DOM.describeNode', { objectId: header.objectId });
      const found = nodes.find(other => other.backendDOMNodeId === node.backendNodeId);
      if (!/header$/i.test(found?.role?.value)) throw new Error(`${id} is no header to those who hear it`);
      headers.push(said(found).trim());
    }
    console.log(`${name} <- ${headers.join(' | ')}`.replace(/\s+/g, ' '));
  }
  await browser.close();
}

main(process.argv[2]).catch(error => {
  console.log(`cannot judge: ${error.message}`);
  process.exit(2);
});
