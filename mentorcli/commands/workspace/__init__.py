"""The workspace itself: made, tried, looked after, scheduled."""
