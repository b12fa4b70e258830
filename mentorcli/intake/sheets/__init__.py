"""The problems workbook: what people correct, and how it comes back."""
