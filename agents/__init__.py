"""What thinks: steps that return one artefact, gates that ask a person, effects that fill the outbox."""
