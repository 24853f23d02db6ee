"""Counts money: what a family pays, what a voucher is worth, a month's statement, invoices against it."""
