"""Phân tích: what is taken out of a record, in forms that other programs read."""
