/** Copies the address of the page. Without script, or where nothing may be copied, the button is not there. */
class CopyLink extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    this.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const label = button.textContent;
      await navigator.clipboard.writeText(location.href.split("#")[0]);
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
      }, 2000);
    });
  }
}
customElements.define("copy-link", CopyLink);
