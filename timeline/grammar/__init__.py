"""What words next to each other mean: tokens, word orders, and the meanings they compose to."""
