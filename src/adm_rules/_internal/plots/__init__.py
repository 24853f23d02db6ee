"""Pictures of answers: breaches, hours of weeks, the curve of a copayment, deadlines on a calendar."""
