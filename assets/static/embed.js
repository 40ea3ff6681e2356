/* Fits frames with embeds of this site to what is in them. Put it once on a page that has any:
     <script async src="https://…/embed.js"></script>
   A message counts only where it comes from the site that this script came from, and from the very frame it is about. */
(() => {
  "use strict";
  const site = new URL(document.currentScript.src).origin;
  const frames = () => document.querySelectorAll("iframe");
  window.addEventListener("message", (event) => {
    const said = event.data;
    if (event.origin !== site || typeof said !== "object" || said === null || said.dateline !== "height") return;
    if (!Number.isInteger(said.height) || said.height < 40 || said.height > 20000) return;
    for (const frame of frames())
      if (frame.contentWindow === event.source) frame.style.height = `${said.height}px`;
  });
  // Those that were there first have spoken already.
  for (const frame of frames())
    if (frame.src.startsWith(`${site}/`)) frame.contentWindow.postMessage({ dateline: "ask" }, site);
})();
