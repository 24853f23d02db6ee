"""What is certain of compiled rules, for every file: which compute the same, and what can never be."""
