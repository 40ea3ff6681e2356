/* What the layouts share: the record, gone through once a build, and its entries as HTML. */
let kept = null;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
const day = (date) => new Date(date).toISOString().slice(0, 10);
const time = (date) => {
  const [year, month, number] = day(date).split("-");
  return `<time datetime="${year}-${month}-${number}">${Number(number)} ${MONTHS[month - 1]} ${year}</time>`;
};
const newestFirst = (entries) => [...entries].sort((one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : 0));

/* Entries of all stories, by story, crisis and actor; names of actors, crises, sources and kinds. */
function record(data) {
  if (kept) return kept;
  const found = { all: [], story: {}, crisis: {}, actor: {}, actors: {}, crises: {}, sources: {}, kinds: {} };
  for (const one of data.collections.actors) found.actors[one.fileSlug] = one.data;
  for (const one of data.collections.crises) found.crises[one.data.slug] = one.data;
  for (const one of data.documents) found.sources[one.id] = one;
  for (const one of data.site.kinds) found.kinds[one.id] = one.label;
  for (const { data: story, fileSlug: id, url } of data.collections.stories) {
    const { crisis } = story;
    const told = [{ ...story, id, crisis, date: day(story.date), text: story.summary, claims: story.figures, url }];
    for (const event of story.events)
      told.push({ ...event, crisis, date: day(event.date), claims: [], url: `/crises/${crisis}/#${event.id}` });
    found.story[url] = told;
    (found.crisis[crisis] ??= []).push(...told);
    found.all.push(...told);
    for (const entry of told) for (const actor of entry.actors) (found.actor[actor] ??= []).push(entry);
  }
  for (const lists of [found.crisis, found.actor]) for (const key in lists) lists[key] = newestFirst(lists[key]);
  found.all = newestFirst(found.all);
  return (kept = found);
}

const actor = (found, id) => `<a href="/actors/${id}/">${escaped(found.actors[id].name)}</a>`;
const cited = (found, id) => `<a href="#s-${id}">${escaped(found.sources[id].title)}</a>`;
const claim = (found, one, crisis) => {
  const label = found.crises[crisis].figures.find((figure) => figure.id === one.figure).label;
  const value = one.value.toLocaleString("en-GB");
  return `<li>${actor(found, one.by)} (${escaped(found.actors[one.by].role)}): ${value} <a href="/crises/${crisis}/#f-${one.figure}">${escaped(label)}</a>, as of ${time(one.as_of)} ${cited(found, one.source)}</li>`;
};
const entry = (found, one, mixed) => `<li id="${mixed ? `${one.crisis}.` : ""}${one.id}"><a href="/crises/${one.crisis}/#${one.id}">${time(one.date)}</a> ${one.status}, ${escaped(found.kinds[one.kind])}${mixed ? `, <a href="/crises/${one.crisis}/">${escaped(found.crises[one.crisis].place)}</a>` : ""}
<h4><a href="${one.url}">${escaped(one.title)}</a></h4>
<p>${escaped(one.text)}</p>
${one.claims.length ? `<ul>${one.claims.map((it) => claim(found, it, one.crisis)).join("\n")}</ul>` : ""}
<p>${one.sources.map((id) => cited(found, id)).join(" ")} ${one.actors.map((id) => actor(found, id)).join(" ")}</p></li>`;
const sources = (found, entries, further = []) => {
  const ids = new Set(further);
  for (const one of entries) for (const id of [...one.sources, ...one.claims.map((it) => it.source)]) ids.add(id);
  return `<h2>Sources</h2>\n<ol>${[...ids].sort().map((id) => `<li id="s-${id}"><cite>${escaped(found.sources[id].title)}</cite>, ${time(found.sources[id].published)}</li>`).join("\n")}</ol>`;
};
const frame = (data, title, main) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} – ${escaped(data.site.title)}</title>
${data.summary ? `<meta name="description" content="${escaped(data.summary)}">` : ""}
<link rel="canonical" href="https://example.org${data.page.url}">
<link rel="alternate" type="application/atom+xml" href="/feed.xml">
</head>
<body>
<header><a href="/">${escaped(data.site.title)}</a> <a href="/timeline/">Timeline</a> <a href="/actors/">Actors</a></header>
<main>
<h1>${escaped(title)}</h1>
${main}
</main>
</body>
</html>
`;

const forget = () => { kept = null; };

module.exports = { actor, claim, day, entry, escaped, forget, frame, newestFirst, record, sources, time };
