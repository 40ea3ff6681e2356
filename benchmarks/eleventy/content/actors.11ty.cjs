const { escaped, frame, record } = require("../_includes/parts.cjs");

exports.data = { permalink: "/actors/", eleventyImport: { collections: ["stories", "crises", "actors"] } };
exports.render = (data) => {
  const found = record(data);
  const lines = data.collections.actors.map((one) => {
    const entries = found.actor[one.fileSlug] ?? [];
    const crises = [...new Set(entries.map((it) => it.crisis))].map((slug) => `<a href="/crises/${slug}/">${escaped(found.crises[slug].place)}</a>`);
    return `<li><a href="${one.url}">${escaped(one.data.name)}</a>, ${escaped(one.data.role)}, ${entries.length} events: ${crises.join(" ")}</li>`;
  });
  return frame(data, "Actors", `<ul>${lines.join("\n")}</ul>`);
};
