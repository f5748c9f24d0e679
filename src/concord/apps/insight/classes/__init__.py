"""What the classifier is worth and how it learns: people are asked, their answers counted, models compared (D3)."""
