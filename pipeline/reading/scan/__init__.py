"""A page image -> an upright, straight, even grey page with its rules, lines and reading order. Knows no Tesseract."""
