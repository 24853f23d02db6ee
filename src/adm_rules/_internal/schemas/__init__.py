"""JSON Schemas of the files that people write: rule files, overlays, vocabularies, examples, registers."""
