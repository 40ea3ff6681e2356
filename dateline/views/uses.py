"""Which ids a page uses: what its lookup has to hold, and nothing more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dateline.model import Actor, Claim, Crisis, Event, Ref, Stance, Story
from dateline.prose import Kind, Prose
from dateline.record.timeline import Entry


@dataclass(slots=True)
class Uses:
    """Ids by what they stand for. Those of stories, events and figures are “crisis/id”."""

    actors: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)

    def prose(self, *texts: Prose | None) -> None:
        for text in texts:
            for reference in text.references if text is not None else ():
                match reference.kind:
                    case Kind.ACTOR:
                        self.actors.add(reference.id)
                    case Kind.SOURCE:
                        self.sources.add(reference.id)
                    case Kind.FIGURE:
                        self.figures.add(reference.id)
                    case Kind.EVENT | Kind.STORY:
                        self.titles.add(reference.id)

    def refs(self, refs: Iterable[Ref]) -> None:
        self.sources.update([ref.id for ref in refs])

    def event(self, event: Event) -> None:
        self.actors.update(event.actor_ids)
        self.prose(event.text)
        for statement in event.statements:
            self.prose(statement.text)
        self.refs(event.sources)

    def entries(self, entries: Iterable[Entry]) -> None:
        """Events as a timeline tells them."""
        for entry in entries:
            self.event(entry.event)
            for claim in entry.claims:
                self.claim(claim)

    def claim(self, claim: Claim) -> None:
        if claim.by:
            self.actors.add(claim.by.id)
        self.refs(claim.sources)

    def stance(self, stance: Stance) -> None:
        self.prose(stance.text)
        self.refs(stance.sources)

    def stances(self, by_actor: Mapping[str, Iterable[Stance]]) -> None:
        """What actors, given by id, hold."""
        for actor, stances in by_actor.items():
            self.actors.add(actor)
            for stance in stances:
                self.stance(stance)

    def story(self, story: Story) -> None:
        """A story with its events, claims and body."""
        for event in story.all_events:
            self.event(event)
        for claim in story.figures:
            self.claim(claim)
        self.refs(story.cites)
        self.prose(story.body)

    def crisis(self, crisis: Crisis) -> None:
        """A crisis with its stories."""
        for line in (*crisis.known, *crisis.unknown):
            self.prose(line.text)
            self.refs(line.sources)
        self.prose(crisis.body, *(question.answer for question in crisis.questions))
        self.refs(crisis.cites)
        for story in crisis.stories:
            self.story(story)

    def actor(self, actor: Actor) -> None:
        self.prose(actor.body)
        for stance in actor.positions:
            self.stance(stance)
