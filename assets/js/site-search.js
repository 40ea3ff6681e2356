/** Fetches what searches, and the index, when a reader first turns to the search or comes with a question in the address.
    Without script the search is not there, and the register under it has every entry. */
class SiteSearch extends HTMLElement {
  connectedCallback() {
    const begin = () => {
      this.begun ??= import(new URL(this.dataset.module, document.baseURI)).then(({ search }) => search(this));
    };
    this.addEventListener("focusin", begin);
    this.addEventListener("input", begin);
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.entered = true; // perhaps before what searches is here
    });
    if (location.search) begin();
  }
}
customElements.define("site-search", SiteSearch);
