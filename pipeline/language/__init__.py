"""Vietnamese: spelling, the shape of a syllable, and words with their parts of speech."""
