"""Every pair of a case judged and scored, once, and what else a plan stands on."""
