const { actor, escaped, frame, newestFirst, record, time } = require("../_includes/parts.cjs");

exports.data = { permalink: "/", eleventyImport: { collections: ["stories", "crises", "actors"] } };
exports.render = (data) => {
  const found = record(data);
  const cards = data.collections.crises.map(({ data: crisis, url }) => {
    const entries = found.crisis[crisis.slug];
    const claims = newestFirst(entries.flatMap((one) => one.claims).map((one) => ({ ...one, date: one.as_of })));
    const counts = crisis.figures.filter((one) => one.lead).map((one) => [one.label, claims.find((it) => it.figure === one.id)]);
    return `<section>
<h2><a href="${url}">${escaped(crisis.title)}</a></h2>
<p>${escaped(crisis.place)}: ${escaped(crisis.summary)}</p>
<p>${entries.length} events</p>
<dl>${counts.filter(([, one]) => one).map(([label, one]) => `<dt>${escaped(label)}</dt><dd>${one.value.toLocaleString("en-GB")} ${actor(found, one.by)}</dd>`).join("\n")}</dl>
</section>`;
  });
  const latest = found.all.slice(0, 8).map((one) => `<li>${time(one.date)} <a href="/crises/${one.crisis}/#${one.id}">${escaped(one.title)}</a> ${one.status}</li>`);
  return frame(data, data.site.title, `${cards.join("\n")}\n<h2>Latest events</h2>\n<ol>${latest.join("\n")}</ol>`);
};
