"""Mail: reminders that are due, the outbox, and what was sent."""
