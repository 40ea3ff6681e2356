/** Adds the reader's own time to events that have a time of day, where their clock shows another one.
    Without script, and in search results, there is the time of the place. */
for (const time of document.querySelectorAll("time.date__main[datetime*=T]")) {
  const at = new Date(time.dateTime);
  const language = document.documentElement.lang;
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const there = time.dateTime.slice(0, 16);
  const here = new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const note = time.parentElement.querySelector(".date__note");
  if (here === there || !note) continue;
  const day = here.slice(0, 10) === there.slice(0, 10) ? {} : { day: "numeric", month: "short" };
  const signs = { calendar: "gregory", numberingSystem: "latn", timeZoneName: "short" };
  const words = new Intl.DateTimeFormat(language, { ...day, ...clock, ...signs }).format(at);
  note.append(` (${words.replace(/\d/g, (digit) => document.documentElement.dataset.digits?.[digit] ?? digit)})`);
}
