import { Engine } from "./engine.js";

const SHOWN = 30; // results at a time
const PAUSE = 120; // ms without a key after which the question is asked
const NAMES = ["q", "crisis", "kind", "year"];

/** Makes the search of a page work: its form, its filters and its list of results. */
export async function search(element) {
  const { form, results, more, count, words, ask } = parts(element);
  for (const [name, value] of new URLSearchParams(location.search)) if (NAMES.includes(name) && form.elements[name]) form.elements[name].value = value;
  for (const select of form.querySelectorAll("select")) select.value ||= ""; // an unknown value means everything

  const engine = new Engine(new URL(element.dataset.index, document.baseURI));
  let found = [];
  let shown = SHOWN;
  let turn = 0;

  const say = (key) => (count.textContent = element.dataset[key].replace("{count}", found.length.toLocaleString(`${document.documentElement.lang}-u-nu-latn`).replace(/\d/g, (digit) => document.documentElement.dataset.digits?.[digit] ?? digit)));
  const busy = (state) => results.setAttribute("aria-busy", state);
  const failed = (error) => {
    console.error(error);
    say("failed");
    busy(false);
  };

  /** Asks what is in the form, then fetches older parts until all that could hold an answer have been asked. */
  async function run() {
    const mine = ++turn;
    const { question, filters } = ask();
    busy(true);
    remember(form);
    shown = SHOWN;
    if (!question && !Object.values(filters).some(Boolean)) {
      found = [];
      say("empty");
      draw();
      return busy(false);
    }
    for (;;) {
      found = engine.find(question, filters);
      const part = engine.more(filters);
      say(part ? "some" : found.length ? "found" : "none");
      draw();
      if (!part) return busy(false);
      await engine.load(part);
      if (mine !== turn) return;
    }
  }

  /** The list, unless the reader is on it: then only what lies beyond the results they have. */
  function draw() {
    const kept = results.contains(document.activeElement) ? results.children.length : 0;
    const items = found.slice(kept, shown).map((one) => item(one, engine, words, element));
    if (kept) results.append(...items);
    else results.replaceChildren(...items);
    more.hidden = found.length <= results.children.length;
  }

  let pause;
  const soon = () => {
    busy(true);
    clearTimeout(pause);
    pause = setTimeout(() => run().catch(failed), PAUSE);
  };
  const now = () => {
    clearTimeout(pause);
    return run().catch(failed);
  };
  say("busy");
  busy(true);
  try {
    await engine.begin();
  } catch (error) {
    return failed(error);
  }
  form.addEventListener("input", (event) => (event.target.name === "q" ? soon() : now()));
  const open = async () => {
    await now();
    results.querySelector("a")?.click();
  };
  form.addEventListener("submit", open);
  more.addEventListener("click", () => {
    const next = results.children.length;
    shown += SHOWN;
    draw();
    results.children[next]?.querySelector("a").focus();
  });
  element.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [form.elements.q, ...results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });
  await (element.entered ? open() : now());
}

function parts(element) {
  const form = element.querySelector("form");
  const ask = () => {
    const value = (name) => form.elements[name]?.value ?? "";
    return {
      question: value("q").trim(),
      filters: { crisis: value("crisis"), kind: value("kind"), year: Number(value("year")) || 0 },
    };
  };
  const find = (name) => element.querySelector(`.search__${name}`);
  return { form, ask, results: find("results"), more: find("more"), count: find("count"), words: element.querySelector("template").content };
}

/** Keeps the question in the address, in the place of the one before. */
function remember(form) {
  const address = new URL(location.href);
  for (const name of NAMES) {
    const value = form.elements[name]?.value.trim();
    address.searchParams.delete(name);
    if (value) address.searchParams.set(name, value);
  }
  history.replaceState(null, "", address);
}

/** One result: when, in which crisis and what it is, its name as a link, its status. */
function item({ entry, terms }, engine, words, element) {
  const node = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };
  const link = node("a");
  link.href = new URL(element.dataset.root + entry.path, document.baseURI);
  // A text says its language and direction where they are not those of the page.
  const spoken = (name, className, { lang, dir }, ...inside) => Object.assign(node(name, className, ...inside), lang && { lang, dir });
  const title = engine.marked(entry.title.text, terms).map((piece, at) => (at % 2 ? node("mark", "", piece) : piece));
  link.append(spoken("bdi", "", entry.title, ...(entry.status === "retracted" ? [node("s", "", ...title)] : title)));
  const kind = words.querySelector(`[data-kind="${entry.kind}"]`).textContent;
  const where = [{ text: kind }, engine.crises.get(entry.crisis)?.[0], entry.note].filter((one) => one?.text);
  const lines = where.flatMap((one, at) => [...(at ? [" · "] : []), spoken("bdi", "", one, one.text)]);
  const badge = words.querySelector(`.status--${entry.status}`);
  return node(
    "li",
    "event-line",
    spoken("p", "event-line__date sentence", entry.date ?? {}, entry.date?.text ?? ""),
    node("p", "event-line__title", node("span", "event-line__crisis", ...lines), link),
    ...(badge ? [badge.cloneNode(true)] : []),
  );
}
