"""A month's statement: sessions, what a voucher pays of them, groups, families' shares, invoices; and the budget."""
