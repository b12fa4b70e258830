"""Our own state: the folder, its database, profiles and remembered forms."""
