"""Vietnamese: spelling, words with their parts of speech, and paragraphs as spaCy documents."""
