"""Phân tích: what an analyst takes out of a record, in forms that other programs read."""
