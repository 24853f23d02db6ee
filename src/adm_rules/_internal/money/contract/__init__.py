"""What a service contract costs: its instalments year by year, and the bands of its penalties."""
