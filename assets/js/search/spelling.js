/** Words as they are compared, with the table that the index brings: the same as dateline/search/spelling.py makes of them. */
export function spelling({ drop, letters, zeros }) {
  const dropped = new RegExp(`[${drop}]+`, "gu");
  const into = new Map(Object.entries(letters));
  for (const zero of zeros)
    for (let digit = 0; digit < 10; digit++) into.set(String.fromCodePoint(zero.codePointAt(0) + digit), String(digit));
  return (text) =>
    [...text.normalize("NFKD").replace(dropped, "").toLowerCase()].map((sign) => into.get(sign) ?? sign).join("");
}

// What joins the parts of a word: “al-Sharaa”, “O’Brien”, “1,200”, a Persian word with its zero-width non-joiner.
const JOINT = /[\u00ad\u200c\u200d'’ʼ‐‑-]|[.,٬](?=\p{N})/gu;
const WORD = new RegExp(`[\\p{L}\\p{M}\\p{N}]+(?:(?:${JOINT.source})[\\p{L}\\p{M}\\p{N}]+)*`, "gu");
// The Arabic article, alone or after a one-letter word that is written together with it.
const ARTICLE = /^(?:[وفبک]?ال|لل)(?=\p{L}{3})/u;

/** The words of a text as they stand there. */
export const words = (text) => text.match(WORD) ?? [];

/** Every way in which a word may be looked for: whole, in its parts, without the Arabic article. Each way is a list of terms. */
export function ways(word, plain) {
  const whole = plain(word.replace(JOINT, ""));
  const parts = word.split(JOINT).map(plain).filter(Boolean);
  const found = [[whole]];
  if (parts.length > 1) found.push(parts);
  const bare = whole.replace(ARTICLE, "");
  if (bare !== whole) found.push([bare]);
  return found.filter(([first]) => first);
}
