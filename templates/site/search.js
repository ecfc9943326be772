// The search of the site, in the reader's browser alone. The index lies beside this script in pieces, each a script
// that hands its data to allegatoSearch(): so they can be loaded from a folder too, where fetch() is refused.
// What is a word and what its stem: src/site/search/words.rs and stems.rs say it, and this does the same.
'use strict';
(() => {
  const PAGE = 10; // results shown at once
  const MOST = 20; // words that are looked up
  const BEGINNING = 0.1; // what a word counts of which only the beginning was asked for
  const version = document.currentScript.dataset.version;
  const said = JSON.parse(document.getElementById('words').textContent);
  const [form, input, status, results] =
    ['search', 'query', 'status', 'results'].map(id => document.getElementById(id));
  const title = document.title;

  // Pieces of the index.

  const pieces = new Map(); // name -> promise of its data
  const takers = new Map(); // name -> what takes its data
  window.allegatoSearch = (name, data) => takers.get(name)?.(data);

  function load(name) {
    if (!pieces.has(name)) {
      pieces.set(name, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        const missing = () => { pieces.delete(name); reject(new Error(name)); };
        // One that came without handing over its data is missing too; one that handed it over is settled by then.
        script.onload = () => { script.remove(); takers.get(name) && missing(); };
        script.onerror = () => { script.remove(); missing(); };
        takers.set(name, data => { takers.delete(name); resolve(data); });
        script.src = `search/${name}.js?${version}`;
        document.head.append(script);
      }));
    }
    return pieces.get(name);
  }

  // A shard as a list of stem, word and postings (as text).
  async function shard(number) {
    const lines = (await load(`words-${number}`)).split('|');
    return lines.map(line => line.split(' ')).map(([stem, tail, postings]) =>
      ({ stem, word: tail.startsWith('=') ? tail.slice(1) : stem + tail, postings }));
  }

  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const DIGITS = new Map([...ALPHABET].map((letter, digit) => [letter, digit]));

  function* postings(text) {
    let number = 0, shift = 0, entry = 0;
    const numbers = [];
    for (const letter of text) {
      const digit = DIGITS.get(letter);
      number += (digit % 32) * 2 ** shift;
      shift += 5;
      if (digit >= 32) continue;
      numbers.push(number);
      number = shift = 0;
      if (numbers.length === 3) {
        const [distance, strength, row] = numbers.splice(0);
        yield { entry: entry += distance, strength, row };
      }
    }
  }

  // Words.

  const WORD = '[\\p{Alphabetic}\\p{N}\\p{M}]';

  // The runs of a text that are a number or a word, each with its place and the folded words that it is.
  function* runs(text, { separators, letters, longest }) {
    const fold = word => [...word.normalize('NFKD').toLowerCase()]
      .map(c => letters.find(([letter]) => letter === c)?.[1] ?? c)
      .filter(c => c.length > 1 ? !/[^a-z]/.test(c) : /[\p{Alphabetic}\p{N}]/u.test(c) && !/\p{M}/u.test(c))
      .join('').slice(0, longest);
    const pattern = `[0-9]+(?:[${separators}][0-9]+)*(?!${WORD})|${WORD}+`;
    for (const { 0: run, index } of text.matchAll(new RegExp(pattern, 'gu'))) {
      const folded = /^[0-9]/.test(run) && !/[^0-9]/.test(run.replace(new RegExp(`[${separators}]`, 'gu'), ''))
        ? numbers(run).map(word => word.slice(0, longest)) : [fold(run)].filter(word => word);
      yield { run, index, folded };
    }
  }

  // A number without what groups it, and decimals only where they are not zeros; what is no number (a date), in parts.
  function numbers(run) {
    const parts = run.split(/[^0-9]/u), marks = run.replace(/[0-9]/g, '');
    const grouped = (parts, marks) => [...marks].every(mark => mark === marks[0]) && parts[0].length <= 3 &&
      !parts[0].startsWith('0') && parts.slice(1).every(part => part.length === 3);
    if (!marks || grouped(parts, marks)) return [parts.join('')];
    const mark = marks.at(-1), before = marks.slice(0, -1), whole = parts.slice(0, -1);
    if (!'.,'.includes(mark) || (before && (before.includes(mark) || !grouped(whole, before)))) return parts;
    const decimals = parts.at(-1).replace(/0+$/, '');
    return [whole.join('') + (decimals && `.${decimals}`)];
  }

  // Stems of a folded word, by the rules of each language.
  function stems(word, languages) {
    if (/[0-9]/.test(word)) return [word];
    return [...new Set(languages.map(({ rules }) => {
      const fits = ([ending, , least]) => word.endsWith(ending) && word.length - ending.length >= least;
      const [ending, instead] = rules.find(fits) ?? ['', ''];
      return word.slice(0, word.length - ending.length) + instead;
    }))];
  }

  // What a reader asks for: words with their places, stems and beginnings.
  function termsOf(query, directory) {
    const terms = new Map();
    for (const { run, index, folded } of runs(query, directory)) {
      for (const word of folded) {
        const isNumber = /^[0-9.]+$/.test(word);
        const beginning = isNumber ? `${word}.` : word.length >= 3 ? word : null;
        terms.set(word, { word, run, index, stems: stems(word, directory.languages), beginning });
      }
    }
    const all = [...terms.values()];
    const telling = all.filter(({ word }) => !directory.languages.some(({ stops }) => stops.includes(word)));
    return (telling.length ? telling : all).slice(0, MOST);
  }

  // How far a stem is one that was asked for: 0 if it is not.
  function share(stem, term) {
    if (term.stems.includes(stem)) return 1;
    return term.beginning && stem.startsWith(term.beginning) ? BEGINNING : 0;
  }

  // Which of the words asked for are among those of a text.
  function meant(folded, terms, { languages }) {
    const made = folded.flatMap(word => stems(word, languages));
    return terms.filter(term => made.some(stem => share(stem, term)));
  }

  // Looking up.

  // Numbers of the shards that may have stems from one to another.
  function shardsBetween([from, to], { shards }) {
    const numbers = [...shards.keys()];
    return numbers.filter(number => shards[number] <= to && !(shards[number + 1] < from));
  }

  // The documents that have a word; where there is none, a word that is near.
  async function lookUp(term, directory) {
    const ranges = term.stems.map(stem => [stem, stem]);
    if (term.beginning) ranges.push([term.beginning, `${term.beginning}\uffff`]);
    const numbers = new Set(ranges.flatMap(range => shardsBetween(range, directory)));
    const lines = (await Promise.all([...numbers].map(shard))).flat();
    const found = new Map();
    for (const { stem, postings: text } of lines) {
      const part = share(stem, term);
      if (!part) continue;
      for (const { entry, strength, row } of postings(text)) {
        const score = strength * part;
        if (!(found.get(entry)?.score >= score)) found.set(entry, { score, row });
      }
    }
    // A word that few documents have tells more.
    const rarity = Math.log(1 + (directory.documents - found.size + 0.5) / (found.size + 0.5));
    for (const finding of found.values()) finding.score *= rarity;
    return { term, found, near: found.size ? null : nearest(term, lines) };
  }

  function nearest(term, lines) {
    if (/[0-9]/.test(term.word)) return null;
    let best = null, least = term.word.length > 5 ? 3 : 2;
    for (const { stem, word } of lines) {
      if (/[0-9]/.test(stem)) continue;
      const distance = Math.min(...term.stems.map(asked => slips(asked, stem)));
      if (distance < least) [best, least] = [word, distance];
    }
    return best;
  }

  // How many letters are missing, too many, wrong, or have changed places with the next.
  function slips(one, other) {
    if (Math.abs(one.length - other.length) > 2) return Infinity;
    let before = [], last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  // Documents that have all words, else those that have most; the best first.
  function rank(lookups) {
    const documents = new Map();
    for (const { found } of lookups) {
      for (const [entry, { score, row }] of found) {
        const document = documents.get(entry) ?? { entry, score: 0, words: 0, rows: new Map() };
        document.score += score;
        document.words++;
        if (row) document.rows.set(row, (document.rows.get(row) ?? 0) + score);
        documents.set(entry, document);
      }
    }
    const most = Math.max(0, ...new Set([...documents.values()].map(document => document.words)));
    const ranked = [...documents.values()].filter(document => document.words === most);
    return { most, ranked: ranked.sort((one, other) => other.score - one.score || one.entry - other.entry) };
  }

  async function entry(number, { block }) {
    return (await load(`entries-${Math.floor(number / block)}`))[number % block];
  }

  // The page.

  function element(tag, attributes, ...children) {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...children);
    return made;
  }

  const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // A text in which the words asked for are marked.
  function marked(text, terms, directory) {
    const parts = [];
    let end = 0;
    for (const { run, index, folded } of runs(text, directory)) {
      if (!meant(folded, terms, directory).length) continue;
      parts.push(text.slice(end, index), element('mark', {}, run));
      end = index + run.length;
    }
    return [...parts, text.slice(end)];
  }

  // The row of a document that a result leads to, as its anchor and text: the index knows the best for each word; of
  // the rows that lie in a file with the document, one that has more of the words is better.
  async function rowOf({ entry: number, rows }, terms, directory) {
    const [best] = [...rows].reduce((best, row) => row[1] > best[1] ? row : best, [0, 0]);
    if (!best) return null;
    const near = [await entry(number + best, directory)];
    for (let next = number + 1; terms.length > 1 && next % directory.block; next++) {
      const row = await entry(next, directory);
      if (row?.length !== 2) break; // the next document
      near.push(row);
    }
    const words = text => [...runs(text, directory)].flatMap(({ folded }) => folded);
    const counted = near.map(row => ({ row, found: meant(words(row[1]), terms, directory).length }));
    return counted.reduce((best, row) => row.found > best.found ? row : best).row;
  }

  async function result(found, terms, directory) {
    const [[address, language, title, ...details], row] =
      await Promise.all([entry(found.entry, directory), rowOf(found, terms, directory)]);
    const link = element('a', { href: address, lang: language }, ...marked(title, terms, directory));
    const item = element('li', {}, element('h3', {}, link));
    if (details.length) item.append(element('p', { lang: language }, details.join(' · ')));
    if (row) {
      const [anchor, text] = row;
      const link = element('a', { href: `${address}#${anchor}`, lang: language }, ...marked(text, terms, directory));
      item.append(element('p', { className: 'found-row' }, `${said.row} `, link));
    }
    return item;
  }

  // Shows some results more behind those that are there; gives the first of the new ones.
  async function show(list, ranked, terms, directory) {
    const from = list.children.length;
    const next = ranked.slice(from, from + PAGE);
    const items = await Promise.all(next.map(found => result(found, terms, directory)));
    list.append(...items);
    return items[0];
  }

  function suggestion(query, lookups) {
    const slip = lookups.find(({ near }) => near);
    if (!slip) return [];
    const { index, run } = slip.term;
    const better = query.slice(0, index) + slip.near + query.slice(index + run.length);
    return [element('p', { className: 'suggestion' }, `${said.suggestion} `,
      element('a', { href: `?q=${encodeURIComponent(better)}` }, better))];
  }

  let turn = 0; // of the search that is shown; one that is overtaken shows nothing

  async function search(asked) {
    const mine = ++turn;
    // People group digits by plain spaces too, which in texts part words.
    const query = asked.trim().replace(/(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)/g, number => number.replaceAll(' ', ''));
    results.replaceChildren();
    status.textContent = query ? said.searching : said.empty;
    if (!query) return;
    const directory = await load('directory');
    const terms = termsOf(query, directory);
    const lookups = await Promise.all(terms.map(term => lookUp(term, directory)));
    const { most, ranked } = rank(lookups);
    const list = element('ol', {});
    await show(list, ranked, terms, directory);
    if (mine !== turn) return;
    if (ranked.length) {
      const more = element('button', { type: 'button', className: 'btn btn-primary', hidden: ranked.length <= PAGE }, said.more);
      more.onclick = async () => {
        const first = await show(list, ranked, terms, directory).catch(failed);
        more.hidden = list.children.length >= ranked.length;
        first?.querySelector('a').focus();
      };
      results.replaceChildren(element('h2', {}, said.results), list, more);
    }
    results.prepend(...suggestion(query, lookups));
    const partial = most < terms.length ? `${say(said.partial, { found: most, asked: terms.length })} ` : '';
    const number = ranked.length.toLocaleString(document.documentElement.lang);
    const count = say(ranked.length === 1 ? said.one : said.other, { count: number });
    status.textContent = ranked.length ? partial + count : say(said.none, { query: asked.trim() });
    document.title = `${asked.trim()} - ${title}`;
  }

  function failed() {
    status.textContent = said.failed;
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    // Some browsers let no page from a folder change its address.
    try { history.replaceState(null, '', `?q=${encodeURIComponent(input.value)}`); } catch { /* the search goes on */ }
    search(input.value).catch(failed);
  });

  // For the judge that compares them with those of the index.
  window.allegatoSearch.stems = async (text, language) => {
    const directory = await load('directory');
    const languages = directory.languages.filter(rules => rules.language === language);
    const words = [...runs(text, directory)].flatMap(({ folded }) => folded);
    return words.filter(word => !languages[0].stops.includes(word)).flatMap(word => stems(word, languages));
  };

  const asked = new URLSearchParams(location.search).get('q');
  if (asked !== null) {
    input.value = asked;
    search(asked).catch(failed);
  }
})();
