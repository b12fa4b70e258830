"""What is due on a day, and the letters that say so."""

from mentorcli.reminders.reading import load_reminder, load_reminders
from mentorcli.reminders.reminder import Occurrence, Reminder, ReminderText
from mentorcli.reminders.schedule import due, next_day

__all__ = [
    "Occurrence",
    "Reminder",
    "ReminderText",
    "due",
    "load_reminder",
    "load_reminders",
    "next_day",
]
