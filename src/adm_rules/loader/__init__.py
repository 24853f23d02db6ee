"""From files to rule sets: reads YAML into the shapes of `adm_rules.rules`, reporting every fault at its line."""
