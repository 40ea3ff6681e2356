/** Prints the page. Without script the button is not there. */
class PrintButton extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => print());
  }
}
customElements.define("print-button", PrintButton);

// Folded tables are printed under their charts; style sheets alone can do that in new browsers only.
addEventListener("beforeprint", () => {
  for (const table of document.querySelectorAll(".details:not([open])")) {
    table.open = true;
    addEventListener("afterprint", () => (table.open = false), { once: true });
  }
});
