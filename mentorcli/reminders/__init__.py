"""What is due on a day, and the letters that say so."""
