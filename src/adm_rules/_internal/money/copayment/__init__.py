"""What a family pays by ISEE: which certificate counts, the fee in the fixed order, what is possible, the answer."""
