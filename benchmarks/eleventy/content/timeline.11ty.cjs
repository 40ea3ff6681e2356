const { entry, frame, record, sources } = require("../_includes/parts.cjs");

exports.data = { permalink: "/timeline/", eleventyImport: { collections: ["stories", "crises", "actors"] } };
exports.render = (data) => {
  const found = record(data);
  return frame(data, "Timeline", `<ol>${found.all.map((one) => entry(found, one, true)).join("\n")}</ol>\n${sources(found, found.all)}`);
};
