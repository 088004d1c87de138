"""Phân tích: the record as tables for analysts, to be counted and replayed elsewhere."""
