const { actor, claim, entry, escaped, frame, record, sources, time } = require("./parts.cjs");

module.exports = (data) => {
  const found = record(data);
  const told = found.story[data.page.url];
  const inText = [...data.content.matchAll(/href="#s-([\w-]+)"/g)].map((match) => match[1]);
  return frame(data, data.title, `<p><a href="/crises/${data.crisis}/">${escaped(found.crises[data.crisis].place)}</a></p>
<p>${time(data.date)} ${data.status}, ${escaped(found.kinds[data.kind])}</p>
<p>${escaped(data.summary)}</p>
<p>Published ${time(data.published)}</p>
<ul>${data.actors.map((id) => `<li>${actor(found, id)}</li>`).join("")}</ul>
${data.content}
<h2>Figures</h2>
<ul>${data.figures.map((one) => claim(found, one, data.crisis)).join("\n")}</ul>
<h2>Events</h2>
<ol>${told.slice(1).sort((one, other) => (one.date < other.date ? -1 : 1)).map((one) => entry(found, one)).join("\n")}</ol>
${sources(found, told, inText)}`);
};
