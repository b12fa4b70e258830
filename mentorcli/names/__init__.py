"""Who is meant by a text that names somebody: meant, ask, or nobody here."""
