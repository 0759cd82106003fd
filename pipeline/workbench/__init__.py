"""For those who write rules: proving, trying, explaining and comparing them. Stands above extraction and the store."""
