"""What things cost whom: copayment by ISEE, vouchers, statements, invoices, budgets, contracts.

Takes a compiled rule set and validated files. Amounts are exact fractions of cents until a rounding that the act
names; what is not known stays a range, and what no act sets is never made up.
"""
