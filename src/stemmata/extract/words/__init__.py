"""Tables of English words that the rules of extraction look up. Only look-ups, no rules about texts."""
