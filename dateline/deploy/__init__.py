"""Bringing the published folder to where readers get it: another folder, or a bucket of object storage."""
