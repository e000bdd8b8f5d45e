"""Tables of English words that the rules of extraction look up. No logic here."""
