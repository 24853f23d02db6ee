"""One module for each check; its name is the check's code, its docstring the check's page."""
