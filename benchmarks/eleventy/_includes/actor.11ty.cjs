const { claim, entry, escaped, frame, record, sources } = require("./parts.cjs");

module.exports = (data) => {
  const found = record(data);
  const id = data.page.fileSlug;
  const entries = found.actor[id] ?? [];
  const claims = entries.flatMap((one) => one.claims.filter((it) => it.by === id).map((it) => [it, one.crisis]));
  return frame(data, data.name, `<p>${escaped(data.role)}, ${escaped(data.kind)}</p>
${data.content}
<h2>What they say</h2>
<ul>${claims.map(([one, crisis]) => claim(found, one, crisis)).join("\n")}</ul>
<h2>Where they appear</h2>
<ol>${entries.map((one) => entry(found, one, true)).join("\n")}</ol>
${sources(found, entries)}`);
};
