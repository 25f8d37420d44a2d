"""Ways to look at what was extracted: pages, terminal, notebook, and why each figure is what it is."""
