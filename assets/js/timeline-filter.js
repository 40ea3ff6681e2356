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
    this.names = ["status", "kind", "actor", "place", "crisis"].filter((name) => this.form.elements[name]);
    const asked = new URLSearchParams(location.search);
    for (const name of this.names) {
      const field = this.form.elements[name];
      if (asked.has(name)) field.value = asked.get(name);
      if (!field.value) field.value = "all"; // an unknown value means everything
    }
    this.form.addEventListener("change", () => this.apply(true));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => setTimeout(() => this.apply(true)));
    addEventListener("hashchange", () => this.reveal());
    if (this.names.some((name) => asked.has(name))) this.apply(false);
    this.reveal();
  }

  apply(tellAddress) {
    const chosen = this.names
      .map((name) => [name, this.form.elements[name].value])
      .filter(([, value]) => value && value !== "all");
    const fits = (element) =>
      chosen.every(([name, value]) =>
        (element.dataset[name === "actor" ? "actors" : name] ?? "").split(" ").includes(value),
      );
    let shown = 0;
    for (const event of this.events) {
      event.hidden = !fits(event);
      shown += !event.hidden;
    }
    for (const mark of this.marks) mark.toggleAttribute("data-off", !fits(mark));
    for (const phase of this.phases) phase.hidden = !phase.querySelector(":is(.event, .brief):not([hidden])");
    this.none.hidden = shown > 0;
    this.total.textContent =
      shown === this.events.length
        ? this.dataset.all
        : this.dataset.some.replace("{shown}", shown).replace("{total}", this.events.length);
    if (!tellAddress) return;
    const asked = new URLSearchParams(location.search);
    for (const name of this.names) asked.delete(name);
    for (const [name, value] of chosen) asked.set(name, value);
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
customElements.define("timeline-filter", TimelineFilter);
