"""What the campaign is for: product, objective, dates, money, goals; and whether the text is a brief at all."""
