/** Turns the order of the timeline round, in the document and not only in the picture of it.
    Without script it is newest first and the button is not there. */
class TimelineOrder extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    let newestFirst = true;
    const reverse = (list) => list.append(...[...list.children].reverse());
    button.addEventListener("click", () => {
      reverse(document.querySelector(".timeline"));
      document.querySelectorAll(".timeline :is(.phase__events, .phase__lines, .months-of-days, .months-of-days__days)").forEach(reverse);
      newestFirst = !newestFirst;
      button.textContent = newestFirst ? button.dataset.older : button.dataset.newer;
    });
  }
}
customElements.define("timeline-order", TimelineOrder);
