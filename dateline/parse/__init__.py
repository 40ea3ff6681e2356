"""The second stage: content files become drafts, their names not yet linked to anything."""
