"""The preview: every save on screen, every mistake over the page it is on. Publishes nothing."""
