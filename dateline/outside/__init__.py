"""Where the links of published pages lead: within the site, and outside, where others are asked; never in a build."""
