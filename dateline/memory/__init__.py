"""What one build leaves for the next, and how it is told that nothing it was made from has changed.

- ``Memory`` (``pipeline.py``) holds the others for one build, or as long as the preview runs; each believed as below.
- ``Memo`` lives as long as whoever made it; a result is believed for the very objects that it was made from.
- ``Kept`` lives as long as a ``Memory``, over its database; a result is believed where the key of its inputs is now's.
- ``Database`` is a file beside the site that outlives runs; a row is believed where its sum is that of its bytes.
"""
