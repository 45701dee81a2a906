"""What is to be said: the offer, the channels, the messages needed, the tone, words that must or must not appear."""
