"""A small site with a figure of every form a claim can take: what charts, figure pages and embeds are looked at with."""

FORMS = """
-- content/site.yaml --
title: Harbour Watch
publisher: Harbour Watch
-- content/sources.yaml --
- id: notice
  title: Notice to mariners
  publisher: The harbour office
  published: 2020-05-04
- id: report
  title: What the union counted
  publisher: The dockers’ union
  published: 2020-06-30
-- content/actors/harbour-office.md --
---
name: Harbour office
kind: state
role: runs the harbour
group: in power
---
It runs the harbour.
-- content/actors/dockers-union.md --
---
name: The dockers’ union
kind: organisation
group: counting and checking
---
It counts.
-- content/actors/red-cross.md --
---
name: Red Cross of Porthaven
kind: organisation
group: outside
---
It helps.
-- content/crises/harbour/index.md --
---
title: The harbour is closed, and nobody says until when
summary: The office closed the harbour on 4 May 2020.
place: Porthaven
started: 2020-05-04
figures:
  - {id: out-of-work, label: people out of work, unit: people, definition: Dockers without a shift., lead: true}
  - {id: detained, label: people detained, unit: people, definition: Held on any one day.}
  - {id: tonnes, label: tonnes of grain spoilt, unit: tonnes, definition: By weight.}
  - {id: jobs, label: jobs promised, unit: jobs, definition: What was announced.}
  - {id: ships, label: ships waiting, unit: ships, definition: Ships at anchor.}
  - {id: injured, label: people injured, unit: people, definition: "Nobody has counted."}
  - {id: fines, label: fines, unit: fines, definition: What was withdrawn.}
---
The harbour is old.
-- content/crises/harbour/closure.md --
---
title: Harbour closes
date: 2020-05-04
published: 2020-05-05
place: Porthaven
summary: The office closed the harbour.
status: confirmed
key: true
figures:
  - {figure: out-of-work, value: 40, by: harbour-office, as_of: 2020-05-04, source: notice, status: confirmed}
  - {figure: out-of-work, value: "100+", by: dockers-union, as_of: 2020-05-06, source: report}
  - {figure: out-of-work, value: dozens, by: red-cross, as_of: 2020-05-05, source: report}
  - {figure: detained, value: 863, by: dockers-union, as_of: 2020-05-10, source: report, includes: {women: 105, teenagers: 1, foreign nationals: 85}}
  - {figure: detained, value: 120, by: red-cross, as_of: 2020-05-09, source: report}
  - {figure: detained, value: none, by: harbour-office, as_of: 2020-05-08, source: notice, status: disputed}
  - {figure: tonnes, value: "~800", by: harbour-office, as_of: 2020-05-06, source: notice}
  - {figure: tonnes, value: 1000..2000, by: dockers-union, as_of: 2020-05-06, source: report}
  - {figure: tonnes, value: up to 500, by: red-cross, as_of: 2020-05-06, source: report, status: disputed}
  - {figure: jobs, value: 300, by: harbour-office, as_of: 2020-05-05, source: notice, promised: true, status: disputed}
  - {figure: jobs, value: unknown, by: red-cross, as_of: 2020-05-05, source: report, promised: true}
  - {figure: jobs, value: 85, by: dockers-union, as_of: 2020-05-30, source: report, status: confirmed}
  - {figure: jobs, value: hundreds, by: dockers-union, as_of: 2020-05-20, source: report, promised: true}
  - {figure: ships, value: 12, by: harbour-office, as_of: 2020-05-04, source: notice}
  - {figure: fines, value: 20, by: harbour-office, as_of: 2020-05-08, source: notice, withdrawn: {date: 2020-05-09, why: counted twice}}
sources: [notice, report]
---
The harbour was closed. [@notice]
-- content/crises/harbour/june.md --
---
title: The count changes
date: 2020-06-10
published: 2020-06-11
status: reported
figures:
  - {figure: out-of-work, value: 60, by: harbour-office, as_of: 2020-05-20, source: notice, status: confirmed}
  - {figure: out-of-work, value: 55, by: harbour-office, as_of: 2020-06-10, source: notice, status: disputed, method: counts part-time workers too}
  - {figure: out-of-work, value: 180, by: dockers-union, as_of: 2020-06, source: report}
  - {figure: out-of-work, value: hundreds, by: red-cross, as_of: 2020-05-28, source: report}
  - {figure: out-of-work, value: 150..250, by: red-cross, as_of: 2020-06-12, source: report, withdrawn: {date: 2020-06-20, why: made in haste}}
corrections:
  - {date: 2020-06-15, was: "65 people", now: "60 people", why: misread}
sources: [notice, report]
---
It changed. [@notice]
"""
