/** Shows the events that match the filter bar, and keeps the choice in the address.
    Without script the rules in noscript hide events; without those the whole timeline is there and the bar is not. */
class TimelineFilter extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.total = this.querySelector("output");
    this.none = document.querySelector(".timeline__none");
    this.events = [...document.querySelectorAll(".event, .brief")];
    this.marks = [...document.querySelectorAll(".strip__mark")];
    this.phases = [...document.querySelectorAll(".phase")];
    const asked = new URLSearchParams(location.search);
    for (const box of this.form.querySelectorAll("input"))
      if (asked.has(box.name)) box.checked = !box.disabled && asked.getAll(box.name).includes(box.value);
    for (const select of this.form.querySelectorAll("select"))
      for (const value of asked.getAll(select.name)) this.choose(select, value);
    this.form.addEventListener("change", () => this.apply(true));
    this.form.addEventListener("click", ({ target }) => this.press(target));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => {
      for (const chip of this.form.querySelectorAll("[data-chosen]")) chip.remove();
      setTimeout(() => this.apply(true));
    });
    // Pages of years have a filter of their own: the choice goes with the reader, however a link is followed.
    for (const touched of ["pointerdown", "focusin", "click"]) addEventListener(touched, ({ target }) => this.lead(target));
    addEventListener("hashchange", () => this.reveal());
    if (this.chosen().size) this.apply(false);
    this.reveal();
  }

  /** Makes a choice of a select; the one it held before becomes a button. An unknown value means everything. */
  choose(select, value) {
    if (![...select.options].some((option) => option.value === value)) return;
    if (select.value !== "all") this.keep(select);
    select.value = value;
  }

  /** Moves the choice of a select to a button beside it, so that another can be made. */
  keep(select) {
    const chip = document.createElement("button");
    const name = select.selectedOptions[0].text;
    Object.assign(chip, { type: "button", name: select.name, value: select.value, className: "choice", textContent: name });
    chip.dataset.chosen = "";
    chip.setAttribute("aria-label", select.dataset.remove.replace("{name}", name));
    select.after(chip);
    select.value = "all";
  }

  press(button) {
    const select = button.closest(".filter-bar__select")?.querySelector("select");
    if ("chosen" in button.dataset) button.remove();
    else if ("another" in button.dataset) this.keep(select);
    else return;
    select.focus();
    this.apply(true);
  }

  /** What is asked for, by name of the field: an event must have one of the values of each. */
  chosen() {
    const found = new Map();
    for (const field of this.form.elements) {
      const counts = field.type === "checkbox" ? field.checked : field.localName === "select" || "chosen" in field.dataset;
      if (!field.name || !counts || field.value === "all") continue;
      found.set(field.name, [...(found.get(field.name) ?? []), field.value]);
    }
    return found;
  }

  /** The same as pairs for an address. */
  choice() {
    return [...this.chosen()].flatMap(([name, values]) => values.map((value) => [name, value]));
  }

  /** Gives a link to the page of a period the choice, before it is followed, opened beside or copied. */
  lead(target) {
    const link = target.closest?.(":is(.periods, .phase__more, .months-of-days) a:not([href^='#'])");
    if (link) link.search = new URLSearchParams(this.choice());
  }

  apply(tellAddress) {
    const chosen = this.chosen();
    const fits = (element) =>
      [...chosen].every(([name, values]) => {
        const has = (element.dataset[name === "actor" ? "actors" : name] ?? "").split(" ");
        return values.some((value) => has.includes(value));
      });
    let shown = 0;
    for (const event of this.events) {
      event.hidden = !fits(event);
      shown += !event.hidden;
    }
    for (const mark of this.marks) mark.toggleAttribute("data-off", !fits(mark));
    for (const phase of this.phases) phase.hidden = !phase.querySelector(":is(.event, .brief):not([hidden]), .months-of-days");
    for (const button of this.form.querySelectorAll("[data-another]"))
      button.hidden = button.closest(".filter-bar__select").querySelector("select").value === "all";
    this.none.hidden = shown > 0;
    this.total.textContent =
      shown === this.events.length
        ? this.dataset.all
        : this.dataset.some.replace("{shown}", written(shown)).replace("{total}", written(this.events.length));
    if (!tellAddress) return;
    const asked = new URLSearchParams(location.search);
    for (const field of this.form.elements) asked.delete(field.name);
    for (const [name, value] of this.choice()) asked.append(name, value);
    history.replaceState(null, "", (asked.size ? `?${asked}` : location.pathname) + location.hash);
  }

  /** A link to an event that a filter hides clears the filter. */
  reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".event, .brief");
    if (!target?.hidden) return;
    this.form.reset();
    setTimeout(() => target.scrollIntoView());
  }
}

/** A count in the digits of the page. */
const written = (count) => String(count).replace(/\d/g, (digit) => document.documentElement.dataset.digits?.[digit] ?? digit);

customElements.define("timeline-filter", TimelineFilter);
