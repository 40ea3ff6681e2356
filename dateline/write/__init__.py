"""Publication: the bytes of all pages, and in one step the new site instead of the old one."""

from dateline.write.disk import Disk
from dateline.write.errors import PublishError
from dateline.write.publication import Publication, Written
from dateline.write.removal import remove_published
from dateline.write.unchanged import listed, stands

__all__ = ["Disk", "Publication", "PublishError", "Written", "listed", "remove_published", "stands"]
