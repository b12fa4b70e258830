"""What is due on a day, and the letters that say so."""

from mentorcli.reminders.facts import Facts
from mentorcli.reminders.reading import load_reminder, load_reminders
from mentorcli.reminders.reminder import Occurrence, Reminder, ReminderText
from mentorcli.reminders.schedule import Due, due, missed, next_day, owed, true_still, written

__all__ = [
    "Due",
    "Facts",
    "Occurrence",
    "Reminder",
    "ReminderText",
    "due",
    "load_reminder",
    "load_reminders",
    "missed",
    "next_day",
    "owed",
    "true_still",
    "written",
]
