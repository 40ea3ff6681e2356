const fs = require("node:fs");
const { forget } = require("./_includes/parts.cjs");

module.exports = (config) => {
  const sources = Object.fromEntries(JSON.parse(fs.readFileSync("content/_data/documents.json")).map((one) => [one.id, one]));
  const names = {};
  for (const file of fs.readdirSync("content/actors"))
    names[file.slice(0, -3)] = /^name: (.*)$/m.exec(fs.readFileSync(`content/actors/${file}`, "utf8"))[1];
  config.addShortcode("actor", (id) => `<a href="/actors/${id}/">${names[id]}</a>`);
  config.addShortcode("cite", (id) => `<sup><a href="#s-${id}">${sources[id].title}</a></sup>`);
  config.on("eleventy.before", forget);
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: "njk",
  };
};
