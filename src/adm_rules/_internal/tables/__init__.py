"""Files from tables: a mapping says which columns of an export feed which keys; faults name row and column."""
