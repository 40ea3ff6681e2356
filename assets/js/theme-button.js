/** Turns the page dark or light and stores the choice; the line in the head applies it before the first paint.
    Without script the theme is the system's and the button is not there. */
class ThemeButton extends HTMLElement {
  connectedCallback() {
    const root = document.documentElement;
    const button = this.querySelector("button");
    const isDark = () =>
      root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const label = () => {
      button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
    };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // Storage is off: the choice holds for this page.
      }
      label();
    });
    label();
  }
}
customElements.define("theme-button", ThemeButton);
