const { actor, claim, entry, escaped, frame, newestFirst, record, sources, time } = require("./parts.cjs");

module.exports = (data) => {
  const found = record(data);
  const entries = found.crisis[data.slug];
  const claims = entries.flatMap((one) => one.claims).map((one) => ({ ...one, date: one.as_of }));
  const figures = data.figures.map((figure) => {
    const listed = newestFirst(claims.filter((one) => one.figure === figure.id));
    return `<section id="f-${figure.id}"><h3>${escaped(figure.label)}, ${escaped(figure.unit)}</h3>
<ul>${listed.map((one) => claim(found, one, data.slug)).join("\n")}</ul></section>`;
  });
  const stories = entries.filter((one) => !one.url.includes("#"));
  return frame(data, data.title, `<p>${escaped(data.summary)}</p>
<p>${escaped(data.place)}, began ${time(data.started)}, ${entries.length} events</p>
<h2>Key figures</h2>
${figures.join("\n")}
<h2>Timeline</h2>
<ol>${entries.map((one) => entry(found, one)).join("\n")}</ol>
<h2>Stories</h2>
<ol>${stories.map((one) => `<li>${time(one.date)} <a href="${one.url}">${escaped(one.title)}</a> ${one.status}</li>`).join("\n")}</ol>
${data.content}
${sources(found, entries)}`);
};
