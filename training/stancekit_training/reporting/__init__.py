"""Metrics as `metrics.json`, terminal tables and model card."""
