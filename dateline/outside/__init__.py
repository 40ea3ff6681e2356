"""The addresses of others that our pages lead to: asked whether anything is there, and never in a build."""
