"""Users' files: reading what they hand in, writing what they open, the templates they edit."""
