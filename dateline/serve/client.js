// Keeps the page at its newest and shows what is wrong. Served by the preview alone, never published.

const OWN = new URL("./", import.meta.url);
const FOLLOW = "preview-follow";
// The number of the build on screen: a save while the page loads makes a later one.
let seen = Number(document.querySelector('meta[name="preview-build"]')?.content ?? 0);
let edits = null;
let updated = Promise.resolve();

// One after the other: an answer that is slow must not undo a later one.
function update() {
  updated = updated.then(look, look);
}

async function look() {
  const state = await (await fetch(new URL("state", OWN), { cache: "no-store" })).json();
  show(state);
  edits ??= state.edits;
  if (state.build === seen) return;
  if (seen === 0 && !state.failed) {
    location.reload(); // there was no page yet
    return;
  }
  seen = state.build;
  const jump = state.edits !== edits;
  edits = state.edits;
  if (jump && follows() && state.edited !== location.pathname && !state.failed) {
    location.assign(state.edited);
    return;
  }
  if (!state.failed) await swap();
}

async function swap() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (answer.status === 500) {
    // A template failed: the page stays, and the state now tells why.
    show(await (await fetch(new URL("state", OWN), { cache: "no-store" })).json());
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (scripts(page) !== scripts(document)) {
    location.reload(); // a script that has begun cannot be taken back
    return;
  }
  const focus = pathTo(document.activeElement);
  const { scrollX, scrollY } = window;
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  sheets(page);
  for (const name of ["main", "header", "footer"]) {
    const mine = document.querySelector(`body > ${name}`);
    const newest = page.querySelector(`body > ${name}`);
    if (mine && newest && mine.innerHTML !== newest.innerHTML) mine.innerHTML = newest.innerHTML;
  }
  window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  at(focus)?.focus({ preventScroll: true });
}

function scripts(page) {
  return [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join(" ");
}

/** Where an element stands: the nearest id above it, and the way down from there. */
function pathTo(element) {
  const way = [];
  while (element && !element.id && element !== document.body) {
    way.unshift([...element.parentElement.children].indexOf(element));
    element = element.parentElement;
  }
  return { id: element?.id ?? "", way };
}

function at({ id, way }) {
  return way.reduce((element, number) => element?.children[number], id ? document.getElementById(id) : document.body);
}

// Style sheets have names that change with their content: the new one is loaded before the old one goes.
function sheets(page) {
  const mine = [...document.querySelectorAll('link[rel="stylesheet"]')];
  const newest = [...page.querySelectorAll('link[rel="stylesheet"]')];
  newest.forEach((link, number) => {
    const old = mine[number];
    if (!old || old.getAttribute("href") === link.getAttribute("href")) return;
    const fresh = old.cloneNode();
    fresh.setAttribute("href", link.getAttribute("href"));
    fresh.addEventListener("load", () => old.remove());
    old.after(fresh);
  });
}

function follows() {
  return sessionStorage.getItem(FOLLOW) === "yes";
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function show(state) {
  const before = document.querySelector(".preview");
  const open = before && Number(before.dataset.problems) > 0 ? before.open : true; // new problems open it
  document.querySelector(".preview")?.remove();
  const count = state.problems.length;
  const words = count ? `${count} ${count === 1 ? "problem" : "problems"}` : "No problems";
  const behind = state.failed ? ": this is the last page without errors" : "";
  const follow = element("input", { type: "checkbox", checked: follows() });
  follow.addEventListener("change", () => sessionStorage.setItem(FOLLOW, follow.checked ? "yes" : "no"));
  const box = element(
    "details",
    { className: `preview${state.failed ? " preview--failed" : ""}`, open: open && count > 0 },
    element("summary", {}, `${words}${behind}`, element("label", {}, follow, " go to the page I edit")),
    element(
      "ol",
      {},
      ...state.problems.map((one) =>
        element(
          "li",
          {},
          element("a", { href: one.editor }, one.place),
          ` ${one.severity}[${one.code}] ${one.message}`,
          element("span", { className: "preview__hint" }, one.hint),
        ),
      ),
      ...state.withheld.map((one) =>
        element("li", {}, "Not published: ", element("a", { href: one.address ?? "#" }, one.path), ` (${one.why})`),
      ),
    ),
  );
  box.dataset.problems = count;
  box.setAttribute("role", "status");
  box.setAttribute("aria-label", "Preview");
  document.body.append(box);
}

function connect() {
  const socket = new WebSocket(new URL("/livereload", location.href.replace(/^http/, "ws")));
  const send = (message) => socket.send(JSON.stringify(message));
  socket.addEventListener("open", () => {
    send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
    send({ command: "info", url: location.href });
    update(); // what was missed while nobody was connected
  });
  socket.addEventListener("message", (event) => {
    if (JSON.parse(event.data).command === "reload") update();
  });
  socket.addEventListener("close", () => setTimeout(connect, 500));
}

connect();
