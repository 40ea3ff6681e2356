import MiniSearch from "../vendor/minisearch.js";
import { spelling, ways, words } from "./spelling.js";

const SLICE = 250; // entries indexed before the page may answer the reader again
const BOOST = { title: 3, names: 4, actors: 1.5, place: 1.5, text: 0.7 };
const STATUSES = { c: "confirmed", r: "reported", d: "disputed", x: "retracted", n: "not-stated" };

/** A text that results show, as the index has it: alone, or behind its language and direction where those are not the page's. */
const told = (one) => (Array.isArray(one) ? { lang: one[0], dir: one[1], text: one[2] } : { text: one ?? "" });

/** The index of a site: what can be found, and what of it is here already. It comes in parts, the newest first. */
export class Engine {
  constructor(address) {
    this.address = address;
    this.entries = []; // by their number in the index
    this.ahead = []; // parts not fetched yet
    this.known = new Map(); // words met before, with their terms: most words come again
  }

  /** Fetches what every search needs, and the newest part. */
  async begin() {
    const index = await this.fetch("");
    this.plain = spelling(index.spelling);
    this.crises = new Map(index.crises.map(([slug, ...texts]) => [slug, texts.map(told)]));
    this.actors = new Map(index.actors.map(([id, name, role, ...names]) => [id, { name: told(name), role: told(role), names }]));
    this.ahead = index.parts;
    this.index = new MiniSearch({
      fields: Object.keys(BOOST),
      tokenize: words,
      processTerm: (word) => this.terms(word),
    });
    await this.add([...this.ofCrises(), ...this.ofActors(), ...this.ofPart(index.newest)]);
  }

  /** All terms under which a word is found. */
  terms(word) {
    if (!this.known.has(word)) this.known.set(word, [...new Set(ways(word, this.plain).flat())]);
    return this.known.get(word);
  }

  async fetch(name) {
    const answer = await fetch(new URL(name, this.address));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return answer.json();
  }

  /** Whether a part could still hold something that these filters let through. */
  more({ crisis, kind, year }) {
    if (kind === "actor" || kind === "crisis") return undefined;
    return this.ahead.find(
      (part) => (!crisis || part.crises.includes(crisis)) && (!year || (part.from <= year && year <= part.to)),
    );
  }

  /** Fetches a part and takes it in. */
  async load(part) {
    this.ahead = this.ahead.filter((one) => one !== part);
    await this.add([...this.ofPart(await this.fetch(part.name))]);
  }

  async add(entries) {
    for (let from = 0; from < entries.length; from += SLICE) {
      if (from) await new Promise((resolve) => setTimeout(resolve));
      for (const entry of entries.slice(from, from + SLICE)) {
        const { searched, ...shown } = entry;
        this.index.add({ id: this.entries.push(shown) - 1, ...searched });
      }
    }
  }

  *ofCrises() {
    for (const [slug, [name, title, place]] of this.crises) {
      const shown = title.text ? title : name;
      yield { kind: "crisis", crisis: slug, years: [], path: `crises/${slug}/`, title: shown, searched: { title: shown.text, names: name.text, place: place.text } };
    }
  }

  *ofActors() {
    for (const [id, { name, role, names }] of this.actors)
      yield { kind: "actor", years: [], path: `actors/${id}/`, title: name, note: role, searched: { names: [name.text, ...names].join(" "), text: role.text } };
  }

  *ofPart({ crises, actors, places, figures, events: e, claims: c }) {
    const names = actors.map((id) => {
      const { name, names } = this.actors.get(id) ?? { name: told(id), names: [] };
      return { name, all: [name.text, ...names].join(" ") };
    });
    for (let at = 0; at < e.title.length; at++) {
      const crisis = crises[e.crisis[at]];
      const story = e.story[at] === "1";
      const title = told(e.title[at]);
      yield {
        kind: story ? "story" : "event",
        crisis,
        title,
        path: `crises/${crisis}/${story ? `${e.id[at]}/` : `#${e.id[at]}`}`,
        date: told(e.date[at]),
        years: e.years[at],
        status: STATUSES[e.status[at]],
        searched: { title: title.text, place: places[e.place[at]], actors: e.actors[at].map((one) => names[one].all).join(" "), text: e.text[at] },
      };
    }
    for (let at = 0; at < c.value.length; at++) {
      const [ofCrisis, below, figure] = figures[c.figure[at]];
      const crisis = crises[ofCrisis];
      const by = names[c.by[at]];
      const label = told(figure);
      const title = c.value[at] ? { ...label, text: `${label.text}: ${c.value[at]}` } : label;
      yield {
        kind: "claim",
        crisis,
        title,
        path: `crises/${crisis}/${below}`,
        note: by?.name,
        date: told(c.date[at]),
        years: c.years[at],
        status: STATUSES[c.status[at]],
        searched: { title: title.text, actors: by?.all },
      };
    }
    yield* this.unclaimed({ crises, figures, claims: c });
  }

  /** Figures that nobody has given a number for. */
  *unclaimed({ crises, figures, claims }) {
    const claimed = new Set(claims.figure);
    for (const [at, [ofCrisis, below, label]] of figures.entries()) {
      const crisis = crises[ofCrisis];
      const title = told(label);
      if (!claimed.has(at)) yield { kind: "claim", crisis, title, path: `crises/${crisis}/${below}`, years: [], searched: { title: title.text } };
    }
  }

  /** What answers the question, the best first; without words everything that the filters let through, the newest first. */
  find(question, { crisis, kind, year }) {
    const asked = words(question);
    const filter = ({ id }) => {
      const entry = this.entries[id];
      const [from, to = from] = entry.years;
      return (!crisis || entry.crisis === crisis) && (!kind || entry.kind === kind) && (!year || (from <= year && year <= to));
    };
    if (!asked.length) return this.entries.filter((_, id) => filter({ id })).map((entry) => ({ entry, terms: [] }));
    // The ways of a word are alternatives; the parts within a way, and the words, must all be there.
    const queries = asked.map((word) => ({
      combineWith: "OR",
      queries: ways(word, this.plain).map((terms) => ({ combineWith: "AND", queries: terms })),
    }));
    const options = {
      combineWith: "AND",
      boost: BOOST,
      filter,
      tokenize: (text) => [text],
      processTerm: (term) => term,
      prefix: (term) => [...term].length > 1,
      fuzzy: (term) => (/\d/.test(term) || [...term].length < 5 ? false : 0.22),
      maxFuzzy: 2,
    };
    return this.index.search({ combineWith: "AND", queries }, options).map(({ id, terms }) => ({ entry: this.entries[id], terms }));
  }

  /** The text cut where words are that were found: pieces in turn not found and found. */
  marked(text, terms) {
    const found = new Set(terms);
    const pieces = [];
    let done = 0;
    for (const word of words(text)) {
      const at = text.indexOf(word, done);
      if (!this.terms(word).some((term) => found.has(term))) continue;
      pieces.push(text.slice(done, at), word);
      done = at + word.length;
    }
    return [...pieces, text.slice(done)];
  }
}
