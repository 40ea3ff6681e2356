const { escaped } = require("../_includes/parts.cjs");

exports.data = { permalink: "/feed.xml", eleventyImport: { collections: ["stories"] } };
exports.render = (data) => {
  const newest = [...data.collections.stories].sort((one, other) => other.data.published - one.data.published).slice(0, 50);
  const entries = newest.map(({ data: story, url }) => `  <entry>
    <id>https://example.org${url}</id>
    <title>${escaped(story.title)}</title>
    <updated>${story.published.toISOString()}</updated>
    <link rel="alternate" type="text/html" href="https://example.org${url}"/>
    <summary>${escaped(story.summary)}</summary>
  </entry>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>https://example.org/</id>
  <title>${escaped(data.site.title)}</title>
  <updated>${newest[0].data.published.toISOString()}</updated>
  <author><name>${escaped(data.site.title)}</name></author>
${entries.join("\n")}
</feed>
`;
};
