const TITLES = ".event__title, .brief__title, .figure__title, .minor-figure__label";

const inDigits = (text) => String(text).replace(/\d/g, (digit) => document.documentElement.dataset.digits?.[digit] ?? digit);

/** Lists and marks the events and figures that were recorded or changed since a day. The last visit is kept on the reader's own machine, one
    for each crisis. Without script the link beside it leads to the list of updates. */
class CatchUp extends HTMLElement {
  connectedCallback() {
    this.select = this.querySelector("select");
    this.result = this.querySelector(".catch-up__result");
    this.entries = [...document.querySelectorAll("main [data-changed]")];
    const key = `seen:${location.pathname}`;
    try {
      const last = localStorage.getItem(key);
      if (last) this.select.add((this.mine = new Option(this.dataset.mine, last)), 1);
      const newest = this.entries.map((entry) => entry.dataset.changed).sort().pop();
      addEventListener("pagehide", () => newest && localStorage.setItem(key, newest));
    } catch {
      // Storage is off: no last visit.
    }
    const asked = new URLSearchParams(location.search).get("since");
    if (asked) {
      const day = [...this.select.options].find((option) => option.value === asked && option !== this.mine) ?? this.other(asked);
      if (day) {
        day.selected = true;
        this.show();
      }
    }
    this.select.addEventListener("change", () => this.show());
    this.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  }

  /** A day of a link on which the record did not change, as another choice. */
  other(day) {
    const at = new Date(/^\d{4}-\d\d-\d\d$/.test(day) ? day : NaN);
    if (isNaN(at)) return undefined;
    const language = document.documentElement.lang.replace(/^en$/, "en-GB"); // the day first
    const signs = { calendar: "gregory", numberingSystem: "latn", timeZone: "UTC" };
    const words = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", ...signs }).format(at);
    const option = new Option(inDigits(words), day);
    this.select.add(option);
    return option;
  }

  show() {
    const since = this.select.value;
    const option = this.select.selectedOptions[0];
    const seen = option === this.mine; // then what that day brought is not new
    const address = new URL(location.href);
    if (since && !seen) address.searchParams.set("since", since);
    else address.searchParams.delete("since");
    history.replaceState(null, "", address);
    const news = this.entries.filter((entry) => this.mark(entry, since && (entry.dataset.changed > since || (!seen && entry.dataset.changed === since))));
    this.result.replaceChildren();
    if (!since) return;
    const words = document.createElement("p");
    words.textContent = (news.length ? this.dataset.some : this.dataset.none)
      .replace("{date}", option.text)
      .replace("{count}", inDigits(news.length));
    const list = document.createElement("ul");
    list.className = "catch-up__list";
    for (const entry of news) {
      const link = document.createElement("a");
      link.href = `#${entry.id}`;
      const title = entry.querySelector(TITLES);
      const words = title.querySelector("a") ?? title;
      const speaking = words.closest("[lang]");
      if (entry.contains(speaking)) for (const name of ["lang", "dir"]) link.setAttribute(name, speaking[name]);
      link.append(...words.cloneNode(true).childNodes);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    this.result.append(words, ...(news.length ? [list] : []));
  }

  /** Tags the entry as new, or takes the tag away; returns whether it is new. */
  mark(entry, isNew) {
    entry.querySelector(".new-tag")?.remove();
    entry.toggleAttribute("data-new", Boolean(isNew));
    if (!isNew) return false;
    const tag = document.createElement("span");
    tag.className = "new-tag";
    tag.textContent = this.dataset.tag;
    const tags = entry.querySelector(".event__tags");
    if (tags) tags.append(tag);
    else entry.querySelector(TITLES).before(tag);
    return true;
  }
}
customElements.define("catch-up", CatchUp);
