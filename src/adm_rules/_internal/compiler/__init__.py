"""From a checked rule set to Python: resolve names, check types and units, lower to the core, generate code."""
