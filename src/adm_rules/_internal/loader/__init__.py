"""From files to rule sets: reads YAML into the shapes of `rules`, reporting every fault at its line."""
